"""Who sees the lead sees its clarification; leaders those in their jurisdiction; the person his own once asked."""

from typing import Self

from django.db.models import Q

from cases.clarifications import who
from cases.clarifications.choices import Status
from cases.leads.models import Lead
from core.scope import NOTHING, Viewer
from officials.records import OfficialRecordQuerySet


class ClarificationQuerySet(OfficialRecordQuerySet):
    def staff_q(self, user: Viewer) -> Q:
        if not user.has_perm(who.VIEW):
            return NOTHING
        seen = Q(lead__in=Lead.objects.visible_to(user).order_by().values("pk"))
        if user.has_perm(who.APPROVE):
            seen |= self.in_jurisdiction_q(user) & ~Q(status=Status.DRAFT)
        return seen & ~Q(official__user=user)

    def offered(self) -> Self:
        """Those about which the person was asked, whatever he said."""
        return self.exclude(status=Status.DRAFT).exclude(status=Status.DROPPED, wish="")
