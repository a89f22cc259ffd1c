"""The sheet as a page: what is in its boxes, and what was typed into them. The service decides."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from core.errors import InvalidInput
from supervision.meetings.choices import Ballot, Presence, Seat
from supervision.meetings.models import Meeting
from supervision.meetings.services import ItemSheet, ResolutionInput, Sheet

Data = Mapping[str, str]


@dataclass(frozen=True)
class Line:
    """One member on one item: the values of his boxes."""

    person: Any
    turn: str
    position: str
    vote: str
    recused: str


@dataclass(frozen=True)
class ItemBox:
    item: Any
    lines: list[Line]
    counts: list[tuple[Any, str]]
    outcome: str
    record: str
    decision: str
    post: str
    due: str

    @property
    def item_key(self) -> str:
        """The part of the boxes' names that tells the item."""
        return str(self.item.pk)


def stored(meeting: Meeting) -> dict[str, str]:
    """The boxes as the records fill them."""
    boxes = {"chair": str(meeting.chair_id or "")}
    for person in meeting.attendance.all():
        boxes |= {f"presence-{person.pk}": person.presence, f"reason-{person.pk}": person.reason}
    for item in meeting.items.all():
        boxes |= _stored_item(item)
    return boxes


def _stored_item(item: Any) -> dict[str, str]:
    head = f"item-{item.pk}"
    boxes = {f"{head}-outcome": item.outcome, f"{head}-record": item.record}
    for row in item.speeches.all():
        boxes |= {f"{head}-turn-{row.official_id}": str(row.order), f"{head}-position-{row.official_id}": row.position}
    for vote in item.votes.all():
        if vote.official_id:
            boxes[f"{head}-vote-{vote.official_id}"] = vote.ballot
        else:
            boxes[f"{head}-count-{vote.ballot}"] = str(vote.count)
    boxes |= {f"{head}-recused-{row.official_id}": row.reason for row in item.recusals.all()}
    resolution = getattr(item, "resolution", None)
    if resolution is not None:
        due = resolution.due_on.isoformat() if resolution.due_on else ""
        boxes |= {
            f"{head}-decision": resolution.decision,
            f"{head}-post": resolution.executing_post,
            f"{head}-due": due,
        }
    return boxes


def boxes_of(meeting: Meeting, data: Data) -> list[ItemBox]:
    """One box an item for the page, filled from ``data``."""
    members = [row for row in meeting.attendance.all() if row.seat == Seat.MEMBER]
    return [_box(item, members, data) for item in meeting.items.all()]


def _box(item: Any, members: list[Any], data: Data) -> ItemBox:
    head = f"item-{item.pk}"

    def value(name: str) -> str:
        return data.get(f"{head}-{name}", "")

    lines = [
        Line(row, *(value(f"{name}-{row.official_id}") for name in ("turn", "position", "vote", "recused")))
        for row in members
    ]
    counts = [(ballot, value(f"count-{ballot}")) for ballot in Ballot]
    words = [value(name) for name in ("outcome", "record", "decision", "post", "due")]
    return ItemBox(item, lines, counts, *words)


def read(meeting: Meeting, data: Data) -> Sheet:
    """What was typed in. Raises InvalidInput for a box whose value is none."""
    people = list(meeting.attendance.all())
    attendance = {
        row.pk: (data.get(f"presence-{row.pk}", Presence.OPEN), data.get(f"reason-{row.pk}", "")) for row in people
    }
    members = [row.official_id for row in people if row.official_id is not None]
    chair = _number(data, "chair")
    items = tuple(_read_item(item, members, data) for item in meeting.items.all())
    return Sheet(attendance=attendance, chair=chair, items=items)


def _read_item(item: Any, members: list[int], data: Data) -> ItemSheet:
    head = f"item-{item.pk}"
    given = {name: _by_member(f"{head}-{name}", members, data) for name in ("position", "vote", "recused")}
    counts = {ballot: _number(data, f"{head}-count-{ballot}") for ballot in Ballot.values}
    return ItemSheet(
        item=item.pk,
        outcome=data.get(f"{head}-outcome", item.outcome),
        record=data.get(f"{head}-record", ""),
        speeches=tuple((pk, given["position"].get(pk, "NONE")) for pk in _turns(item, members, data)),
        votes=given["vote"],
        counts={ballot: count for ballot, count in counts.items() if count is not None},
        recusals=given["recused"],
        resolution=_resolution(head, data),
    )


def _by_member(name: str, members: list[int], data: Data) -> dict[int, str]:
    return {pk: text for pk in members if (text := data.get(f"{name}-{pk}", "").strip())}


def _turns(item: Any, members: list[int], data: Data) -> list[int]:
    """The members who spoke, in their order. Raises InvalidInput for two with the same turn."""
    found = {pk: _number(data, f"item-{item.pk}-turn-{pk}") for pk in members}
    turns = {pk: turn for pk, turn in found.items() if turn is not None}
    if len(set(turns.values())) != len(turns):
        raise InvalidInput(
            _("Item %(no)s: two members have the same turn.") % {"no": item.no}, cure=_("Number the turns 1, 2, 3 …")
        )
    return sorted(turns, key=lambda pk: turns[pk])


def _resolution(head: str, data: Data) -> ResolutionInput | None:
    decision, post, due = (data.get(f"{head}-{name}", "").strip() for name in ("decision", "post", "due"))
    if not (decision or post or due):
        return None
    try:
        return ResolutionInput(decision=decision, executing_post=post, due_on=date.fromisoformat(due))
    except ValueError as error:
        raise InvalidInput(
            _("A resolution needs the day by which it is carried out."), field=f"{head}-due", cure=_("Choose a day.")
        ) from error


def _number(data: Data, name: str) -> int | None:
    text = data.get(name, "").strip()
    if not text:
        return None
    if not text.isdecimal() or len(text) > 9:
        raise InvalidInput(_("“%(text)s” is no number.") % {"text": text[:20]}, field=name)
    return int(text)
