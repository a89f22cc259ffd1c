"""B3 三不分管 compliance: days on which a head of the unit manages finance, personnel or works himself (M55)."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from core.spans import Span, covered_days
from early_warning.ecology.measures import EvidenceRow, Measurement, Question
from officials.duties.rule import Violation, violations
from officials.models import DutyDivision

SOURCE = "duty"


def three_not_in_charge(question: Question) -> Mapping[str, Measurement]:
    """Days without violation ÷ days for which a division of duties is on file; the rest of the window is no data."""
    if question.start > question.known_until:
        return {}
    window = Span(question.start, question.known_until)
    duties = _duties(question, window)
    broken: defaultdict[str, list[Violation]] = defaultdict(list)
    for found in violations([rows[0].unit_id for rows in duties.values()], window.first, window.last):
        broken[found.duty.unit.code].append(found)
    return {code: _measure(window, duties[code], broken[code]) for code in question.units if code in duties}


def _duties(question: Question, window: Span) -> dict[str, list[DutyDivision]]:
    rows = DutyDivision.objects.filter(unit__code__in=question.units, start__lte=window.last).exclude(
        end__lt=window.first
    )
    found: defaultdict[str, list[DutyDivision]] = defaultdict(list)
    for duty in rows.select_related("unit").order_by("start", "pk"):
        found[duty.unit.code].append(duty)
    return dict(found)


def _measure(window: Span, duties: list[DutyDivision], broken: list[Violation]) -> Measurement:
    spans = [span for duty in duties if (span := Span(duty.start, duty.end or date.max).overlap(window))]
    observed = covered_days(spans)
    violated = covered_days(found.span for found in broken)
    return Measurement(
        numerator=Decimal(observed - violated),
        denominator=Decimal(observed),
        n=observed,
        covered=Decimal(observed) / window.days,
        rows=tuple(EvidenceRow(SOURCE, found.duty.pk, False, _words(found)) for found in broken),
    )


def _words(found: Violation) -> str:
    span = found.span
    return f"{found.duty.get_area_display()} {span.first.isoformat()} – {span.last.isoformat()} ({span.days})"
