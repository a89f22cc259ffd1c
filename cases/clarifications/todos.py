"""Untrue reports whose clarification was not offered yet: for the handler, who asks the person (R11, M82)."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from cases.clarifications.models import Clarification
from cases.clarifications.who import ADD
from cases.leads.choices import Outcome, Status
from cases.leads.models import Lead
from core.scope import Viewer
from core.workbench.registry import Todo

# No clarification was begun, or it was dropped before the person was asked.
BEGUN = Clarification.objects.filter(lead=OuterRef("pk")).exclude(status="DROPPED", wish="")
OWED = Q(status=Status.CONCLUDED, outcome=Outcome.UNTRUE, official__isnull=False) & ~Q(Exists(BEGUN))


def owed(user: Viewer) -> QuerySet:
    return Lead.objects.visible_to(user).filter(OWED, handler=user).select_related("unit").order_by("clarify_by", "pk")


def to_offer(user: Viewer) -> Iterator[Todo]:
    if not user.has_perm(ADD):
        return
    for lead in owed(user):
        yield Todo(
            kind=_("Untrue report to be clarified"),
            title=str(lead),
            url=f"{reverse('clarifications-new')}?{urlencode({'lead': lead.pk})}",
            action=_("Offer clarification"),
            unit=str(lead.unit or ""),
            due=lead.clarify_by,
        )
