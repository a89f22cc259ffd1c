"""What a step of a meeting brings about beside the new state. Runs inside the transition's transaction."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Min
from django.utils.translation import gettext as _

from core import clock
from core.deadlines.queries import due_date
from core.documents.numbering import number_allocate
from core.errors import Conflict, InvalidInput
from officials.queries import head_of
from supervision.meetings import documents
from supervision.meetings.choices import ISSUE_OF, Presence, Seat, Status
from supervision.meetings.members import members_draw
from supervision.meetings.numbering import next_number, series_of
from supervision.meetings.parameters import MINUTES_RULE
from supervision.meetings.rules.similarity import similarity


def send_papers(meeting: Any, _actor: Any) -> None:
    """Items without a day of their own were sent today; the members due are written down."""
    meeting.items.filter(papers_sent_on__isnull=True).update(papers_sent_on=clock.today())
    if not meeting.attendance.filter(seat=Seat.MEMBER).exists():
        members_draw(meeting=meeting)
    if meeting.chair_id is None:
        meeting.chair = head_of(meeting.unit, meeting.convened_on)
    meeting.due_on = meeting.convened_on


def deviate(meeting: Any, actor: Any, check: str, gaps: Iterable[str], reason: str) -> None:
    """The unit itself says where it leaves the rules, and why."""
    meeting.deviations.create(issue=ISSUE_OF[check], text="; ".join(gaps)[:300], reason=reason[:300], noted_by=actor)


def hold(meeting: Any, _actor: Any) -> None:
    """The meeting took place: it gets its number, and the minutes their due day (D43)."""
    meeting.number = next_number(meeting)
    meeting.minutes_due_on = meeting.due_on = due_date(MINUTES_RULE, meeting.convened_on)


def write_minutes(meeting: Any, actor: Any) -> None:
    """Raises InvalidInput for empty minutes."""
    if not meeting.minutes.strip():
        raise InvalidInput(_("The minutes are empty."), field="minutes", cure=_("Write down what was resolved."))
    meeting.recorder, meeting.minutes_on = actor, clock.today()
    compare_first_item(meeting)


def compare_first_item(meeting: Any) -> None:
    """How much the first item's record is like that of the unit's meeting before (M52)."""
    item = meeting.items.filter(first_agenda=True).first()
    if item is None:
        return
    before = (
        type(item)
        .objects.filter(first_agenda=True, meeting__unit=meeting.unit, meeting__convened_on__lt=meeting.convened_on)
        .exclude(meeting__minutes_on=None)
        .order_by("-meeting__convened_on", "-pk")
        .first()
    )
    item.likeness = similarity(before.record, item.record) if before is not None else None
    item.save(update_fields=["likeness"])


def rewrite_minutes(meeting: Any) -> None:
    """Nobody has signed these words then."""
    meeting.minutes_on = meeting.recorder = meeting.recorder_signed_at = None


def signature_missing(meeting: Any, user: Any) -> bool:
    """Whether the signature of ``user`` as recorder or as chair is not there yet."""
    if user.pk == meeting.recorder_id:
        return meeting.recorder_signed_at is None
    return meeting.chair_signed_at is None and meeting.chair is not None and meeting.chair.user_id == user.pk


def sign(meeting: Any, actor: Any) -> str:
    if actor.pk == meeting.recorder_id:
        meeting.recorder_signed_at = clock.now()
    else:
        meeting.chair_signer, meeting.chair_signed_at = actor, clock.now()
    return _signed(meeting, actor)


def sign_on_paper(meeting: Any, actor: Any) -> str:
    """For a chair without an account here: the scan is attached, the reason says who signed and when."""
    meeting.chair_on_paper, meeting.chair_signed_at = True, clock.now()
    return _signed(meeting, actor)


def _signed(meeting: Any, actor: Any) -> str:
    """Signed when both signatures are there: the minutes get their number and are printed."""
    if meeting.chair_signed_at is None or meeting.recorder_signed_at is None:
        return Status.MINUTES
    meeting.signed_on, meeting.due_on = clock.today(), None
    meeting.doc_no = number_allocate(series=series_of(meeting.unit), owner=meeting, actor=actor)
    for item in meeting.items.filter(resolution__isnull=False).select_related("resolution"):
        type(item.resolution).objects.filter(pk=item.resolution.pk).update(doc_no=f"{meeting.doc_no}-{item.no}")
    documents.minutes_issue(meeting=meeting, actor=actor)
    return Status.SIGNED


def follow(meeting: Any) -> None:
    """Due is what must be carried out first."""
    open_items = meeting.items.filter(resolution__status="OPEN")
    meeting.due_on = open_items.aggregate(first=Min("resolution__due_on"))["first"]


def observe(meeting: Any, actor: Any) -> None:
    """Raises Conflict for somebody who is written down already."""
    _row, created = meeting.attendance.get_or_create(
        account=actor, defaults={"seat": Seat.OBSERVER, "presence": Presence.PRESENT, "order": 900}
    )
    if not created:
        raise Conflict(_("You are written down as observer already."), field="attendance")


def refuse_wrong_execution(resolution: Any) -> None:
    """Raises InvalidInput unless the day lies between the meeting and today and the result says something."""
    day = resolution.executed_on
    if day is None or day > clock.today() or day < resolution.item.meeting.convened_on:
        raise InvalidInput(
            _("The day must lie between the meeting and today."), field="executed_on", cure=_("Correct the day.")
        )
    if not resolution.result.strip():
        raise InvalidInput(_("The result is empty."), field="result", cure=_("Write what was done."))


def refuse_wrong_publication(resolution: Any) -> None:
    """Raises InvalidInput unless the day lies between the signing of the minutes and today."""
    signed, published = resolution.item.meeting.signed_on, resolution.published_on
    if published > clock.today() or (signed is not None and published < signed):
        raise InvalidInput(
            _("The day must lie between the signing of the minutes and today."),
            field="published_on",
            cure=_("Correct the day."),
        )
