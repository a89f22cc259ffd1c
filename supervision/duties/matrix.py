"""Who is in charge of what in a unit on a day: officials × areas, with what the rule forbids and what it advises."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from core import parameters
from core.spans import Span, covered_days
from officials.duties.rule import RULE, areas_of_rule, exempt_spans, rule_from, violations
from officials.models import DutyArea, DutyDivision, Official, Tenure
from officials.queries import heads_of, team_of
from organization.models import Unit
from supervision.duties.models import DutyPlan


@dataclass(frozen=True)
class Holding:
    """One area in one official's charge, as a plan or the division in force has it."""

    official: Official
    area: str
    detail: str = ""


@dataclass
class Cell:
    """What one official has of one area. ``state``: "", "held", "broken" (by a head), "exempt"."""

    state: str = ""
    details: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Row:
    official: Official
    post: str
    head: bool
    there: bool
    cells: list[Cell]
    at_once: int  # how many areas of the rule a deputy holds, where they are more than advised


@dataclass(frozen=True)
class Matrix:
    """``areas`` are (code, words, whether the rule speaks of it); ``hints`` are advice, never a refusal (V-LOC)."""

    unit: Unit
    on: date
    areas: list[tuple[str, str, bool]]
    rows: list[Row]
    hints: list[str]

    @property
    def broken(self) -> bool:
        return any(cell.state == "broken" for row in self.rows for cell in row.cells)


def matrix_of(unit: Unit, on: date) -> Matrix:
    """The division in force on that day."""
    duties = DutyDivision.objects.on(on).filter(unit=unit).select_related("official").order_by("pk")
    return _matrix(unit, on, [Holding(duty.official, duty.area, duty.detail) for duty in duties])


def matrix_of_plan(plan: DutyPlan) -> Matrix:
    """What a plan would make of it, on the day it takes effect."""
    items = plan.items.select_related("official").order_by("pk")
    return _matrix(plan.unit, plan.effective_on, [Holding(row.official, row.area, row.detail) for row in items])


def _matrix(unit: Unit, on: date, holdings: Iterable[Holding]) -> Matrix:
    held = list(holdings)
    ruled = areas_of_rule(on)
    used = {holding.area for holding in held} | set(ruled)
    areas = [(area.value, str(area.label), area.value in ruled) for area in DutyArea if area.value in used]
    areas.sort(key=lambda area: not area[2])
    people = _people(unit, on, held)
    heads = {official.pk for official in heads_of(unit, on)}
    rows = [_row(unit, on, person, post, heads, areas, held) for person, post in people]
    return Matrix(unit, on, areas, rows, list(_hints(rows, areas)))


def _people(unit: Unit, on: date, held: list[Holding]) -> list[tuple[Official, str]]:
    """The leadership team in the order of its posts, then others who hold a duty."""
    posts = Tenure.objects.on(on).filter(post__unit=unit).select_related("post").order_by("post__order")
    names: dict[int, str] = {}
    for tenure in posts:
        names.setdefault(tenure.official_id, tenure.post.name)
    people = {official.pk: official for official in team_of(unit, on)}
    people |= {row.official.pk: row.official for row in held if row.official.pk not in people}
    return [(official, names.get(pk, "")) for pk, official in people.items()]


def _row(unit: Unit, on: date, official: Official, post: str, heads: set[int], areas: Any, held: list[Holding]) -> Row:
    head = official.pk in heads
    strict = head and on >= rule_from(on)
    exempt = exempt_spans([unit.pk]) if strict else {}
    cells = []
    for code, _words, ruled in areas:
        mine = [row for row in held if row.official.pk == official.pk and row.area == code]
        cells.append(Cell(_state(mine, strict and ruled, exempt.get((unit.pk, code), []), on), _details(mine)))
    several = sum(bool(cell.state) and area[2] for cell, area in zip(cells, areas, strict=True))
    too_many = not head and several > parameters.values(RULE.key, as_of=on)["areas_at_once"]
    return Row(official, post, head, bool(post), cells, several if too_many else 0)


def _details(mine: list[Holding]) -> list[str]:
    return [row.detail for row in mine if row.detail]


def _state(mine: list[Holding], forbidden: bool, exempt: list[Span], on: date) -> str:
    if not mine:
        return ""
    if not forbidden:
        return "held"
    return "exempt" if any(span.first <= on <= span.last for span in exempt) else "broken"


def _hints(rows: list[Row], areas: list[tuple[str, str, bool]]) -> Iterable[str]:
    for row in rows:
        if row.at_once:
            yield _("%(official)s holds %(count)s of these areas at once: better in several hands.") % {
                "official": row.official, "count": row.at_once,
            }  # fmt: skip
        if not row.there:
            yield _("%(official)s holds no post of the unit any more: the division of duties must be changed.") % {
                "official": row.official
            }
    for place, (_code, words, ruled) in enumerate(areas):
        if ruled and not any(row.cells[place].state for row in rows):
            yield _("Nobody is in charge of this area: %(area)s.") % {"area": words}


@dataclass(frozen=True)
class UnitDuties:
    """One line of the overview: what is in force, and days on which a head managed what he must not."""

    unit: Unit
    plan: DutyPlan | None
    broken_now: list[str]
    days: int


def overview(units: list[Unit], first: date, last: date) -> list[UnitDuties]:
    """Every unit in the order of its code (no ranking), with the days from ``first`` to ``last``."""
    plans = {plan.unit_id: plan for plan in DutyPlan.objects.filter(unit__in=units, status="IN_FORCE")}
    found: dict[int, list[Any]] = {}
    for violation in violations([unit.pk for unit in units], first, last):
        found.setdefault(violation.duty.unit_id, []).append(violation)
    lines = []
    for unit in units:
        mine = found.get(unit.pk, [])
        now = [str(v.duty.get_area_display()) for v in mine if v.span.last == last]
        lines.append(UnitDuties(unit, plans.get(unit.pk), now, covered_days(v.span for v in mine)))
    return lines
