"""Staff inside their jurisdiction; those it is copied to, once it is served; the person concerned, once he is told."""

from typing import Any

from django.db.models import Q

from core.scope import NOTHING, ScopedQuerySet, Viewer
from officials.records import OfficialRecordQuerySet


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


class OfCopyNoticeQuerySet(ScopedQuerySet):
    """Facts and recipients are seen with their notice."""

    def scope_q(self, user: Viewer) -> Q:
        from supervision.copies.models import CopyNotice

        return Q(notice__in=CopyNotice.objects.visible_to(user).values("pk"))
