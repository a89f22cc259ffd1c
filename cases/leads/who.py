"""Who does what with a lead, and which leads are about the commission's own people."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.leads.choices import Method
from core.scope import Viewer
from core.workflow.rules import not_by, refuse_actor_if
from officials.people.house import house_officials
from organization.models import Unit

VIEW, REGISTER, ASSIGN = "cases.view_lead", "cases.add_lead", "cases.assign_lead"
HANDLE, APPROVE, DECIDE = "cases.handle_lead", "cases.approve_lead", "cases.decide_verified_lead"
# Held by the cadre supervision office: it registers and sees leads about the own house, and no others (R16).
OWN_HOUSE = "cases.own_house_lead"


def own_house_q() -> Q:
    """Leads about the commission or somebody who works there today."""
    return Q(unit__in=Unit.objects.filter(commission=True).values("pk")) | Q(
        official__in=house_officials().order_by().values("pk")
    )


def is_own_house(lead: Any) -> bool:
    """The same for a lead that is not saved yet."""
    if lead.unit is not None and lead.unit.commission:
        return True
    return lead.official_id is not None and house_officials().filter(pk=lead.official_id).exists()


def by_office(lead: Any, user: Viewer) -> bool:
    """Permission of the steps of the office to which the lead is assigned."""
    return bool(lead.office) and user.has_perm(HANDLE) and user.has_role(lead.office)


def registers_others(_lead: Any, user: Viewer) -> bool:
    """Whoever keeps the register keeps out of the matter (R19). The overseers of the house have nobody beside them."""
    return user.has_perm(REGISTER) and not user.has_perm(OWN_HOUSE)


def verified_needs_head(lead: Any, user: Viewer) -> bool:
    return lead.method == Method.VERIFICATION and not user.has_perm(DECIDE)


R19 = refuse_actor_if(registers_others, _("Who registers and assigns leads does not investigate them."))
NOT_REGISTRAR = not_by("created_by", _("Who registered the lead may not approve what is done with it."))
NOT_DRAFTER = not_by("drafter", _("Who proposed the disposal may not approve it."))
NOT_REPORTER = not_by("reporter", _("Who reported the result may not approve it."))
BY_THE_HEAD = refuse_actor_if(
    verified_needs_head, _("The main leader decides on the report of a preliminary verification (监察法 41).")
)
