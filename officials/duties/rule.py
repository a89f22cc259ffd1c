"""三不分管 (M55): a head does not manage finance, personnel and works himself. Which days broke the rule.

The rule holds from a day on, for areas that the customer chooses (the "五不" variants add two), and not where a unit is
exempted. Exemptions are granted on a higher floor, which registers them here.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from core import parameters
from core.parameters import Param, ParameterGroup, define
from core.spans import Span, covered_days
from officials.duties.models import NOT_FOR_HEADS, DutyArea, DutyDivision
from officials.tenures.models import Tenure
from organization.units.models import Unit

RULE = define(
    ParameterGroup(
        "DUTY",
        _("Division of duties"),
        (
            Param("rule_from", date(2025, 9, 1), _("The rule holds from"), "", "M55"),
            Param("areas", [str(area) for area in NOT_FOR_HEADS], _("Areas not managed by a head"), "", "M55", "ART"),
            Param("areas_at_once", 1, _("Of these areas in one deputy's hands at most"), "", "M55", "V-LOC"),
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Exemption:
    """The rule does not hold for ``area`` of the unit on these days."""

    unit_id: int
    area: str
    span: Span


@dataclass(frozen=True, slots=True)
class Violation:
    """Days on which ``duty`` lay with a head of its unit although the rule held."""

    duty: DutyDivision
    span: Span


ExemptionSource = Callable[[Collection[int]], Iterable[Exemption]]
_sources: dict[str, ExemptionSource] = {}


def exemption_source(key: str, source: ExemptionSource) -> None:
    """Register who knows the exemptions of units (given by their keys)."""
    _sources[key] = source


def areas_of_rule(on: date) -> list[str]:
    """The areas that the rule speaks of on that day, in the order of the areas."""
    chosen = parameters.values(RULE.key, as_of=on)["areas"]
    return [area for area in DutyArea.values if area in chosen]


def rule_from(on: date) -> date:
    """The first day of the rule, as it stands on ``on``."""
    return parameters.values(RULE.key, as_of=on)["rule_from"]


def exempt_spans(units: Collection[int]) -> dict[tuple[int, str], list[Span]]:
    """(unit, area) -> the days on which the rule does not hold there."""
    found: defaultdict[tuple[int, str], list[Span]] = defaultdict(list)
    for source in _sources.values():
        for row in source(units):
            found[row.unit_id, row.area].append(row.span)
    return found


def is_exempt(unit: Unit, area: str, on: date) -> bool:
    """Whether the rule does not hold for ``area`` of ``unit`` on that day."""
    return any(span.first <= on <= span.last for span in exempt_spans([unit.pk])[unit.pk, area])


def violations(units: Collection[int], first: date, last: date) -> list[Violation]:
    """Every run of days from ``first`` to ``last`` on which a head of one of ``units`` managed what he must not."""
    first = max(first, rule_from(last))
    if first > last or not units:
        return []
    duties = list(_duties(units, first, last))
    headed = _headed({duty.official_id for duty in duties}, first, last)
    exempt = exempt_spans(units)
    return [Violation(duty, span) for duty in duties for span in _broken(duty, Span(first, last), headed, exempt)]


def violation_days(unit: Unit, first: date, last: date) -> int:
    """Days from ``first`` to ``last`` on which the rule was broken in ``unit``; a day counts once (HC-G1, B3)."""
    return covered_days(found.span for found in violations([unit.pk], first, last))


def _duties(units: Collection[int], first: date, last: date) -> Iterable[DutyDivision]:
    rows = DutyDivision.objects.filter(unit__in=units, area__in=areas_of_rule(last), start__lte=last)
    return rows.exclude(end__lt=first).select_related("unit", "official").order_by("start", "pk")


def _headed(officials: Collection[int], first: date, last: date) -> dict[tuple[int, int], list[Span]]:
    """(official, unit) -> when he headed it: a head is a role in time."""
    rows = Tenure.objects.between(first, last).filter(post__is_head=True, official__in=officials)
    found: defaultdict[tuple[int, int], list[Span]] = defaultdict(list)
    for official, unit, start, end in rows.values_list("official_id", "post__unit_id", "start", "end"):
        found[official, unit].append(Span(start, end or date.max))
    return found


def _broken(
    duty: DutyDivision,
    window: Span,
    headed: dict[tuple[int, int], list[Span]],
    exempt: dict[tuple[int, str], list[Span]],
) -> Iterator[Span]:
    run = Span(duty.start, duty.end or date.max).overlap(window)
    for tenure in headed.get((duty.official_id, duty.unit_id), ()) if run else ():
        both = run.overlap(tenure) if run else None
        if both:
            yield from both.without(exempt.get((duty.unit_id, duty.area), ()))
