"""What may be done with talks; pages, API and demo come through here."""

from supervision.talks.effects import HeldInput, RecheckInput
from supervision.talks.services.course import (
    talk_hold,
    talk_read,
    talk_recheck,
    talk_reschedule,
    talk_sign_as_official,
    talk_sign_on_paper,
)
from supervision.talks.services.planning import TalkInput, talk_edit, talk_plan, talk_plan_for_appointment

__all__ = [
    "HeldInput",
    "RecheckInput",
    "TalkInput",
    "talk_edit",
    "talk_hold",
    "talk_plan",
    "talk_plan_for_appointment",
    "talk_read",
    "talk_recheck",
    "talk_reschedule",
    "talk_sign_as_official",
    "talk_sign_on_paper",
]
