"""The sheet of a meeting: who was there, turns to speak, positions, votes, recusals, outcomes: saved at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.errors import Conflict, InvalidInput, NotAllowed
from core.scope import Viewer
from core.workflow.services import history_write
from supervision.meetings.choices import SHEET_STATES, Ballot, Outcome, Position, Presence, Seat, Status
from supervision.meetings.models import AgendaItem, Meeting, MeetingRecusal, Resolution, Speech, Vote
from supervision.meetings.who import runs


@dataclass(frozen=True, kw_only=True)
class ResolutionInput:
    """What was resolved on an item. ``due_on`` is the day by which the post has carried it out."""

    decision: str
    executing_post: str
    due_on: date


@dataclass(frozen=True, kw_only=True)
class ItemSheet:
    """What happened on one item. ``speeches``: member and position in the order of speaking; ``votes`` by member or
    ``counts`` of a secret ballot, not both; ``recusals``: member -> reason."""

    item: int
    outcome: str = Outcome.OPEN
    record: str = ""
    speeches: tuple[tuple[int, str], ...] = ()
    votes: Mapping[int, str] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    recusals: Mapping[int, str] = field(default_factory=dict)
    resolution: ResolutionInput | None = None


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """``attendance``: row -> (presence, reason of absence); ``chair`` the member who chairs; keys are primary keys."""

    attendance: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    chair: int | None = None
    items: tuple[ItemSheet, ...] = ()


@transaction.atomic
def sheet_save(*, meeting: Meeting, sheet: Sheet, actor: Viewer) -> Meeting:
    """Write the sheet down. A rule that was broken is written down like everything else; the checks tell it.

    Raises NotAllowed without the right, Conflict outside the states in which the sheet is open, InvalidInput for
    values that contradict one another (an absent member who votes, the same turn twice).
    """
    row = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if not runs(row, actor):
        raise NotAllowed(_("Only the unit records its meetings."))
    if row.status not in SHEET_STATES:
        raise Conflict(_("The sheet is open after the papers were sent and until the minutes are written."))
    _save_attendance(row, sheet)
    present = set(row.attendance.filter(seat=Seat.MEMBER, presence=Presence.PRESENT).values_list("official", flat=True))
    known = {item.pk: item for item in row.items.all()}
    for given in sheet.items:
        if given.item not in known:
            raise InvalidInput(_("This item belongs to another meeting."), field="items")
        _save_item(row, known[given.item], given, present, actor)
    history_write(instance=row, name="sheet", label=_("Sheet saved"), before=row.status, actor=actor)
    return row


def _save_attendance(row: Meeting, sheet: Sheet) -> None:
    """Who was there is fixed once the meeting is recorded as held: the quorum rests on it."""
    if row.status != Status.MATERIALS_SENT:
        return
    people = {person.pk: person for person in row.attendance.all()}
    for pk, (presence, reason) in sheet.attendance.items():
        if pk not in people or presence not in Presence.values:
            raise InvalidInput(_("This person is not on the list."), field=f"presence-{pk}")
        people[pk].presence = presence
        people[pk].reason = reason.strip()[:120] if presence == Presence.ABSENT else ""
        people[pk].save(update_fields=["presence", "reason"])
    if sheet.chair is not None:
        if sheet.chair not in {person.official_id for person in people.values()}:
            raise InvalidInput(_("The chair is one of the members."), field="chair")
        row.chair_id = sheet.chair
        row.save(update_fields=["chair"])


def _save_item(meeting: Meeting, item: AgendaItem, given: ItemSheet, present: set[int], actor: Viewer) -> None:
    members = {official for official, _position in given.speeches} | set(given.votes)
    if members - present:
        raise InvalidInput(
            _("Item %(no)s: only members who are present speak and vote.") % {"no": item.no},
            field=f"item-{item.pk}",
            cure=_("Record them as present, or take their turn and vote out."),
        )
    _refuse_wrong_votes(item, given, len(present))
    if given.outcome not in Outcome.values:
        raise InvalidInput(_("Unknown outcome."), field=f"item-{item.pk}-outcome")
    item.outcome, item.record = given.outcome, given.record.strip()
    item.save(update_fields=["outcome", "record"])
    _replace(item, Speech, _speeches(item, given))
    _replace(item, Vote, _votes(item, given))
    recused = given.recusals.items()
    _replace(item, MeetingRecusal, [MeetingRecusal(item=item, official_id=pk, reason=why[:120]) for pk, why in recused])
    _save_resolution(meeting, item, given, actor)


def _refuse_wrong_votes(item: AgendaItem, given: ItemSheet, present: int) -> None:
    name = f"item-{item.pk}-votes"
    counted = sum(given.counts.values())
    if given.votes and counted:
        raise InvalidInput(
            _("Item %(no)s: votes are kept by member or as counts, not both.") % {"no": item.no}, field=name
        )
    if counted > present:
        raise InvalidInput(_("Item %(no)s: more votes than members present.") % {"no": item.no}, field=name)
    unknown = (set(given.votes.values()) | set(given.counts)) - set(Ballot.values)
    if unknown or any(position not in Position.values for _official, position in given.speeches):
        raise InvalidInput(_("Only for, against or abstain is kept."), field=name)


def _speeches(item: AgendaItem, given: ItemSheet) -> list[Speech]:
    turns = enumerate(given.speeches, start=1)
    return [Speech(item=item, order=turn, official_id=pk, position=position) for turn, (pk, position) in turns]


def _votes(item: AgendaItem, given: ItemSheet) -> list[Vote]:
    by_member = [Vote(item=item, official_id=pk, ballot=ballot) for pk, ballot in given.votes.items()]
    return by_member or [Vote(item=item, ballot=ballot, count=count) for ballot, count in given.counts.items()]


def _replace(item: AgendaItem, model: Any, rows: Iterable[Any]) -> None:
    model.objects.filter(item=item).delete()
    for row in rows:
        row.save()


def _save_resolution(meeting: Meeting, item: AgendaItem, given: ItemSheet, actor: Viewer) -> None:
    """An item that was not adopted has no resolution; one that is carried out already is not rewritten."""
    row = Resolution.objects.filter(item=item).first()
    if row is not None and row.status != "OPEN":
        return
    wanted = given.resolution if given.outcome == Outcome.ADOPTED else None
    if wanted is None:
        if row is not None:
            row.delete()
        return
    _refuse_empty(item, wanted)
    row = row or Resolution(item=item, unit=meeting.unit, created_by=actor, created_at=clock.now())
    row.decision, row.executing_post = wanted.decision.strip(), wanted.executing_post.strip()[:80]
    row.due_on = wanted.due_on
    row.save()


def _refuse_empty(item: AgendaItem, wanted: ResolutionInput) -> None:
    for name, text in (("decision", wanted.decision), ("post", wanted.executing_post)):
        if not text.strip():
            raise InvalidInput(
                _("Item %(no)s: a resolution says what, by which post and by when.") % {"no": item.no},
                field=f"item-{item.pk}-{name}",
            )
