"""Where confirmed doubt points go: rooms that draft reminders and notices register themselves here.

A room above or beside this one calls `register("NOTICE", make)` in its wiring. `make(doubt_point=, actor=)` returns the
record it made (a draft: approving and sending it is that room's work and other people's).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Model

from core import clock

from .models import DoubtHandover, DoubtPoint, HandoverKind

Make = Callable[..., Model]
_makers: dict[str, Make] = {}


def register(kind: HandoverKind | str, make: Make) -> None:
    """Let `make` draft what confirmed doubt points of this kind lead to."""
    _makers[HandoverKind(kind)] = make


def handover_create(*, doubt_point: DoubtPoint, kind: HandoverKind, actor: Any, note: str = "") -> DoubtHandover:
    """Hand the doubt point over; what the room drafted hangs on the row. Call inside a transaction."""
    make = _makers.get(kind)
    made = make(doubt_point=doubt_point, actor=actor) if make else None
    return DoubtHandover.objects.create(
        doubt_point=doubt_point, kind=kind, note=note.strip(), handed_by=actor, handed_at=clock.now(), made=made
    )
