"""Who has to be told of what on a day. Only reads; two queries a kind of record and turn, one a person and kind, and
one a unit."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import F, Q, QuerySet

from core import parameters
from core.deadlines.reminders import Reminder, leader_of, reminders
from core.deadlines.shifts.queries import suspended_now
from core.deadlines.turns import Acting
from core.digests.models import Place
from core.digests.parameters import DIGEST
from core.scope import Viewer


@dataclass(frozen=True)
class Found:
    """One record that somebody is told of."""

    reminder: Reminder
    pk: int
    due: date
    place: Place
    stage: int | None
    handler: int | None


@dataclass(frozen=True)
class Days:
    """A round: its day, the last day that had one, and the stages as numbers of days before the due day."""

    today: date
    since: date
    stages: tuple[int, ...]
    leader_after: int

    def due_days(self) -> set[date]:
        """Due days that come into a stage today, or came into one on a day without a round."""
        missed = (self.today - self.since).days
        return {self.today + timedelta(days=stage - back) for stage in self.stages for back in range(missed)}

    def stage_of(self, due: date) -> int | None:
        """The stage in which ``due`` stands: the nearest at or above the days left; None when overdue."""
        left = (due - self.today).days
        return min((stage for stage in self.stages if stage >= left), default=None) if left >= 0 else None

    def is_for_leader(self, due: date) -> bool:
        return (self.today - due).days > self.leader_after


def days_of_round(today: date, last: date | None) -> Days:
    """The round of ``today`` after one on ``last``; at most ``catch_up`` days are made up for."""
    values = parameters.values(DIGEST.key, as_of=today)
    earliest = today - timedelta(days=values["catch_up"] + 1)
    since = max(last, earliest) if last else today - timedelta(days=1)
    return Days(today, since, tuple(int(stage) for stage in values["stages"]), values["leader_after"])


def collect(days: Days) -> dict[Viewer, list[Found]]:
    """What each active account is told, only of records it may see."""
    accounts = get_user_model()._default_manager.filter(is_active=True).in_bulk()
    told: dict[int, list[Found]] = defaultdict(list)
    acting = Acting(accounts)
    for reminder in reminders():
        for pk, found in _of_kind(reminder, days, accounts, acting):
            told[pk].append(found)
    people = {accounts[pk]: _visible(accounts[pk], rows) for pk, rows in sorted(told.items()) if pk in accounts}
    return {user: rows for user, rows in people.items() if rows}


def _of_kind(
    reminder: Reminder, days: Days, accounts: dict[int, Viewer], acting: Acting
) -> Iterator[tuple[int, Found]]:
    """(account, what it is told) for every open record of a kind that is in a stage or overdue."""

    @cache
    def leader(handler: int | None, unit: int | None) -> int | None:
        found = leader_of(accounts[handler] if handler else None, unit)
        return found.pk if found is not None else None

    rows = _due(reminder, days)
    turns = acting.of(rows, reminder.turns)
    for pk, due, unit, *people in _columns(reminder, rows):
        fallback = next((person for person in people if person in accounts), None)
        handlers = turns.get(pk) or ([fallback] if fallback else [])
        stage = days.stage_of(due)
        place = Place.OVERDUE if due < days.today else Place.DUE
        for handler in handlers:
            yield handler, Found(reminder, pk, due, place, stage, handler)
        if not handlers:
            # Where nobody is there to act, the leader gets the lines: they must not fall between chairs.
            in_charge = leader(None, unit)
            if in_charge:
                yield in_charge, Found(reminder, pk, due, place, stage, None)
        if due < days.today and days.is_for_leader(due):
            # Several people may have one leader, who may be one of them: he is told once.
            led = {leader(handler, unit): handler for handler in reversed(handlers)}
            for above, handler in led.items():
                if above and above not in handlers:
                    yield above, Found(reminder, pk, due, Place.LED, None, handler)


def _due(reminder: Reminder, days: Days) -> QuerySet[Any]:
    rows = reminder.model._base_manager.filter(reminder.open).annotate(_due_day=F(reminder.due))
    rows = rows.filter(Q(_due_day__in=days.due_days()) | Q(_due_day__lt=days.today))
    return rows.exclude(pk__in=suspended_now(reminder, days.today))


def _columns(reminder: Reminder, rows: QuerySet[Any]) -> Iterable[Any]:
    unit = f"{reminder.unit}_id" if reminder.unit and "__" not in reminder.unit else reminder.unit
    columns = ("pk", "_due_day", unit or "pk", *reminder.handlers)
    for row in rows.order_by("pk").values_list(*columns).iterator(chunk_size=2000):
        yield (row[0], row[1], row[2] if reminder.unit else None, *row[3:])


def _visible(user: Viewer, rows: list[Found]) -> list[Found]:
    by_model: dict[Any, set[int]] = defaultdict(set)
    for row in rows:
        by_model[row.reminder.model].add(row.pk)
    seen = {
        model: set(model.objects.visible_to(user).filter(pk__in=pks).values_list("pk", flat=True))
        for model, pks in by_model.items()
    }
    return [row for row in rows if row.pk in seen[row.reminder.model]]
