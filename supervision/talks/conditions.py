"""Why a step of a talk is refused: completeness, two people (handbook 2.1), recusal (R15), signatures, re-check."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import clock, parameters
from core.deadlines.calendar import add_workdays
from core.errors import Text
from core.workflow.rules import refuse_actor_if, refuse_if
from officials.queries import is_head
from officials.recusal import recusals, recused
from supervision.talks.choices import FOR_HEADS, Kind, Status
from supervision.talks.parameters import TALK


def missing_parts(talk: Any) -> list[Text]:
    """What the plan still lacks, in words; empty when it may be approved."""
    gaps: list[tuple[bool, Text]] = [
        (not talk.purpose.strip(), _("purpose of the talk")),
        (talk.planned_at is None, _("time")),
        (not talk.place.strip(), _("place")),
        (talk.kind == Kind.POLITICAL and not talk.topics, _("topics from the list")),
        (talk.kind != Kind.POLITICAL and not talk.outline.strip(), _("outline")),
        (talk.talker_id is None and not talk.outside_talker.strip(), _("who leads the talk")),
        (talk.needs_two and talk.second_talker_id is None, _("a second talker")),
        (talk.kind == Kind.REMINDER and not talk.early_sign, _("kind of early sign")),
        (talk.kind == Kind.REMINDER and talk.rule_id is None, _("the rule")),
        (talk.kind == Kind.PRE_OFFICE and talk.tenure_id is None, _("the appointment")),
    ]
    return [word for gap, word in gaps if gap]


def too_soon(talk: Any) -> bool:
    """Whether the official would hear of the talk too late to prepare for it."""
    days = parameters.values(TALK.key)["notice_days"]
    return talk.planned_at is None or talk.planned_on < add_workdays(clock.today(), days)


def with_head(talk: Any) -> bool:
    """Whether the talk is with somebody who heads the unit now."""
    return is_head(talk.official, talk.unit, clock.today())


def for_secretary(talk: Any) -> bool:
    return parameters.values(TALK.key)["heads_by_secretary"] and with_head(talk)


def unsigned_by(talk: Any, user: Any) -> bool:
    """Whether the signature of ``user`` as talker (or keeper of the paper) is still missing."""
    return user.pk in talk.waiting_signers


def is_recused(talk: Any, user: Any) -> bool:
    return bool(recusals(talk.official, user))


def recused_talkers(talk: Any) -> list[str]:
    """Talkers who must keep their hands off this official, with the ground (R15)."""
    hit = recused((talk.talker, talk.second_talker), talk.official)
    return [gettext("%(name)s: %(ground)s") % {"name": talker, "ground": ground.label} for talker, ground in hit]


def not_held_yet(talk: Any) -> bool:
    return talk.planned_at is None or talk.planned_on > clock.today()


IS_COMPLETE = refuse_if(
    lambda talk: bool(missing_parts(talk)), _("The plan is not complete: look at the list of what is missing.")
)
IS_SUBMITTED = refuse_if(lambda talk: talk.submitted_at is None, _("The plan was not submitted for approval yet."))
NOT_SUBMITTED = refuse_if(lambda talk: talk.submitted_at is not None, _("The plan is submitted already."))
HEADS_ONLY = refuse_if(
    lambda talk: talk.kind in FOR_HEADS and not with_head(talk), _("This kind of talk is with heads of units.")
)
TALKERS_FREE = refuse_if(
    lambda talk: bool(recused_talkers(talk)), _("A talker must keep his hands off this official: choose somebody else.")
)
IN_TIME_TO_PREPARE = refuse_if(too_soon, _("The official would hear of it too late: the talk must lie further ahead."))
DAY_HAS_COME = refuse_if(not_held_yet, _("The day of the talk has not come yet."))
RECHECKED = refuse_if(
    lambda talk: talk.status == Status.FOLLOW_UP and (talk.rechecked_at is None or talk.follow_up_due is not None),
    _("First the follow-up must be re-checked."),
)
NOTHING_TO_FOLLOW = refuse_if(
    lambda talk: talk.status == Status.SIGNED and talk.commitments.exists(),
    _("There are commitments: they are followed up first."),
)
SOMETHING_TO_FOLLOW = refuse_if(lambda talk: not talk.commitments.exists(), _("There are no commitments to follow up."))
OFFICIAL_UNSIGNED = refuse_if(lambda talk: talk.official_signed_at is not None, _("The official has signed already."))
IS_DRAFTER = refuse_actor_if(
    lambda talk, user: talk.drafter_id != user.pk, _("Only the person who plans it may do this.")
)
NOT_DRAFTER = refuse_actor_if(
    lambda talk, user: talk.drafter_id == user.pk, _("Who planned a talk may not approve it.")
)
NOT_RECUSED = refuse_actor_if(is_recused, _("You must keep your hands off this official (recusal)."))
SECRETARY_FOR_HEADS = refuse_actor_if(
    lambda talk, user: for_secretary(talk) and not user.has_role("SEC"),
    _("A talk with a unit head is approved by the secretary."),
)
IS_OF_THE_TALK = refuse_actor_if(
    lambda talk, user: user.pk not in talk.keepers, _("Only those who lead the talk may do this.")
)
SIGNATURE_MISSING = refuse_actor_if(
    lambda talk, user: not unsigned_by(talk, user), _("Your signature is not asked for, or is there already.")
)
