"""Which notices the demo city has: 78 warnings and 12 reminders, when, to whom, and how far each has come."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import cycle

from early_warning.notices.choices import Kind, Status
from early_warning.notices.demo.stories import CONTROLS, REMINDERS, STORIES, Story

# How far the notices of the last weeks have come; all earlier ones are over.
RECENT: tuple[tuple[str, int, tuple[int, int]], ...] = (
    ("DRAFT", 3, (0, 3)),
    ("SUBMITTED", 4, (1, 4)),
    (Status.CHECKED, 4, (3, 6)),
    (Status.APPROVED, 2, (4, 7)),
    (Status.SERVED, 4, (7, 16)),
    (Status.ACKED, 5, (9, 20)),
    (Status.REPLIED, 5, (18, 30)),
    (Status.VERIFYING, 4, (22, 40)),
    (Status.OBJECTED, 2, (14, 24)),
    (Status.ESCALATED, 2, (26, 34)),
    (Status.ACCEPTED, 4, (30, 60)),
)
# One more goes the real way (``real``), and two to accounts that visitors use (``shown``).
TOTAL, REMINDER_COUNT, REVOKED_COUNT = 89, 12, 4
# P13: what the reply indicator F3 of these units should look like: replies on time, replies late.
PUNCTUALITY = {"U59": (1, 2), "U25": (2, 1), "U29": (3, 0), "U46": (2, 2), "U15": (3, 1)}
# What the rectification indicator C1 of these units should look like: (days ago, how many problems, days until the
# unit reported them done, or None for not yet). Sixty days are given; a slow one also answers late.
RECTIFICATIONS: dict[str, tuple[tuple[int, int, int | None], ...]] = {
    "U59": ((170, 4, 76), (120, 2, 35)),
    "U25": ((160, 5, 81), (115, 2, 40)),
    "U29": ((150, 5, 33),),
    "U46": ((140, 4, 52), (130, 2, 71)),
    "U47": ((155, 3, 44), (125, 3, None)),
    "U18": ((165, 5, 48),),
    "U33": ((145, 4, 57), (110, 1, None)),
}
NOT_ADDRESSED = frozenset({"U02"})


@dataclass
class Plan:
    """One notice to be told: ``started`` is the day of the draft, ``late`` an answer after its day,
    ``rectified_after`` days from service to the report of the rectification (0: with the answer)."""

    story: Story
    unit: str
    status: str
    started: date
    to_person: bool = False
    late: bool = False
    red: bool = False
    rectified_after: int = 0


def plans(rng: random.Random, today: date, units: list[str]) -> list[Plan]:
    """All notices of the city in the order in which they were begun."""
    units = [code for code in units if code not in NOT_ADDRESSED]
    found = [*_fixed(today), *_recent(rng, today, units)]
    found += _past(rng, today, units, TOTAL - len(found))
    return sorted(found, key=lambda plan: plan.started)


def _fixed(today: date) -> Iterator[Plan]:
    """P04 (U28 withdrawn after its reply), and what gives P13 its figures."""
    yield Plan(STORIES[0], "U28", Status.REVOKED, today - timedelta(days=110))
    stories = cycle(STORIES[1:])
    for code, (on_time, late) in PUNCTUALITY.items():
        for number in range(on_time + late):
            started = today - timedelta(days=60 + 17 * number)
            yield Plan(next(stories), code, Status.CLOSED, started, late=number >= on_time)
    yield from _rectifying(today)


def _rectifying(today: date) -> Iterator[Plan]:
    """Letters with several problems, and how long their rectification took."""
    for code, letters in RECTIFICATIONS.items():
        for days_ago, problems, after in letters:
            story = replace(CONTROLS, facts=CONTROLS.facts[:problems])
            status = Status.REPLIED if after is None else Status.CLOSED
            late = code == "U59"
            yield Plan(story, code, status, today - timedelta(days=days_ago), late=late, rectified_after=after or 0)


def _recent(rng: random.Random, today: date, units: list[str]) -> Iterator[Plan]:
    stories = cycle(STORIES)
    for status, count, (nearest, farthest) in RECENT:
        for number in range(count):
            started = today - timedelta(days=rng.randint(nearest, farthest))
            reminder = number == count - 1 and status in (Status.SERVED, Status.REPLIED, "SUBMITTED")
            story = REMINDERS[number % len(REMINDERS)] if reminder else next(stories)
            yield Plan(
                story,
                rng.choice(units),
                status,
                started,
                to_person=number % 3 == 1,
                red=status == Status.CHECKED and number == 0,
            )


def _past(rng: random.Random, today: date, units: list[str], count: int) -> Iterator[Plan]:
    reminders = REMINDER_COUNT - 3
    for number in range(count):
        started = today - timedelta(days=rng.randint(75, 1060))
        story = rng.choice(REMINDERS if number < reminders else STORIES)
        yield Plan(story, rng.choice(units), _past_status(number, story), started, number % 3 == 1, number % 6 == 5)


def _past_status(number: int, story: Story) -> str:
    if story.kind == Kind.WARNING and number % 11 == 0 and number // 11 < REVOKED_COUNT:
        return Status.REVOKED
    return "REFERRED" if story.kind == Kind.WARNING and number % 13 == 5 else Status.CLOSED
