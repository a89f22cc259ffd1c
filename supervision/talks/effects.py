"""What a step of the course brings about beside the new state. Runs inside the transition's transaction.

The functions write the talk's own fields (the transition saves it) and make rows beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from core import clock, parameters
from core.deadlines.calendar import add_months
from core.documents.numbering import number_allocate
from core.errors import InvalidInput
from core.outbox.services import deliveries_cancel
from core.scope import Viewer
from early_warning.ecology.entries.models import OfficeEntry
from supervision.talks import delivery, documents
from supervision.talks.choices import Kind, Outcome, Signature, Status
from supervision.talks.parameters import TALK

SERIES = "云纪谈"


@dataclass(frozen=True, kw_only=True)
class HeldInput:
    """What is written down when a talk was held. ``commitments``: text and day by which; may be empty."""

    held_at: datetime
    record: str = ""
    present: str = ""
    commitments: tuple[tuple[str, date], ...] = ()
    follow_up_due: date | None = None


@dataclass(frozen=True, kw_only=True)
class RecheckInput:
    """What the follow-up found: ``outcomes`` by commitment; ``next_due`` when somebody must look once more."""

    result: str
    outcomes: Mapping[int, str] = field(default_factory=dict)
    next_due: date | None = None


def number_for(talk: Any, actor: Viewer) -> str:
    return number_allocate(series=SERIES, owner=talk, actor=actor)


def notify(talk: Any, actor: Viewer) -> None:
    """The notice W06 with time, place and purpose; the mail says only that something waits (handbook 7.1)."""
    talk.notified_at = clock.now()
    talk.notice_version += 1
    documents.notice_issue(talk=talk, actor=actor)
    delivery.tell(talk, f"notice-{talk.notice_version}")


def reschedule(talk: Any, actor: Viewer, planned_at: datetime, place_kind: str, place: str) -> None:
    """Another time or place; whoever was told already is told again. Raises InvalidInput for a time gone by."""
    if planned_at < clock.now():
        raise InvalidInput(_("The time lies in the past."), field="planned_at", cure=_("Choose a later time."))
    talk.planned_at, talk.place_kind, talk.place = planned_at, place_kind, required(place, "place")
    if talk.status == Status.NOTIFIED:
        notify(talk, actor)


def hold(talk: Any, actor: Viewer, given: HeldInput) -> None:
    """Write down the talk, with its commitments; the official reads it in the portal and signs."""
    _refuse_wrong_day(talk, given.held_at)
    _refuse_wrong_contents(talk, given)
    talk.held_at, talk.recorder, talk.present = given.held_at, actor, given.present.strip()
    talk.record = given.record.strip()
    talk.follow_up_due = _first_follow_up(given)
    _keep_in_view(talk)
    for order, (text, due) in enumerate(given.commitments, start=1):
        talk.commitments.create(order=order, text=text.strip(), due=due)
    _enter_in_register(talk)
    # A record that was written again is told again.
    delivery.tell(talk, f"sign-{clock.now():%Y%m%d%H%M%S}")


def _refuse_wrong_day(talk: Any, held_at: datetime) -> None:
    if held_at > clock.now():
        raise InvalidInput(_("The time lies in the future."), field="held_at", cure=_("Record it once it took place."))
    if held_at < talk.notified_at:
        raise InvalidInput(_("The talk cannot have been held before the official was notified."), field="held_at")


def _refuse_wrong_contents(talk: Any, given: HeldInput) -> None:
    """A political talk keeps agenda and commitments only (M64); a reminder talk needs a commitment of one page."""
    if talk.kind == Kind.POLITICAL and given.record.strip():
        raise InvalidInput(
            _("A political talk keeps its topics and commitments only: no opinions are written down."),
            field="record",
            cure=_("Leave the record empty."),
        )
    if talk.kind != Kind.POLITICAL and not given.record.strip():
        raise InvalidInput(_("The record is empty."), field="record", cure=_("Write down what was said."))
    if talk.kind == Kind.REMINDER:
        _refuse_long_commitment(given)


def _refuse_long_commitment(given: HeldInput) -> None:
    limit = parameters.values(TALK.key)["commitment_chars"]
    length = sum(len(text) for text, _due in given.commitments)
    if not length:
        raise InvalidInput(_("A reminder talk ends with a commitment."), field="commitments")
    if length > limit:
        raise InvalidInput(
            _("The commitment is longer than one page (%(limit)s characters).") % {"limit": limit}, field="commitments"
        )


def _first_follow_up(given: HeldInput) -> date | None:
    if not given.commitments:
        return None
    months = parameters.values(TALK.key)["follow_up_months"]
    return given.follow_up_due or add_months(clock.day_of(given.held_at), months)


def _keep_in_view(talk: Any) -> None:
    """M27: a reminder talk is no sanction and leaves the view after a year."""
    if talk.kind == Kind.REMINDER:
        talk.visible_until = add_months(talk.held_on, parameters.values(TALK.key)["reminder_months"])


def _enter_in_register(talk: Any) -> None:
    """The register of taking office (indicator D3) learns the day of the pre-appointment talk."""
    if talk.kind == Kind.PRE_OFFICE and talk.tenure_id is not None:
        entry, _created = OfficeEntry.objects.get_or_create(tenure=talk.tenure)
        if entry.talk_on is None or entry.talk_on > talk.held_on:
            entry.talk_on, entry.recorded_by, entry.recorded_at = talk.held_on, talk.recorder, clock.now()
            entry.save()


def rewrite(talk: Any) -> None:
    """The record is taken back to be written again: nobody has signed these words then."""
    talk.held_at = talk.recorder = talk.follow_up_due = talk.visible_until = None
    talk.talker_signed_at = talk.second_signed_at = talk.recorder_signed_at = None
    talk.record = talk.present = ""
    talk.commitments.all().delete()
    deliveries_cancel(owner=talk)


def sign(talk: Any, actor: Viewer) -> str:
    """The signature of a talker, or of who keeps the paper for a talker without an account."""
    now = clock.now()
    if actor.pk == talk.talker_id:
        talk.talker_signed_at = now
    elif actor.pk == talk.second_talker_id:
        talk.second_signed_at = now
    else:
        talk.recorder_signed_at = now
    return _signed(talk, actor)


def sign_as_official(talk: Any, actor: Viewer, remarks: str) -> str:
    """The official's own signature; his remarks become part of the record."""
    talk.official_signature, talk.official_signed_at = Signature.PORTAL, clock.now()
    talk.official_remarks = remarks.strip()
    return _signed(talk, actor)


