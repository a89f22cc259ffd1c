"""Suggestions not verified yet are open problems of their unit (handovers, checks)."""

from collections.abc import Iterator, Mapping
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.recommendations.choices import Status
from cases.recommendations.models import Suggestion
from supervision.problems import OpenProblem, any_of


def open_suggestions(days: Mapping[int, date]) -> Iterator[tuple[int, OpenProblem]]:
    """Suggestions of letters served by the unit's day and not verified on it; revoked letters count nowhere (R08)."""

    def open_on(on: date) -> Q:
        served = Q(recommendation__served_at__date__lte=on)
        return served & (Q(verified_at__isnull=True) | Q(verified_at__date__gt=on))

    tasks = Suggestion.objects.filter(any_of(days, open_on, "recommendation__unit")).exclude(
        recommendation__status__in=(Status.REVOKED, Status.REFERRED)
    )
    for task in tasks.select_related("recommendation__unit"):
        yield (
            task.recommendation.unit_id,
            OpenProblem(
                origin=_("Recommendation letter"),
                title=f"{task.recommendation.doc_no} {task.text}",
                status=str(task.get_status_display()),
                due=task.due_on,
                measures=task.recommendation.plan,
                record=task.recommendation,
            ),
        )
