"""Who filed in time, late or not at all, counted by unit (M33, M35): figures of units in the order of their codes.

Nobody is named and nothing is ranked; the figures open the list of the unit's declarations to whoever may see it.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, F, Q

from core import clock
from core.scope import Viewer
from organization.models import Unit
from supervision.declarations.choices import CampaignKind
from supervision.declarations.models import KinDeclaration, MatterReport

MODELS: dict[str, Any] = {CampaignKind.KIN: KinDeclaration, CampaignKind.MATTER: MatterReport}


@dataclass(frozen=True)
class Line:
    """One unit: how many owed a filing, and how far that has come."""

    unit: Unit | None
    in_time: int = 0
    late: int = 0
    missing: int = 0
    waiting: int = 0

    @property
    def due(self) -> int:
        return self.in_time + self.late + self.missing + self.waiting

    @property
    def percent(self) -> int | None:
        return 100 * (self.in_time + self.late) // self.due if self.due else None


@dataclass
class Coverage:
    kind: str
    year: int
    lines: list[Line] = field(default_factory=list)

    @property
    def total(self) -> Line:
        return Line(None, *(sum(getattr(line, name) for line in self.lines) for name in COUNTS))


COUNTS = ("in_time", "late", "missing", "waiting")


def coverage(user: Viewer, kind: str, year: int) -> Coverage:
    """The annual filings of ``year`` in the units that ``user`` sees, in two queries."""
    rows = MODELS[kind].objects.for_staff(user).filter(year=year, kind="ANNUAL")
    if user.has_perm(MODELS[kind].receive_right):
        # Whether something is missing is no content: the receiver counts what has not been filed too.
        rows = MODELS[kind].objects.exclude(official__user=user).filter(year=year, kind="ANNUAL")
    counted = rows.values("unit").annotate(**_counts(clock.today()))
    by_unit = {row.pop("unit"): row for row in counted}
    units = Unit.objects.filter(pk__in=by_unit).order_by("code")
    return Coverage(kind, year, [Line(unit, **by_unit[unit.pk]) for unit in units])


def _counts(today: date) -> dict[str, Count]:
    filed = Q(filed_on__isnull=False)
    late = filed & Q(filed_on__gt=F("file_by"))
    return {
        "in_time": Count("pk", filter=filed & ~Q(filed_on__gt=F("file_by"))),
        "late": Count("pk", filter=late),
        "missing": Count("pk", filter=Q(filed_on__isnull=True, file_by__lt=today)),
        "waiting": Count("pk", filter=Q(filed_on__isnull=True) & ~Q(file_by__lt=today)),
    }


def years(kind: str) -> list[int]:
    """The years for which there was an annual filing, newest first."""
    return sorted(MODELS[kind].objects.filter(kind="ANNUAL").values_list("year", flat=True).distinct(), reverse=True)
