"""Which meetings the demo city has held and plans: unit, day, number, kind, how far it has come."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from core.demo import City
from early_warning.demo.decisions import meeting_days
from supervision.meetings.choices import Category, Kind, Status
from supervision.meetings.demo.people import Member, Rosters
from supervision.meetings.demo.planted import CARELESS, COPIED, NO_SPECIAL_STUDY, SAME_HEAD, Book, Planted

# Contracts of July 2023 cite meetings of the spring.
FIRST_DAY, PLANNED_UNTIL = date(2023, 6, 1), date(2026, 7, 31)
LONG_DONE = 400  # days after which a meeting is evaluated with everything that it resolved
KINDS = (Kind.PARTY,) * 7 + (Kind.EXECUTIVE,) * 2 + (Kind.TEAM,)
CATEGORIES = (
    (Category.FUNDS, 30), (Category.PROJECT, 15), (Category.PERSONNEL, 12), (Category.DECISION, 13),
    (Category.OTHER, 28), (Category.DISCIPLINE, 2),
)  # fmt: skip


@dataclass(frozen=True)
class Plan:
    """One meeting to be written. ``count`` numbers it in its year."""

    unit: str
    day: date
    count: int
    kind: str
    status: str
    categories: tuple[str, ...]
    members: list[Member]
    careless: bool
    planted: Planted | None = None


def plans(city: City, rng: random.Random, rosters: Rosters) -> list[Plan]:
    """All meetings, by unit and day."""
    return [plan for row in city.things["unit_rows"] for plan in _of_unit(city, rng, rosters, row.code)]


def _of_unit(city: City, rng: random.Random, rosters: Rosters, code: str) -> Iterator[Plan]:
    kind, book = city.units[code].kind, Book()
    days = [(day, n) for year in range(2023, 2027) for n, day in enumerate(meeting_days(code, kind, year), start=1)]
    days = [(day, n) for day, n in days if FIRST_DAY <= day <= PLANNED_UNTIL]
    studied: set[tuple[int, bool]] = set()
    for place, (day, count) in enumerate(days):
        after = days[place + 1][0] if place + 1 < len(days) else day + timedelta(days=40)
        planted = book.take(code, day, after)
        always = planted is not None or code in (COPIED, SAME_HEAD)
        meeting_kind = Kind.PARTY if always else rng.choice(KINDS)
        categories = planted.categories if planted else _categories(rng)
        if meeting_kind == Kind.PARTY:
            half = (day.year, day.month > 6)
            if half not in studied and day.year not in NO_SPECIAL_STUDY.get(code, ()) and rng.random() < 0.97:
                categories = (*categories, Category.GOVERNANCE)
            studied.add(half)
            categories = (Category.STUDY, *categories)
        size = planted.due if planted else 0
        yield Plan(
            code, day, count, meeting_kind, _status(city, rng, day, planted), categories, rosters.due(code, day, size),
            rng.random() < CARELESS.get(code, 0.06), planted,
        )  # fmt: skip


def _categories(rng: random.Random) -> tuple[str, ...]:
    words, weights = zip(*CATEGORIES, strict=True)
    return tuple(rng.choices(words, weights, k=rng.choice((2, 3, 3, 3, 4, 4))))


def _status(city: City, rng: random.Random, day: date, planted: Planted | None) -> str:
    """How far it has come by its age."""
    age = (city.today - day).days
    if planted is not None and planted.unsigned:
        return Status.HELD
    if planted is not None:
        return Status.EXECUTING if age < LONG_DONE else Status.EVALUATED
    if age < 0:
        return Status.MATERIALS_SENT if age > -4 else Status.CANCELLED if rng.random() < 0.04 else Status.PLANNED
    if age < 7:
        return rng.choice((Status.HELD, Status.MINUTES))
    if age < 60:
        return rng.choice((Status.SIGNED, Status.EXECUTING))
    left_open = 0.65 if age < 150 else 0.1 if age < LONG_DONE else 0  # nobody leaves a matter open for years
    return Status.EXECUTING if rng.random() < left_open else Status.EVALUATED
