"""Suggestions not verified yet are open problems of their unit (handovers, checks)."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.recommendations.choices import Status
from cases.recommendations.models import Suggestion
from organization.models import Unit
from supervision.problems import OpenProblem


def open_suggestions(unit: Unit, on: date) -> Iterator[OpenProblem]:
    """Suggestions of letters served by ``on`` and not verified on that day; revoked letters count nowhere (R08)."""
    tasks = Suggestion.objects.filter(
        Q(verified_at__isnull=True) | Q(verified_at__date__gt=on),
        recommendation__unit=unit,
        recommendation__served_at__date__lte=on,
    ).exclude(recommendation__status__in=(Status.REVOKED, Status.REFERRED))
    for task in tasks.select_related("recommendation__unit"):
        yield OpenProblem(
            origin=_("Recommendation letter"),
            title=f"{task.recommendation.doc_no} {task.text}",
            status=str(task.get_status_display()),
            due=task.due_on,
            measures=task.recommendation.plan,
            record=task.recommendation,
        )
