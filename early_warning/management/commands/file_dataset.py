"""File a dataset from the command line: ``manage.py file_dataset purchases file.csv --unit U15 --period 2026Q1``."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from core.errors import DomainError
from core.workflow.services import transition_perform
from early_warning.filings import presenting, services
from early_warning.filings.catalogue import kind_choices
from early_warning.filings.mapping.plan import MappingPlan
from early_warning.filings.models import DataFiling
from early_warning.filings.services.mappings import mapping_named
from organization.models import Unit, User

_CHUNK = 1024 * 1024


class Command(BaseCommand):
    help = "Check a CSV or XLSX file and file its good rows for a unit and period; prints what was not taken and why."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=[code for code, _label in kind_choices()])
        parser.add_argument("file", type=Path)
        parser.add_argument("--unit", required=True, help="code of the unit, such as U15")
        parser.add_argument("--period", required=True, help="such as 2026Q1 or 2026M03")
        parser.add_argument(
            "--mapping",
            default="",
            help="name of a saved mapping, or of one of the product",
        )
        parser.add_argument("--file-as", default="", metavar="LOGIN", help="default: the unit's liaison")
        parser.add_argument("--confirm-as", default="", metavar="LOGIN", help="the head who confirms at once")
        parser.add_argument("--dry-run", action="store_true", help="check only; nothing is kept")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._file(options)
        except DomainError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}") from error

    def _file(self, options: dict[str, Any]) -> None:
        unit = Unit.objects.real().filter(code=options["unit"]).first()
        if unit is None:
            raise CommandError(_("There is no unit %(code)s.") % {"code": options["unit"]})
        actor = _liaison(unit, options["file_as"])
        filing = services.filing_start(
            unit=unit,
            kind=options["kind"],
            period=options["period"],
            name=options["file"].name,
            chunks=_chunks(options["file"]),
            actor=actor,
        )
        try:
            self._check(filing, options["mapping"], actor)
        except DomainError:
            services.filing_cancel(filing=filing, actor=actor)
            raise
        if options["dry_run"] or not filing.row_count:
            services.filing_cancel(filing=filing, actor=actor)
            self.stdout.write(_("Nothing was filed."))
            return
        filing = services.filing_file(filing=filing, actor=actor)
        self.stdout.write(_("Filed as no. %(number)s, SHA-256 %(hash)s") % {"number": filing.pk, "hash": filing.sha256})
        if options["confirm_as"]:
            transition_perform(instance=filing, name="confirm", actor=_account(options["confirm_as"]))
            self.stdout.write(_("Confirmed by %(login)s; it is in force.") % {"login": options["confirm_as"]})

    def _check(self, filing: DataFiling, mapping: str, actor: Any) -> None:
        plan = (
            mapping_named(unit=filing.unit, kind=filing.kind, name=mapping)
            if mapping
            else MappingPlan.from_json(filing.plan)
        )
        report = services.filing_check(filing=filing, plan=plan, actor=actor)
        filing.refresh_from_db()
        self.stdout.write(_("Taken %(taken)s of %(total)s rows.") % {"taken": report.taken, "total": report.total})
        for line in presenting.reason_lines(filing):
            self.stdout.write(f"  {line['rows']:>8,}  {line['text']}  ({line['cure']})")
        for text in presenting.remark_lines(filing):
            self.stdout.write(f"  {text}")
        if report.dropped:
            self.stdout.write(_("Columns not kept: %(names)s") % {"names": ", ".join(report.dropped)})


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _liaison(unit: Unit, login: str) -> User:
    """Who answers for the filing: the account named, else the unit's first liaison."""
    if login:
        return _account(login)
    found = User.objects.filter(unit=unit, groups__name="LIA", is_active=True).order_by("pk").first()
    if found is None:
        raise CommandError(_("The unit has no liaison; name an account with --file-as."))
    return found


def _account(login: str) -> User:
    found = User.objects.filter(username=login, is_active=True).first()
    if found is None:
        raise CommandError(_("There is no active account %(login)s.") % {"login": login})
    return found
