"""The day that is to be moved, by which rule it is counted, how far it may go, and what moved it so far."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from core import clock, parameters
from core.deadlines.calendar import work_calendar
from core.deadlines.models import BasisTag, DeadlineRule, Unit
from core.deadlines.queries import deadline_rule
from core.deadlines.reminders import Reminder, reminders_of
from core.deadlines.shifts.counting import prolonged
from core.deadlines.shifts.course import Status
from core.deadlines.shifts.parameters import SHIFT
from core.deadlines.turns import Acting
from core.errors import InvalidInput
from core.scope import Viewer

# By name: the models declare their steps with this module's help.
SUSPENSION, EXTENSION = "core.Suspension", "core.Extension"
# Rules that the house itself may stretch; what Party rules and laws set, only they themselves may.
OF_THE_HOUSE = (BasisTag.CFG, BasisTag.V_LOC)


@dataclass(frozen=True)
class Term:
    """One due day of one record. ``open`` while somebody still has to act; ``handlers`` are all who may."""

    record: Any
    reminder: Reminder
    due: dt.date | None
    open: bool
    handlers: frozenset[int]
    rule: DeadlineRule | None


def term_of(record: Model, kind: str = "") -> Term:
    """The due day ``kind`` of ``record`` ("" where it has only one). Raises InvalidInput when it has none."""
    kinds = reminders_of(type(record))
    found = [one for one in kinds if (one.key == kind if kind else one.suspends or one.extends)]
    if len(found) != 1:
        raise InvalidInput(_("This record has no due day that can be moved."), field="kind")
    reminder = found[0]
    rows = type(record)._base_manager.filter(pk=record.pk)
    columns = [reminder.due, *reminder.handlers, *([reminder.start] if reminder.start else [])]
    values = rows.values_list(*columns).get()
    people = frozenset(pk for pk in values[1 : 1 + len(reminder.handlers)] if pk) | _turn(reminder, rows)
    began = values[-1] if reminder.start else None
    code = reminder.rule_code(record)
    rule = deadline_rule(code, began) if code else None
    return Term(record, reminder, values[0], rows.filter(reminder.open).exists(), people, rule)


def _turn(reminder: Reminder, rows: QuerySet[Any]) -> frozenset[int]:
    """Everybody whose turn it is: whoever is addressed may ask for time himself (handbook R05)."""
    if not reminder.turns:
        return frozenset()
    active = set(get_user_model()._default_manager.filter(is_active=True).values_list("pk", flat=True))
    found = Acting(active, everybody=True).of(rows, reminder.turns)
    return frozenset(pk for people in found.values() for pk in people)


def latest_due(term: Term) -> dt.date | None:
    """The latest day to which all extensions together may move ``term``; None where the rule allows none.

    Counted from the due day before the first extension; days of suspensions since then come on top.
    """
    if term.due is None:
        return None
    amount, unit = _longest(term.rule)
    if not amount:
        return None
    granted = list(shifts_of(term.record, EXTENSION).filter(kind=term.reminder.key, status=Status.APPROVED))
    first = min(granted, key=lambda row: row.decided_at, default=None)
    base = first.due_before if first else term.due
    latest = prolonged(base, amount, unit, work_calendar())
    if first is None:
        return latest
    stops = shifts_of(term.record, SUSPENSION).filter(kind=term.reminder.key, decided_at__gt=first.decided_at)
    moved = (row.due_after - row.due_before for row in stops if row.due_after and row.due_before)
    return latest + sum(moved, dt.timedelta())


def _longest(rule: DeadlineRule | None) -> tuple[int, str]:
    if rule is not None and rule.extension:
        return rule.extension, rule.unit
    if rule is None or rule.basis_tag in OF_THE_HOUSE:
        return parameters.values(SHIFT.key)["extension_days"], Unit.WORKING_DAY
    return 0, ""


def shifts_of(record: Model, label: str) -> QuerySet:
    """The requests of one sort (``SUSPENSION`` or ``EXTENSION``) about ``record``, newest first."""
    kind = ContentType.objects.get_for_model(record)
    return (
        apps.get_model(label)._base_manager.filter(content_type=kind, object_id=record.pk).order_by("-asked_at", "-pk")
    )


def suspended_now(reminder: Reminder, day: dt.date) -> Iterable[int]:
    """SQL: the records whose day of this kind is not counted on ``day``; nobody is reminded of them."""
    rows = apps.get_model(SUSPENSION)._base_manager.filter(
        Q(end__isnull=True) | Q(end__gte=day), kind=reminder.key, status=Status.APPROVED, start__lte=day
    )
    return rows.values("object_id")


def may_ask(term: Term, user: Viewer) -> bool:
    """Whoever has to act, and the offices that follow it up."""
    return user.pk in term.handlers or user.has_perm("core.ask_shift")


@dataclass(frozen=True)
class Panel:
    """What a record's page shows of one due day."""

    reminder: Reminder
    suspensions: list[Any]
    extensions: list[Any]
    may_suspend: bool
    may_extend: bool
    stopped: Any


def panels_of(record: Model, user: Viewer) -> list[Panel]:
    """One for each due day of ``record`` that is or may be moved; two queries beside those of the term."""
    kinds = [one for one in reminders_of(type(record)) if one.suspends or one.extends]
    if not kinds:
        return []
    stops = list(shifts_of(record, SUSPENSION).select_related("asked_by", "approver"))
    more = list(shifts_of(record, EXTENSION).select_related("asked_by", "approver"))
    found = [_panel(record, one, stops, more, user) for one in kinds]
    return [one for one in found if one.suspensions or one.extensions or one.may_suspend or one.may_extend]


def _panel(record: Model, kind: Reminder, stops: list[Any], more: list[Any], user: Viewer) -> Panel:
    term = term_of(record, kind.key)
    mine = [row for row in stops if row.kind == kind.key]
    alive = next((row for row in mine if row.status in (Status.PROPOSED, Status.APPROVED)), None)
    asks = term.open and term.due is not None and may_ask(term, user)
    stopped = alive if alive and alive.status == Status.APPROVED and alive.start <= clock.today() else None
    return Panel(
        kind,
        mine,
        [row for row in more if row.kind == kind.key],
        asks and kind.suspends and alive is None and term.due is not None and term.due >= clock.today(),
        asks and kind.extends and alive is None,
        stopped,
    )
