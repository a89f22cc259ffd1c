"""Staff inside their jurisdiction; those it is copied to, once it is served; the person concerned, once he is told."""

from typing import Any, Self

from django.db.models import Q

from core.scope import NOTHING, ScopedQuerySet, Viewer
from officials.records import OfficialRecordQuerySet
from organization.models import Unit


class CopyNoticeQuerySet(OfficialRecordQuerySet):
    def staff_q(self, user: Viewer) -> Q:
        """By office, or because a copy is addressed to one; never about oneself."""
        from supervision.copies.models import CopyRecipient

        mine: Any = CopyRecipient.objects.filter(user=user.pk).values("notice")
        condition = Q(pk__in=mine, served_at__isnull=False)
        by_office = super(OfficialRecordQuerySet, self).scope_q(user)
        if by_office != NOTHING:
            condition |= by_office
        # An empty official is nobody: a plain exclusion would drop those rows.
        return condition & (Q(official__isnull=True) | ~Q(official__user=user))

    def answered_by(self, user: Viewer) -> Self:
        """The notices to which ``user`` may object: about himself, and told to him."""
        return self.with_person(user)

    def drafts_of(self, user: Viewer) -> Self:
        """What ``user`` drafted about a person and is not over: meanwhile he learns nothing of his objections (R38)."""
        return self.filter(created_by=user, official__isnull=False, closed_at__isnull=True)

    def by_office(self, user: Viewer) -> Self:
        """Without those that ``user`` knows only because he got a copy."""
        rows: Any = self.visible_to(user)
        if not user.has_perm("supervision.view_copynotice"):
            return rows.with_person(user)
        return rows.filter(Q(unit__in=Unit.objects.visible_to(user).values("pk")) | self.own_q(user))


class OfCopyNoticeQuerySet(ScopedQuerySet):
    """Facts and recipients are seen with their notice."""

    def scope_q(self, user: Viewer) -> Q:
        from supervision.copies.models import CopyNotice

        return Q(notice__in=CopyNotice.objects.visible_to(user).values("pk"))


class CopyFactQuerySet(OfCopyNoticeQuerySet):
    """Whoever got a copy reads the facts; their evidence is for the offices and the person concerned."""

    def papers_visible_to(self, user: Viewer) -> Self:
        from supervision.copies.models import CopyNotice

        return self.visible_to(user).filter(notice__in=CopyNotice.objects.by_office(user).values("pk"))
