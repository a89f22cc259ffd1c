"""1,150 problems of three years. GT50: U51 has 9 overdue and 2 reopened twice, nobody else; N54: long-term."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from core.demo import City
from supervision.lists.choices import Category, Origin
from supervision.lists.demo.course import Course, ProblemWriter
from supervision.lists.demo.people import Cast, Profile, profile_of
from supervision.lists.models import RectPlan

TOTAL, FINDINGS = 1150, 12
FIRST_DAY = date(2023, 7, 10)
TOWN = "U51"
# P09: nobody has looked back at the street lately.
# GT50: so many days past their day on 30 June 2026; the rest of the eleven were reopened twice.
LATE_DAYS = (74, 60, 47, 39, 30, 21, 14, 8, 3)
REOPENED_TWICE = 2
# N54: long-term items whose yearly look-back is past; U46's are of the inspection.
LONG_TERM = (TOWN, TOWN, "U46")
CATEGORIES = tuple(Category.values)
# Findings of inspections are about the first six; what such a unit finds later is about the others.
OF_FINDINGS, OTHERS = CATEGORIES[:6], CATEGORIES[6:]
ORIGINS = (Origin.DAILY, Origin.DAILY, Origin.AUDIT, Origin.CHECK)
# Unconfirmed ones of the last days.
NEW, DISMISSED = 9, 6


def build_problems(city: City, cast: Cast, rng: random.Random, plans: list[RectPlan]) -> None:
    writer = ProblemWriter(city, cast, rng)
    for plan in plans:
        for course in _findings(plan, rng):
            writer.add(course)
    for course in _planted(city):
        writer.add(course)
    inspected = {plan.unit.code for plan in plans}
    codes = list(cast.rows)
    rest = TOTAL - len(writer.problems)
    for number, code in enumerate(codes):
        count = rest // len(codes) + (number < rest % len(codes))
        for course in _of_unit(city, rng, code, count, CATEGORIES if code not in inspected else OTHERS):
            writer.add(course)
    writer.write()


def _findings(plan: RectPlan, rng: random.Random) -> Iterator[Course]:
    code, profile = plan.unit.code, profile_of(plan.unit.code)
    feedback = plan.feedback_on or FIRST_DAY
    due = plan.rectify_by or feedback
    for number in range(FINDINGS):
        on_time = rng.random() < profile.rectified
        shift = -rng.randint(2, 70) if on_time else rng.randint(5, 30)
        yield Course(
            code=code, category=OF_FINDINGS[number % 6], origin=Origin.INSPECTION, found=feedback, due=due,
            severity=1 + (number % 3), submitted=due + timedelta(days=shift), plan=plan,
            look_back=_look_back(rng, profile, 0.5), long_term=number == 11 and plan.status != "RECTIFYING",
        )  # fmt: skip


def _of_unit(city: City, rng: random.Random, code: str, count: int, categories: tuple[str, ...]) -> Iterator[Course]:
    """Spread over three years; categories by turns, so that they seldom come back within a year."""
    profile, span = profile_of(code), (city.today - FIRST_DAY).days - 4
    place = rng.randrange(9)
    for number in range(count):
        found = FIRST_DAY + timedelta(days=span * number // count + rng.randint(0, 20))
        found = min(found, city.today - timedelta(days=2))
        due = found + timedelta(days=90)
        on_time = rng.random() < profile.rectified
        shift = -rng.randint(3, 40) if on_time else rng.randint(5, 30)
        if rng.random() >= profile.repeated:
            place += 1
        yield Course(
            code=code, category=categories[place % len(categories)], severity=rng.choice((1, 1, 2, 2, 3)),
            origin=Origin.SELF if rng.random() < profile.self_found else rng.choice(ORIGINS), found=found, due=due,
            submitted=due + timedelta(days=shift), look_back=None if code == TOWN else _look_back(rng, profile, 0.45),
        )  # fmt: skip


def _look_back(rng: random.Random, profile: Profile, share: float) -> bool | None:
    """Whether there was a look-back, and whether it was passed."""
    return rng.random() < profile.passed if rng.random() < share else None


def _planted(city: City) -> Iterator[Course]:
    for number, days in enumerate(LATE_DAYS):
        due = city.today - timedelta(days=days)
        yield Course(
            code=TOWN, category=CATEGORIES[number % 9], origin=ORIGINS[number % 3], found=due - timedelta(days=90),
            due=due, severity=1 + number % 3, submitted=None, returned=number % 3 == 1,
        )  # fmt: skip
    for number in range(REOPENED_TWICE):
        yield Course(
            code=TOWN, category=CATEGORIES[number], origin=Origin.DAILY, found=date(2024, 7, 22 + number),
            due=city.today + timedelta(days=20 + number), severity=2, submitted=None, reopened=2,
        )  # fmt: skip
    for number, code in enumerate(LONG_TERM):
        yield Course(
            code=code, category=CATEGORIES[6 + number], origin=Origin.DAILY, found=date(2025, 2, 10),
            due=city.today - timedelta(days=25), severity=2, submitted=None, long_term=True,
        )  # fmt: skip
    yield from _under_way(city)
    yield from _unconfirmed(city)


def _under_way(city: City) -> Iterator[Course]:
    """States that last a few days only: just confirmed, and verified but not struck off."""
    for code, age, left, submitted in (("U15", 5, 85, None), ("U31", 90, 20, 5)):
        yield Course(
            code=code, category=CATEGORIES[5], origin=Origin.DAILY, found=city.today - timedelta(days=age),
            due=city.today + timedelta(days=left), severity=1,
            submitted=city.today - timedelta(days=submitted) if submitted else None,
        )  # fmt: skip


def _unconfirmed(city: City) -> Iterator[Course]:
    units = ("U15", "U25", "U31", "U28", "U45", "U59", "U19", "U24")
    for number in range(NEW + DISMISSED):
        found = city.today - timedelta(days=number % 4) if number < NEW else city.today - timedelta(days=40 + number)
        yield Course(
            code=units[number % 8], category=CATEGORIES[number % 9], found=found, due=found + timedelta(days=90),
            origin=Origin.SELF if number % 2 else Origin.DAILY, severity=1, submitted=None,
            unconfirmed="FOUND" if number < NEW else "DISMISSED",
        )  # fmt: skip
