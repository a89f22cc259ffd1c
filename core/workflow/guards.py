"""Who must keep his hands off a record, whatever the record is: asked before every step and on opening its page.

A floor registers a guard once and it stands before every door of every record, those of rooms to come among them::

    guards.register("recusal", ground_of, refused=tell_overseer)

Steps ask by themselves (``why_refused``), so do making and rewriting, the generic pages and viewsets of
``core``; a function view that shows one record calls ``guards.enter(record, user)`` after it has found the visible row.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models
from django_fsm import Transition

from core.audit.afterwards import afterwards
from core.audit.models import AuditEvent
from core.audit.services import event_record
from core.errors import NotAllowed, Text
from core.scope import Viewer

Record = TypeVar("Record", bound=models.Model)


@dataclass(frozen=True)
class Ground:
    """Why somebody is kept off: in words, what he can do about it, and where (label, URL)."""

    why: Text
    cure: Text = ""
    link: tuple[Text, str] | None = None


# Asked with the step that is to be taken, or None when the page is opened.
Test = Callable[[Any, Viewer, Transition | None], Ground | None]


@dataclass(frozen=True)
class Guard:
    """``test`` finds the ground; ``refused(record, user, ground)`` is told when somebody really tried."""

    key: str
    test: Test
    refused: Callable[[Any, Viewer, Ground], None] | None = None


class Guarded(NotAllowed):
    """A guard stands before this record. ``link`` leads to what can be done about it."""

    code = "guarded"

    def __init__(self, guard: Guard, ground: Ground) -> None:
        super().__init__(ground.why, cure=ground.cure)
        self.guard = guard
        self.ground = ground
        self.noted = False

    @property
    def link(self) -> tuple[Text, str] | None:
        return self.ground.link


_guards: dict[str, Guard] = {}


def register(key: str, test: Test, *, refused: Callable[[Any, Viewer, Ground], None] | None = None) -> None:
    """Put a guard before all records; ``key`` names it in the trail and replaces an older one of that name."""
    _guards[key] = Guard(key, test, refused)


def objection(record: models.Model, user: Viewer, step: Transition | None = None) -> Guarded | None:
    """What stands between ``user`` and ``record`` (and ``step``): the error to raise, or None."""
    for guard in _guards.values():
        ground = guard.test(record, user, step)
        if ground is not None:
            return Guarded(guard, ground)
    return None


def enter(record: Record, user: Viewer) -> Record:
    """``record``, when ``user`` may open it. Raises Guarded (403 in words) otherwise, and writes the attempt down."""
    refusal = objection(record, user)
    if refusal is not None:
        refusal_note(refusal, record, user)
        raise refusal
    return record


def refusal_note(refusal: Guarded, record: models.Model, user: Viewer, step: str = "") -> None:
    """An attempt against a guard goes into the trail once, even when the transaction around it is lost.

    A record that was to be made stands there as its kind.
    """
    if refusal.noted:
        return
    refusal.noted = True

    def write() -> None:
        obj = record if record.pk else type(record)
        event_record(event=AuditEvent.REFUSED, obj=obj, actor=user, why=refusal.guard.key, step=step)
        if refusal.guard.refused is not None:
            refusal.guard.refused(record, user, refusal.ground)

    afterwards(write)
