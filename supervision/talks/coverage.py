"""Which units and heads were reached by which kind of talk in a year (M25 coverage, M61, M64). Never a ranking.

Cells count people who were due and people who were reached; the map names units in the order of their codes.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Q

from core import clock, parameters
from core.scope import NOTHING, Viewer
from officials.models import Tenure
from organization.models import Unit
from organization.scope import unit_condition
from supervision.talks.appointments import Standing, appointments
from supervision.talks.choices import COVERED, Kind
from supervision.talks.models import Talk
from supervision.talks.parameters import TALK

YEARLY = {
    Kind.SUPERVISION: "supervision_yearly",
    Kind.INTERVIEW: "interview_yearly",
    Kind.SECRETARY: "secretary_yearly",
    Kind.POLITICAL: "political_yearly",
}


@dataclass(frozen=True)
class Cell:
    """One kind at one unit: ``done`` of ``due`` people; nothing due leaves the cell empty."""

    kind: Kind
    done: int
    due: int

    @property
    def percent(self) -> int | None:
        return round(100 * self.done / self.due) if self.due else None

    @property
    def tone(self) -> str:
        if self.percent is None:
            return "plain"
        return "good" if self.percent >= 100 else "watch" if self.percent else "focus"


@dataclass(frozen=True)
class Line:
    unit: Unit
    cells: list[Cell]


@dataclass
class Coverage:
    """The map of one year."""

    year: int
    lines: list[Line] = field(default_factory=list)

    def totals(self) -> list[Cell]:
        return [_sum(kind, (line.cells[index] for line in self.lines)) for index, kind in enumerate(COVERED)]

    def by_type(self) -> dict[str, list[Cell]]:
        """The same, summed over the units of a type."""
        kinds = dict.fromkeys(line.unit.kind for line in self.lines)
        return {
            code: [
                _sum(kind, (line.cells[index] for line in self.lines if line.unit.kind == code))
                for index, kind in enumerate(COVERED)
            ]
            for code in kinds
        }


def _sum(kind: Kind, cells: Iterable[Cell]) -> Cell:
    rows = list(cells)
    return Cell(kind, sum(cell.done for cell in rows), sum(cell.due for cell in rows))


def coverage(user: Viewer, year: int, *, unit_kind: str = "") -> Coverage:
    """The units of ``user``'s jurisdiction over ``year``; a fixed number of queries."""
    condition = unit_condition(user)
    found = Coverage(year)
    if condition == NOTHING:
        return found
    # The commission's own people are the upper level's business (R16): nobody's own unit stands on his map.
    rows = Unit.objects.filter(condition).real().exclude(pk=user.unit_id).order_by("code")
    units = list(rows.filter(kind=unit_kind) if unit_kind else rows)
    cells = _Counts(units, year)
    found.lines = [Line(unit, [cells.cell(unit, kind) for kind in COVERED]) for unit in units]
    return found


class _Counts:
    """Heads, talks and appointments of all units at once."""

    def __init__(self, units: list[Unit], year: int) -> None:
        self.values = parameters.values(TALK.key)
        keys = [unit.pk for unit in units]
        self.first, self.last = date(year, 1, 1), min(date(year, 12, 31), clock.today())
        self.heads = self._heads(keys)
        self.talks = self._talks(keys)
        self.appointed = self._appointed(keys)

    def _heads(self, keys: list[int]) -> dict[int, set[int]]:
        """Who heads each unit on the last day looked at; a vacancy is nobody, two heads are two."""
        rows = Tenure.objects.on(self.last).filter(post__is_head=True, post__unit__in=keys)
        found: dict[int, set[int]] = {}
        for unit, official in rows.values_list("post__unit", "official"):
            found.setdefault(unit, set()).add(official)
        return found

    def _talks(self, keys: list[int]) -> Counter[tuple[int, str, int]]:
        """How many talks of each kind each official had in the year, at whatever unit."""
        rows = Talk.objects.held().filter(
            Q(unit__in=keys), held_at__date__range=(self.first, self.last), kind__in=list(YEARLY)
        )
        return Counter(rows.values_list("unit", "kind", "official"))

    def _appointed(self, keys: list[int]) -> dict[int, tuple[int, int]]:
        """(in time, judged) appointments of each unit: those that may still be held in time are not due."""
        found: dict[int, tuple[int, int]] = {}
        for row in appointments(Q(pk__in=keys), first=self.first, last=self.last, today=clock.today()):
            if row.standing != Standing.WAITING:
                done, due = found.get(row.tenure.post.unit_id, (0, 0))
                found[row.tenure.post.unit_id] = (done + (row.standing == Standing.IN_TIME), due + 1)
        return found

    def cell(self, unit: Unit, kind: Kind) -> Cell:
        if kind == Kind.PRE_OFFICE:
            return Cell(kind, *self.appointed.get(unit.pk, (0, 0)))
        heads, asked = self.heads.get(unit.pk, set()), self.values[YEARLY[kind]]
        if not asked:
            return Cell(kind, 0, 0)
        done = sum(self.talks[(unit.pk, kind, official)] >= asked for official in heads)
        return Cell(kind, done, len(heads))


def share(found: Coverage, kind: Kind) -> Decimal | None:
    """The covered share (0..1) of ``kind`` over the whole jurisdiction; None where nothing is due."""
    cell = next(cell for cell in found.totals() if cell.kind == kind)
    return Decimal(cell.done) / cell.due if cell.due else None
