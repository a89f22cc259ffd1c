"""Why a step of a handover is refused: who may act, signatures, the day of the check, and what the list lacks."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import Text
from core.scope import Viewer
from core.workflow.rules import refuse_actor_if, refuse_if
from supervision.handover.lint import missing_problems


def by_outgoing(handover: Any, user: Viewer) -> bool:
    return user.pk is not None and handover.outgoing.user_id == user.pk


def by_incoming(handover: Any, user: Viewer) -> bool:
    return user.pk is not None and handover.incoming.user_id == user.pk


def is_signer(handover: Any, user: Viewer) -> bool:
    """One of the three: both heads and the supervisor of the handover."""
    return user.pk is not None and any(one is not None and one.pk == user.pk for one in handover.signers.values())


def has_signed(handover: Any, user: Viewer) -> bool:
    parts = [part for part, one in handover.signers.items() if one is not None and one.pk == user.pk]
    return not set(parts) & set(handover.missing_signatures)


class all_listed:  # noqa: N801 - reads as a word in the declaration
    """Refuse while open problems of the unit are missing from the list, and name them (HC-G7)."""

    why: Text = _("Open problems of the unit are missing from the list.")

    def __call__(self, handover: Any) -> bool:
        return not missing_problems(handover)

    def why_for(self, handover: Any) -> str:
        names = "；".join(problem.title for problem in missing_problems(handover))
        return gettext("Missing from the list: %(problems)s. Draw the list again.") % {"problems": names}


ALL_LISTED = all_listed()
SOMETHING_MISSING = refuse_if(lambda handover: not missing_problems(handover), _("Nothing is missing from the list."))
INCOMING_UNSIGNED = refuse_if(
    lambda handover: handover.incoming_signed_at is not None, _("The incoming head has signed the list.")
)
SIGNATURE_MISSING = refuse_actor_if(has_signed, _("Your signature is there already."))
CHECK_DAY_HAS_COME = refuse_if(
    lambda handover: handover.check_due is None or clock.today() < handover.check_due,
    _("The day of the check has not come yet."),
)
NOT_CHECKED = refuse_if(lambda handover: handover.checked_on is not None, _("The check is recorded already."))
CHECKED = refuse_if(lambda handover: handover.checked_on is None, _("The check is not recorded yet."))
