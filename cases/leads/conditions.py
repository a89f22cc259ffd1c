"""Why a lead is not registered, assigned or archived as it is."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.leads import who
from cases.leads.choices import Outcome, Source, Status
from core import clock
from core.attachments.services import attachments_of
from core.errors import InvalidInput, NotAllowed
from core.scope import Viewer
from core.workflow.rules import refuse_if
from officials.people.scope import units_of
from officials.recusal import refuse_recused


def without_transfer_form(lead: Any) -> bool:
    """A doubt point becomes a lead by a signed form only; no machine makes one (R01, M07)."""
    return lead.source == Source.HEALTH_CHECK and not attachments_of(lead).exists()


def clarification_owed(lead: Any) -> bool:
    """Whether the person was not yet offered to have an untrue report clarified (R11, M82)."""
    if lead.outcome != Outcome.UNTRUE or lead.official_id is None or lead.status != Status.CONCLUDED:
        return False
    return not lead.clarifications.offered().exists()


def refuse_wrong_desk(lead: Any, actor: Viewer) -> None:
    """Raises NotAllowed where another desk registers it: CSO about the own house, the case office all others."""
    house, overseer = who.is_own_house(lead), actor.has_perm(who.OWN_HOUSE)
    field = "official" if lead.official_id else "unit"
    if house and not overseer:
        raise NotAllowed(
            _("Matters about the commission's own people are registered by the cadre supervision office."), field=field
        )
    if overseer and not house:
        raise NotAllowed(_("The case office registers leads about other people."), field=field)


def refuse_wrong_handler(lead: Any) -> None:
    """Raises InvalidInput for a handler of another office or area, NotAllowed for one who is recused."""
    handler, office = lead.handler, lead.office
    if who.is_own_house(lead) and not handler.has_perm(who.OWN_HOUSE):
        raise NotAllowed(
            _("Matters about the commission's own people are for the cadre supervision office."), field="office"
        )
    if not (handler.has_perm(who.HANDLE) and handler.has_role(office)) or who.registers_others(lead, handler):
        raise InvalidInput(_("The handler does not work in this office."), field="handler")
    if lead.unit_id is not None:
        units = units_of(handler)
        if units is None or not units.filter(pk=lead.unit_id).exists():
            raise InvalidInput(_("The unit is outside the handler's jurisdiction."), field="handler")
    if lead.official is not None:
        refuse_recused([handler], lead.official, field="handler")


def refuse_future(day: Any, field: str) -> None:
    """Raises InvalidInput for a day that has not come."""
    if day > clock.today():
        raise InvalidInput(_("The date lies in the future."), field=field, cure=_("Correct the date."))


HAS_FORM = refuse_if(
    without_transfer_form,
    gettext_lazy("A doubt point becomes a lead by a signed transfer form only: attach it."),
)
NOTHING_OWED = refuse_if(
    clarification_owed, gettext_lazy("The report was untrue: first offer the person to have it clarified.")
)