def sign_on_paper(talk: Any, actor: Viewer, way: str, remarks: str) -> str:
    """For whoever cannot or will not sign in the portal. Not to sign is noted, and is held against nobody."""
    if way == Signature.REFUSED:
        required(remarks, "remarks")
    talk.official_signature, talk.official_signed_at = way, clock.now()
    talk.official_remarks = remarks.strip()
    return _signed(talk, actor)


def _signed(talk: Any, actor: Viewer) -> str:
    """Where the talk stands now: signed when nobody's signature is missing."""
    if talk.waiting_signers or talk.official_signed_at is None:
        return Status.HELD
    talk.signed_at = clock.now()
    deliveries_cancel(owner=talk)
    documents.record_issue(talk=talk, actor=actor)
    return Status.SIGNED


def begin_follow_up(talk: Any) -> None:
    if talk.follow_up_due is None:
        talk.follow_up_due = add_months(clock.today(), parameters.values(TALK.key)["follow_up_months"])


def recheck(talk: Any, actor: Viewer, given: RecheckInput) -> None:
    """Raises InvalidInput when a commitment is left open without a further day, or the further day is past."""
    if given.next_due is not None and given.next_due <= clock.today():
        raise InvalidInput(_("The next follow-up must lie ahead."), field="next_due")
    for commitment in talk.commitments.all():
        commitment.outcome = given.outcomes.get(commitment.pk, commitment.outcome)
        commitment.checked_on = clock.today()
        commitment.save()
    open_left = talk.commitments.filter(outcome__in=(Outcome.OPEN, Outcome.NOT_KEPT)).exists()
    if open_left and given.next_due is None:
        raise InvalidInput(
            _("A commitment is not kept yet."), field="next_due", cure=_("Set a day for the next follow-up.")
        )
    talk.recheck_result = required(given.result, "result")
    talk.rechecked_at, talk.rechecked_by, talk.follow_up_due = clock.now(), actor, given.next_due


def tell_cancelled(talk: Any, actor: Viewer) -> None:  # noqa: ARG001 - every effect is given the actor
    """Mails that were not sent are taken back; who was told already is told again."""
    deliveries_cancel(owner=talk)
    if talk.notified_at is not None:
        delivery.tell(talk, "cancelled")


def required(text: str, name: str) -> str:
    """``text`` without blanks around it. Raises InvalidInput when nothing is left."""
    if not text.strip():
        raise InvalidInput(_("This must not be empty."), field=name, cure=_("Write at least one sentence."))
    return text.strip()
