"""A digest as its reader sees it now: what of it is still open, and where to do it."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from core.deadlines.reminders import Reminder, reminders
from core.digests.models import Digest, DigestLine, DigestWish, Place, Wish
from core.errors import Text
from core.mechanisms.registry import with_relations
from core.scope import Viewer


@dataclass(frozen=True)
class Line:
    """One line: ``record`` is None when the reader may no longer see it, ``done`` when nothing is left to do."""

    line: DigestLine
    label: Text
    record: Any
    url: str
    done: bool


@dataclass(frozen=True)
class Part:
    """The lines of one place, with its heading."""

    place: Place
    lines: list[Line]


def parts_of(digest: Digest, user: Viewer) -> list[Part]:
    """Overdue first; a bounded number of queries for each kind of record."""
    rows = list(digest.lines.select_related("handler"))
    by_kind: dict[str, list[DigestLine]] = defaultdict(list)
    for row in rows:
        by_kind[row.kind].append(row)
    known = {found.key: found for found in reminders()}
    shown = {
        line.line.pk: line for kind, found in by_kind.items() for line in _of_kind(known.get(kind), kind, found, user)
    }
    order = (Place.OVERDUE, Place.DUE, Place.LED)
    parts = [Part(place, [shown[row.pk] for row in rows if row.place == place]) for place in order]
    return [part for part in parts if part.lines]


def _of_kind(reminder: Reminder | None, kind: str, rows: list[DigestLine], user: Viewer) -> list[Line]:
    if reminder is None:  # a room that is no longer part of the house
        return [Line(row, kind, None, "", True) for row in rows]
    manager: Any = reminder.model._default_manager
    seen = with_relations(manager.visible_to(user)).filter(pk__in=[row.object_id for row in rows])
    records, still_open = seen.in_bulk(), set(seen.filter(reminder.open).values_list("pk", flat=True))
    return [_line(row, reminder, records.get(row.object_id), user, row.object_id not in still_open) for row in rows]


def _line(row: DigestLine, reminder: Reminder, record: Any, user: Viewer, done: bool) -> Line:
    if record is None:
        return Line(row, reminder.label, None, "", True)
    url = record.url_for(user) if hasattr(record, "url_for") else record.get_absolute_url()
    return Line(row, reminder.label, record, url, done)


def wish_of(user: Viewer) -> str:
    """How often ``user`` wants the digest by mail."""
    return DigestWish.objects.filter(user=user).values_list("mail", flat=True).first() or Wish.DAILY
