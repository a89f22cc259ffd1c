"""`manage.py compute_ecology [--units U15 U25] [--period 2026H1] [--as-of 2026-03-31]`."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import clock
from core.errors import DomainError
from early_warning.ecology.models import EcologyAssessment
from early_warning.ecology.periods import AnalysisPeriod
from early_warning.ecology.services import ComputeReport, assessments_compute
from organization.units.models import Unit


class Command(BaseCommand):
    help = "Compute the political-ecology index of units for a half-year or year, also as of a past day."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--units", nargs="*", default=[], metavar="CODE", help="unit codes; all when left out")
        parser.add_argument("--period", default="", help="2026H1, 2026Y; the present half-year when left out")
        parser.add_argument("--as-of", type=date.fromisoformat, default=None, help="the day whose knowledge counts")

    def handle(self, *args: Any, **options: Any) -> None:
        day = options["as_of"] or clock.today()
        try:
            period = AnalysisPeriod.parse(options["period"]) if options["period"] else AnalysisPeriod.containing(day)
            report = assessments_compute(units=self._units(options["units"]), period=period, as_of=day)
        except DomainError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(report.message)
        self._looked_back(report)

    def _units(self, codes: list[str]) -> list[Unit]:
        units = Unit.objects.real().filter(active=True)
        if not codes:
            return list(units)
        found = list(units.filter(code__in=codes))
        if unknown := set(codes) - {unit.code for unit in found}:
            raise CommandError(f"No such unit: {', '.join(sorted(unknown))}")
        return found

    def _looked_back(self, report: ComputeReport) -> None:
        """What the past day gives, beside the version that was kept on that day, by unit code."""
        for fresh in report.looked_back:
            kept = EcologyAssessment.objects.filter(unit=fresh.unit, period=fresh.period, as_of=report.as_of).last()
            same = "" if kept is None else " = kept" if kept.data_version == fresh.data_version else " ≠ kept"
            self.stdout.write(f"{fresh.unit.code} {fresh.index or '—'} {fresh.get_band_display()}{same}")
