"""Staff inside their jurisdiction; the unit's people once the letter is served."""

from typing import Any, Self

from django.db.models import Q

from core.scope import NOTHING, ScopedQuerySet, Viewer
from organization.records import UnitRecordQuerySet

ANSWER = "cases.answer_recommendation"


class RecommendationQuerySet(UnitRecordQuerySet):
    def scope_q(self, user: Viewer) -> Q:
        by_office, addressed = super().scope_q(user), self.addressed_q(user)
        ways = [way for way in (by_office, addressed) if way != NOTHING]
        return ways[0] | ways[-1] if ways else NOTHING

    def answered_by(self, user: Viewer) -> Self:
        """The letters to which ``user`` may object."""
        condition = self.addressed_q(user) if user.is_authenticated and user.is_active else NOTHING
        return self.none() if condition == NOTHING else self.filter(condition)

    def addressed_q(self, user: Viewer) -> Q:
        """Letters served to the unit for which ``user`` answers."""
        if not user.unit_id or not user.has_perm(ANSWER):
            return NOTHING
        return Q(unit=user.unit_id, served_at__isnull=False)


class OfRecommendationQuerySet(ScopedQuerySet):
    """Rows of a letter are seen with it."""

    def scope_q(self, user: Viewer) -> Q:
        from cases.recommendations.models import Recommendation

        letters: Any = Recommendation.objects.visible_to(user).values("pk")
        return Q(recommendation__in=letters)
