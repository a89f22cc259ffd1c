"""Which talks the demo city has held and plans: who, what kind, on which day, how far it has come."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from core.deadlines.calendar import roll_forward
from core.demo import City
from early_warning.ecology.entries.models import OfficeEntry
from officials.models import Official, Tenure
from supervision.talks.choices import EarlySign, Kind, Status

COMMISSION = "U02"
# Kind -> share of unit heads reached in 2025 and, so far, in 2026 (per cent).
HEADS = {Kind.SUPERVISION: (97, 71), Kind.INTERVIEW: (90, 48), Kind.SECRETARY: (82, 35), Kind.POLITICAL: (88, 42)}
REMINDERS = 22
MEMBERS = 60
# What is going on just now: (days from today, how far it has come).
UNDER_WAY = (
    (9, "DRAFT"), (10, "DRAFT"), (8, Status.PLANNED), (12, Status.PLANNED), (7, Status.APPROVED), (6, Status.NOTIFIED),
    (3, Status.NOTIFIED), (2, Status.NOTIFIED), (0, Status.NOTIFIED), (-1, Status.HELD), (-2, Status.HELD),
    (-4, Status.HELD), (-6, Status.SIGNED), (-8, Status.SIGNED), (-20, Status.CANCELLED),
)  # fmt: skip


@dataclass(frozen=True)
class Plan:
    """One talk to be written. ``status`` "DRAFT" is a plan that was not submitted yet."""

    unit: str
    official: Official
    kind: Kind
    day: date
    status: str
    early_sign: str = ""
    tenure: Tenure | None = None


def plans(city: City, rng: random.Random) -> list[Plan]:
    """All of them, in the order of their days."""
    found = [*_with_heads(city, rng), *_before_office(), *_reminders(city, rng), *_with_members(city, rng)]
    found += _under_way(city, rng)
    return sorted(found, key=lambda plan: (plan.day, plan.unit, plan.kind))


def _units(city: City) -> list[str]:
    return [row.code for row in city.things["unit_rows"] if row.code != COMMISSION]


def _day(rng: random.Random, first: date, last: date) -> date:
    """A working day from ``first`` to about ``last``."""
    return min(roll_forward(first + timedelta(days=rng.randrange((last - first).days))), last)


def _past(city: City, rng: random.Random, day: date) -> str:
    """How far a talk of that day has come: old ones are archived, recent ones are followed up."""
    if day < city.today - timedelta(days=120):
        return Status.ARCHIVED
    return Status.FOLLOW_UP if rng.random() < 0.7 else Status.ARCHIVED


def _with_heads(city: City, rng: random.Random) -> Iterator[Plan]:
    """Talks with whoever heads the unit on the day; a vacancy is passed over."""
    for code in _units(city):
        for kind, shares in HEADS.items():
            for share, first, last in zip(shares, (date(2025, 2, 10), date(2026, 1, 12)), _LAST, strict=True):
                day = _day(rng, first, last)
                head = _head_on(city, code, day)
                if rng.randrange(100) < share and head is not None:
                    yield Plan(code, head, kind, day, _past(city, rng, day))


_LAST = (date(2025, 12, 19), date(2026, 6, 12))


def _head_on(city: City, code: str, day: date) -> Official | None:
    """The heads of all units, read once."""
    if "head_tenures" not in city.things:
        rows = Tenure.objects.filter(post__is_head=True).select_related("official", "post__unit")
        city.things["head_tenures"] = [(row.post.unit.code, row) for row in rows]
    for unit, row in city.things["head_tenures"]:
        if unit == code and row.start <= day and (row.end is None or row.end >= day):
            return row.official
    return None


def _before_office() -> Iterator[Plan]:
    """The talks of the last year's appointments, on the days the register knows; GT42 has none."""
    rows = OfficeEntry.objects.filter(tenure__start__gt=date(2025, 6, 30), talk_on__isnull=False)
    for entry in rows.select_related("tenure__official", "tenure__post__unit"):
        if entry.post.unit.code != COMMISSION and entry.talk_on is not None:
            yield Plan(
                entry.post.unit.code, entry.tenure.official, Kind.PRE_OFFICE, entry.talk_on, Status.ARCHIVED,
                tenure=entry.tenure,
            )  # fmt: skip


def _member(city: City, rng: random.Random, code: str) -> Official:
    """A member of the leadership team other than the head, where there is one."""
    team = city.things["team"][code]
    return rng.choice(team[1:] or team)


def _reminders(city: City, rng: random.Random) -> Iterator[Plan]:
    """Some older than the twelve months in view."""
    for number in range(REMINDERS):
        code = rng.choice(_units(city))
        day = _day(rng, date(2025, 2, 10), date(2026, 6, 5))
        sign = EarlySign.values[number % len(EarlySign.values)]
        yield Plan(code, _member(city, rng, code), Kind.REMINDER, day, _past(city, rng, day), early_sign=sign)


def _with_members(city: City, rng: random.Random) -> Iterator[Plan]:
    for _number in range(MEMBERS):
        code = rng.choice(_units(city))
        day = _day(rng, date(2025, 7, 1), date(2026, 6, 12))
        yield Plan(code, _member(city, rng, code), Kind.SUPERVISION, day, _past(city, rng, day))


def _under_way(city: City, rng: random.Random) -> Iterator[Plan]:
    for number, (days, status) in enumerate(UNDER_WAY):
        code = ("U15", "U25", "U31", "U28", "U45", "U59", "U19", "U24")[number % 8]
        day = roll_forward(city.today + timedelta(days=days)) if days > 0 else city.today + timedelta(days=days)
        kind = Kind.REMINDER if number % 5 == 4 else Kind.SUPERVISION
        sign = EarlySign.DUTY if kind == Kind.REMINDER else ""
        yield Plan(code, _member(city, rng, code), kind, day, status, early_sign=sign)
