"""Why a step is refused: completeness (R04), separation (R02), evidence (R03), limits (R06, R37)."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core import clock, parameters
from core.errors import Text
from core.workflow.rules import refuse_actor_if, refuse_if
from early_warning.notices.choices import CheckReason, Decision, Kind
from early_warning.notices.frequency import recent_papers, too_many
from early_warning.notices.parameters import NOTICE


def missing_parts(notice: Any) -> list[Text]:
    """What R04 still asks for, in words; empty when the letter is complete."""
    facts = list(notice.facts.all())
    gaps: list[tuple[bool, Text]] = [
        (not notice.subject.strip(), _("matter")),
        (not facts, _("at least one fact")),
        (any(not has_evidence(fact) for fact in facts), _("evidence for every fact")),
        (notice.rule_id is None and notice.kind == Kind.WARNING, _("the rule")),
        (not notice.request_text.strip(), _("what is asked")),
        (not notice.objection_text.strip(), _("how to object")),
        (not (notice.contact_office.strip() and notice.contact_phone.strip()), _("contact office and telephone")),
    ]
    return [word for gap, word in gaps if gap]


def has_evidence(fact: Any) -> bool:
    """A fact stands on a doubt point, on another record, or on files."""
    from core.attachments.services import attachments_of

    return bool(fact.doubt_point_id or fact.object_id or attachments_of(fact).exists())


def unticked(notice: Any, user: Any) -> int:
    """How many facts ``user`` has not yet opened and ticked (R03)."""
    ticked = notice.facts.filter(views__user=user, views__ticked_at__isnull=False).count()
    return notice.facts.count() - ticked


def recent_notices(notice: Any) -> int:
    """Papers that reached (or are approved for) the same person in the window of R37, this one among them."""
    return recent_papers(notice.respondent or respondent_of(notice), notice)


def notices_to(person: Any, since: datetime, but: Any) -> int:
    """Notices to ``person`` since then, ``but`` not among them (``frequency``)."""
    from early_warning.notices.models import Notice

    to_person = Q(respondent=person) | Q(served_at__isnull=True, official=person)
    rows = Notice.objects.filter(to_person, approved_at__gte=since).exclude(status="REVOKED")
    return rows.exclude(pk=but.pk if isinstance(but, Notice) else None).count()


def respondent_of(notice: Any) -> Any:
    """The official who has to answer: the one addressed, or who heads the unit today."""
    from officials.queries import head_of

    return notice.official or head_of(notice.unit, clock.today())


def needs_sign_off(notice: Any) -> bool:
    return notice.signed_off_by_id is None and too_many(notice.respondent or respondent_of(notice), notice)


def for_secretary(notice: Any) -> bool:
    return (notice.level or 0) >= parameters.values(NOTICE.key)["secretary_level"]


def lighter_before(notice: Any) -> QuerySet:
    """Earlier notices on some of these facts, lighter than this one, to which there was an objection (R06)."""
    prints = list(notice.facts.values_list("fingerprint", flat=True))
    return (
        type(notice)
        ._base_manager.filter(facts__fingerprint__in=prints, objections__isnull=False, level__lt=notice.level or 0)
        .exclude(pk=notice.pk)
        .distinct()
    )


def raised_without_new_facts(notice: Any) -> bool:
    """R06: facts that were objected to come back heavier, and nothing new with them."""
    earlier = lighter_before(notice)
    if not earlier.exists():
        return False
    known = set(earlier.values_list("facts__fingerprint", flat=True))
    return set(notice.facts.values_list("fingerprint", flat=True)) <= known


def is_of_addressed_unit(notice: Any, user: Any) -> bool:
    return user.unit_id == notice.unit_id or user.pk in (notice.rectified_by_id, _replier(notice))


def _replier(notice: Any) -> int | None:
    last = notice.replies.last()
    return last.by_id if last else None


def objected(notice: Any) -> bool:
    return notice.objections.exists()


IS_COMPLETE = refuse_if(
    lambda notice: bool(missing_parts(notice)),
    _("The notice is not complete: look at the list of what is missing."),
)
IS_SUBMITTED = refuse_if(lambda notice: notice.submitted_at is None, _("The draft was not submitted for check yet."))
NOT_SUBMITTED = refuse_if(lambda notice: notice.submitted_at is not None, _("The draft is submitted already."))
SIGNED_OFF = refuse_if(
    needs_sign_off, _("This person gets too many notices in a short time: a deputy secretary must sign off first.")
)
SIGN_OFF_NEEDED = refuse_if(
    lambda notice: not needs_sign_off(notice), _("The frequency of notices to this person needs no sign-off.")
)
NOT_RAISED = refuse_if(
    raised_without_new_facts,
    _("After an objection the same facts may not come back at a higher level without new facts."),
)
RECTIFICATION_ASKED = refuse_if(
    lambda notice: not notice.needs_rectification or notice.rectified_at is not None,
    _("No rectification report is asked for now."),
)
RECTIFICATION_THERE = refuse_if(
    lambda notice: notice.needs_rectification and notice.rectified_at is None,
    _("The rectification was not reported yet."),
)
NOT_OBJECTED = refuse_if(
    objected,
    _("There was an objection: something heavier needs a new notice with new facts, approved by somebody else."),
)
CHECKED_BY_A_PERSON = refuse_if(
    lambda notice: not notice.checks.filter(why=CheckReason.NO_REPLY, at__isnull=False).exists(),
    _("First somebody must make sure by telephone or on paper that the notice arrived."),
)
NO_OPEN_EXTENSION = refuse_if(
    lambda notice: notice.extensions.filter(state=Decision.OPEN).exists(),
    _("A request for more time is still to be decided."),
)
IS_DRAFTER = refuse_actor_if(
    lambda notice, user: notice.drafter_id != user.pk, _("Only the person who drafts it may do this.")
)
NOT_DRAFTER = refuse_actor_if(
    lambda notice, user: notice.drafter_id == user.pk, _("Who drafted a notice may neither check nor approve it.")
)
NOT_CHECKER = refuse_actor_if(
    lambda notice, user: notice.checker_id == user.pk, _("Who checked a notice may not approve it.")
)
EVIDENCE_TICKED = refuse_actor_if(
    lambda notice, user: unticked(notice, user) > 0, _("First open the evidence of every fact and tick it.")
)
SECRETARY_FOR_RED = refuse_actor_if(
    lambda notice, user: for_secretary(notice) and not user.has_role("SEC"),
    _("A notice of this level is approved by the secretary."),
)
ANOTHER_APPROVER = refuse_actor_if(
    lambda notice, user: lighter_before(notice).filter(approver=user).exists(),
    _("Facts that come back at a higher level after an objection need another approver."),
)
OUTSIDE_CHAIN = refuse_actor_if(
    lambda notice, user: user.pk in notice.chain,
    _("An objection is decided by somebody who did not draft, check or approve the notice."),
)
NOT_THE_ADDRESSEE = refuse_actor_if(
    is_of_addressed_unit, _("An answer is verified by somebody else than the unit that gave it.")
)
