"""C3: suggestions carried out and verified ÷ suggestions due; late ones count one half (handbook 3.2)."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils import timezone

from cases.recommendations.choices import Status
from cases.recommendations.models import Suggestion
from core.scope import Viewer
from early_warning.ecology.measures import EvidenceRow, Measurement, Question

SOURCE = "suggestion"
HALF = Decimal("0.5")


def suggestions_carried_out(question: Question) -> Mapping[str, Measurement]:
    """Suggestions whose day lies in the period; the unit's day is that of its report, once somebody verified it."""
    rows: defaultdict[str, list[tuple[EvidenceRow, Decimal]]] = defaultdict(list)
    tasks = Suggestion.objects.filter(
        recommendation__unit__code__in=question.units, due_on__range=(question.start, question.known_until)
    ).exclude(recommendation__status=Status.REVOKED)
    for task in tasks.select_related("recommendation__unit").order_by("due_on", "pk"):
        worth = _worth(task, question)
        if worth is not None:
            label = f"{task.recommendation.doc_no} → {task.due_on}"
            row = EvidenceRow(SOURCE, task.recommendation_id, worth == 1, label)
            rows[task.recommendation.unit.code].append((row, worth))
    return {code: _measured(rows[code]) for code in question.units}


def _worth(task: Suggestion, question: Question) -> Decimal | None:
    """1 in time, one half late, 0 not done; None while a report waits for its verification or the day is not over."""
    reported = timezone.localdate(task.reported_at) if task.reported_at else None
    if reported is None or reported > question.as_of:
        return Decimal(0) if task.due_on < question.as_of else None
    if task.verified_at is None or timezone.localdate(task.verified_at) > question.as_of:
        return None
    return Decimal(1) if reported <= task.due_on else HALF


def _measured(rows: list[tuple[EvidenceRow, Decimal]]) -> Measurement:
    return Measurement(
        numerator=sum((worth for _row, worth in rows), Decimal(0)),
        denominator=Decimal(len(rows)),
        n=len(rows),
        rows=tuple(row for row, _worth in rows),
    )


def resolve(user: Viewer, rows: list[dict[str, Any]]) -> Mapping[int, str]:
    """The letters behind the rows, for whoever sees them."""
    from cases.recommendations.models import Recommendation

    found = Recommendation.objects.visible_to(user).filter(pk__in={int(row["key"]) for row in rows})
    return {letter.pk: letter.get_absolute_url() for letter in found}
