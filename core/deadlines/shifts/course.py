"""The course of both requests: who asked never decides."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.scope import Viewer
from core.workflow.rules import refuse_actor_if


class Status(models.TextChoices):
    PROPOSED = "PROPOSED", _("Proposed")
    APPROVED = "APPROVED", _("Approved")
    REFUSED = "REFUSED", _("Refused")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")
    ENDED = "ENDED", _("Ended")


OWN_REQUEST = refuse_actor_if(
    lambda shift, user: shift.asked_by_id == user.pk, _("Whoever asked for it cannot decide on it.")
)


def decided_in_the_end(_shift: Any, _user: Viewer) -> bool:
    """Permission of what only the schedule does."""
    return False
