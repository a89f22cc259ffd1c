"""Who may do what. Units fill in and submit; only people from outside the unit verify, strike off and look back."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.scope import Viewer
from core.workflow.rules import not_by, refuse_actor_if
from organization.users.belonging import belongs_to

FILL = "supervision.fill_lists"
SIGN = "supervision.sign_lists"
CHECK = "supervision.check_lists"
APPROVE = "supervision.approve_lists"


def of_the_unit(record: Any, user: Viewer) -> bool:
    """Permission of the unit's side: its liaison and its head."""
    return user.has_perm(FILL) and belongs_to(user, record.unit)


def head_of_the_unit(record: Any, user: Viewer) -> bool:
    """Permission of the head, who signs with his name 背书."""
    return user.has_perm(SIGN) and belongs_to(user, record.unit)


def owns(record: Any, user: Viewer) -> bool:
    """Permission of the unit's side, and of the official to whom the task belongs."""
    own = record.owner is not None and user.pk is not None and record.owner.user_id == user.pk
    return own or of_the_unit(record, user)


def confirms(_record: Any, user: Viewer) -> bool:
    """Permission of whoever may say that a problem is one."""
    return user.has_perm(CHECK) or user.has_perm(APPROVE)


NOT_OF_THE_UNIT = refuse_actor_if(
    lambda record, user: belongs_to(user, record.unit),
    _("People of the unit itself may not verify or strike off what it has rectified."),
)
NOT_THE_MAKER = not_by("created_by", _("Whoever made the record may not take this step."))
NOT_THE_SUBMITTER = not_by("submitted_by", _("Whoever submitted it may not verify or strike it off."))
