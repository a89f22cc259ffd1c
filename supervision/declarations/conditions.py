"""What steps of declarations ask before they are taken, in words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core import clock
from core.workflow.rules import refuse_actor_if, refuse_if
from officials.recusal import recusals
from supervision.declarations.choices import MISMATCHES, Event, ReviewStatus, State

SAID_NOTHING = refuse_if(
    lambda declaration: (
        declaration.status == State.REVIEWED
        and declaration.current_businesses().filter(comparison__in=MISMATCHES).exists()
    ),
    _("The public data differ: ask the official to explain first."),
)
NO_OPEN_REVIEW = refuse_if(
    lambda declaration: declaration.reviews().exclude(status=ReviewStatus.CLOSED).exists(),
    _("The examination of one of the businesses is not closed."),
)
NOT_PHONED = refuse_if(
    lambda ceremony: ceremony.event == Event.FUNERAL,
    _("A funeral is reported by telephone and afterwards in writing."),
)
DAY_HAS_COME = refuse_if(
    lambda ceremony: ceremony.event_on > clock.today(), _("The day of the ceremony has not come yet.")
)
FUNERAL_OR_FILED = refuse_if(
    lambda ceremony: ceremony.status == State.DUE and ceremony.event != Event.FUNERAL,
    _("It was not filed before the ceremony: file it first."),
)
OF_THE_INSPECTION = refuse_actor_if(
    lambda inspection, user: user.pk not in (inspection.inspector_id, inspection.second_inspector_id),
    _("Only the two inspectors may record it."),
)
NOT_AN_INSPECTOR = refuse_actor_if(
    lambda inspection, user: user.pk in (inspection.inspector_id, inspection.second_inspector_id),
    _("Who inspects may not assign the inspection."),
)


def _recused(inspection: Any) -> bool:
    people = [inspection.inspector, inspection.second_inspector]
    return any(recusals(inspection.official, person) for person in people if person is not None)


TWO_INSPECTORS = refuse_if(
    lambda inspection: (
        None in (inspection.inspector_id, inspection.second_inspector_id)
        or inspection.inspector_id == inspection.second_inspector_id
    ),
    _("Two different inspectors are needed."),
)
INSPECTORS_FREE = refuse_if(_recused, _("One of the inspectors is kept away by a recusal rule."))
INSPECTED_DAY = refuse_if(
    lambda inspection: inspection.ceremony.event_on > clock.today(), _("The day of the ceremony has not come yet.")
)
