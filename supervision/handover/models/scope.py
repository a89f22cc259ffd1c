"""Who sees a handover: staff of the jurisdiction, never about themselves; the two heads; whoever got a copy (R20)."""

from typing import Self

from django.db.models import Q

from core.scope import NOTHING, ScopedQuerySet, Viewer
from officials.models import Tenure
from organization.records import UnitRecordQuerySet


class HandoverQuerySet(UnitRecordQuerySet):
    def scope_q(self, user: Viewer) -> Q:
        own, by_office = self.own_q(user), super().scope_q(user)
        if by_office == NOTHING:
            return own
        return own | (by_office & ~Q(outgoing__user=user) & ~Q(incoming__user=user))

    @staticmethod
    def own_q(user: Viewer) -> Q:
        """The heads once the list is drawn, the supervisor of the handover, and who a copy is addressed to."""
        from supervision.handover.models.copies import HandoverCopy

        head = Q(drawn_on__isnull=False) & (Q(outgoing__user=user) | Q(incoming__user=user))
        copies = HandoverCopy.objects.filter(user=user, handed_on__isnull=False)
        return head | Q(supervisor=user) | Q(pk__in=copies.values("handover"))

    def with_person(self, user: Viewer) -> Self:
        """What ``user`` finds in the portal."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        return self.filter(self.own_q(user)).behind_walls(user)


class OfHandoverQuerySet(ScopedQuerySet):
    """Rows that belong to a handover are seen with it."""

    def scope_q(self, user: Viewer) -> Q:
        from supervision.handover.models.handover import Handover

        return Q(handover__in=Handover.objects.visible_to(user).values("pk"))


class TraceQuerySet(UnitRecordQuerySet):
    """Tracing back is the offices' own business; never of a unit that one has headed oneself."""

    def scope_q(self, user: Viewer) -> Q:
        by_office = super().scope_q(user)
        if by_office == NOTHING:
            return NOTHING
        headed = Tenure.objects.filter(official__user=user, post__is_head=True).values("post__unit")
        return by_office & ~Q(unit__in=headed)
