"""Which records have a day by which somebody must act. Rooms say it once, in ``AppConfig.ready``; the daily digest,
suspensions and extensions work from it.

    remind(Task, due="due_on", open=OPEN, handler=("handler", "drafter"), label=_("Tasks"), rule="D25")
    remind(Letter, open=OPEN, turns=(Turn(Q(status="SERVED"), unit="unit", permission="app.answer"),))
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, Q

from core.deadlines.turns import Turn
from core.errors import Text
from core.scope import Viewer

# Whoever is reminded in vain has a leader: (handler or None, key of the unit or None) -> account or None.
LeaderOf = Callable[[Viewer | None, int | None], Viewer | None]
FALLBACK = "created_by"


@dataclass(frozen=True)
class Reminder:
    """One kind of day that is due. All names are lookups from the record: "due_on", "talk__talker", "planned_at__date".

    ``turns``: who acts in which state; where they name nobody, the first account of ``handlers`` does. ``rule``: code
    of the DeadlineRule that counts and limits an extension, or a function from the record to it ("": what the record
    itself says, its ``due_rule``); ``start``: the lookup of the day from which it counts. ``suspends`` and ``extends``:
    whether the day may be moved by those requests; ``moved(record, key)`` is told when it was. ``part`` tells apart two
    kinds that share a day, where others must act in other states.
    """

    model: type[Model]
    due: str
    open: Q
    handlers: tuple[str, ...]
    label: Text
    unit: str
    rule: str | Callable[[Any], str]
    start: str
    suspends: bool
    extends: bool
    moved: Callable[[Any, str], Any] | None
    turns: tuple[Turn, ...]
    part: str = ""

    @property
    def key(self) -> str:
        """Names the kind in the database: "supervision.talk:follow_up_due", with ":review" behind it for a ``part``."""
        return f"{self.model._meta.label_lower}:{self.due}" + (f":{self.part}" if self.part else "")

    def rule_code(self, record: Any) -> str:
        """The code of the rule that ``record`` is measured by now; "" without one."""
        if callable(self.rule):
            return self.rule(record)
        return self.rule or (getattr(record, "due_rule", "") if self.due == "due_on" else "")


_reminders: dict[str, Reminder] = {}
_leaders: list[LeaderOf] = []


def remind(
    model: type[Model],
    *,
    due: str = "due_on",
    open: Q | Iterable[str] = (),
    handler: str | tuple[str, ...] = "handler",
    label: Text = "",
    unit: str = "unit",
    rule: str | Callable[[Any], str] = "",
    start: str = "",
    suspends: bool = True,
    extends: bool = True,
    moved: Callable[[Any, str], Any] | None = None,
    part: str = "",
    fallback: str = FALLBACK,
    turns: Iterable[Turn] = (),
) -> Reminder:
    """Register that open records of ``model`` are due on their day ``due``; see ``Reminder`` for the names.

    ``open`` is a condition, or the values of ``status`` in which somebody still has to act; () is always. A model
    that has ``created_by`` falls back to it (``fallback``, "" for nobody); a record without any handler is the leader's
    of its unit (``unit``, "" for none). What waits for somebody else than who made it needs ``turns``.
    """
    handlers = (handler,) if isinstance(handler, str) else tuple(handler)
    plain = "__" not in due  # a day that is taken from a moment or from another record is not ours to move
    found = Reminder(
        model=model,
        due=due,
        open=open if isinstance(open, Q) else _in_status(open),
        handlers=(*handlers, fallback) if fallback and _has(model, fallback) and fallback not in handlers else handlers,
        label=label or model._meta.verbose_name_plural or model.__name__,
        unit=unit if unit and _has(model, unit.split("__")[0]) else "",
        rule=rule,
        start=start,
        suspends=suspends and plain,
        extends=extends and plain,
        moved=moved,
        part=part,
        turns=tuple(turns),
    )
    _reminders[found.key] = found
    return found


def _in_status(values: Iterable[str]) -> Q:
    found = list(values)
    return Q(status__in=found) if found else Q()


def _has(model: type[Model], name: str) -> bool:
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True


def reminders() -> list[Reminder]:
    """All kinds, in a steady order."""
    return [_reminders[key] for key in sorted(_reminders)]


def reminder(key: str) -> Reminder:
    """The kind named ``key``. Raises KeyError when no room registered it."""
    return _reminders[key]


def reminders_of(model: type[Model]) -> list[Reminder]:
    """The kinds of due days that records of ``model`` have."""
    return [found for found in reminders() if found.model is model]


def leaders_by(find: LeaderOf) -> None:
    """``organization`` says who leads whom."""
    _leaders[:] = [find]


def leader_of(user: Viewer | None, unit: int | None = None) -> Viewer | None:
    """Who leads ``user`` (for a record of that unit); without a user, who is in charge of the unit. None: nobody."""
    return _leaders[0](user, unit) if _leaders else None
