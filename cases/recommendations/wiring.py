"""Connects recommendation letters with the house."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import badges
from core.audit.services import register as audit
from core.deadlines.reminders import remind
from core.deadlines.turns import Turn
from core.mechanisms.wiring import register


def wire() -> None:
    from cases.recommendations import effects, indicator, models
    from cases.recommendations.choices import Status
    from cases.recommendations.mechanism import RecommendationObjections, Recommendations, Suggestions
    from cases.recommendations.problems import open_suggestions
    from cases.recommendations.scope import ANSWER
    from early_warning.ecology.evidence import evidence_source
    from early_warning.ecology.registry import register_source
    from supervision.problems import problem_source

    register(Recommendations)
    register(Suggestions)
    register(RecommendationObjections)
    remind(
        models.Recommendation,
        open=Q(closed_at__isnull=True),
        rule=lambda letter: effects.RULES.get(letter.status, ""),
        start="served_at__date",
        moved=effects.moved,
        turns=(Turn(Q(status__in=(Status.SERVED, Status.ACKED, Status.PLANNED)), unit="unit", permission=ANSWER),),
    )
    audit(models.Problem)
    problem_source("recommendations", _("Suggestions of recommendation letters"), open_suggestions)
    register_source("C3", indicator.suggestions_carried_out)
    evidence_source(indicator.SOURCE, _("Suggestion"), indicator.resolve)
    badges.register(
        {
            "REVIEWED": badges.Look("busy", "scale"),
            "PLANNED": badges.Look("busy", "calendar-plus"),
            "REPORTED": badges.Look("normal", "message-2"),
            "REFERRED": badges.Look("bad", "flag-exclamation"),
        }
    )
