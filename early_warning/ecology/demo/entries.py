"""Talks, first lessons and handovers of the demo city: in time, but for the planted ones (GT42-GT44, N45, N47)."""

import random
from datetime import date, timedelta

from core.deadlines.calendar import roll_forward, subtract_workdays
from core.demo import City
from early_warning.ecology.demo.days import office_hour
from early_warning.ecology.entries.models import OfficeEntry
from early_warning.ecology.entries.services import entries_open

FIRST_DAY = date(2023, 7, 1)
# (unit, day of taking office)
NO_TALK = {("U30", date(2026, 4, 9))}
TALK_ON_THE_LAST_DAY = {("U37", date(2026, 3, 10))}
NO_LESSON = {("U44", date(2026, 3, 2))}
NO_HANDOVER = {("U16", date(2026, 1, 15))}
HANDOVER_ON_DAY_9 = {("U24", date(2025, 10, 20))}
FIELDS = ["talk_on", "lesson_on", "handover_on", "recorded_by", "recorded_at"]


def write_entries(city: City, rng: random.Random) -> None:
    entries_open(first=FIRST_DAY, last=city.today)
    entries = list(OfficeEntry.objects.select_related("tenure__post__unit").order_by("tenure__start", "pk"))
    for entry in entries:
        _fill(entry, rng, city.today)
        entry.recorded_by = city.users["sup1"]
    OfficeEntry.objects.bulk_update(entries, FIELDS)


def _fill(entry: OfficeEntry, rng: random.Random, today: date) -> None:
    start = entry.tenure.start
    key = (entry.post.unit.code, start)
    talk = entry.talk_due if key in TALK_ON_THE_LAST_DAY else subtract_workdays(start, rng.randint(0, 5))
    entry.talk_on = None if key in NO_TALK else _known(talk, today)
    if entry.lesson_due is not None and key not in NO_LESSON:
        entry.lesson_on = _known(roll_forward(start + timedelta(days=rng.randint(15, 50))), today)
    if entry.handover_due is not None and key not in NO_HANDOVER:
        back = 1 if key in HANDOVER_ON_DAY_9 else rng.randint(1, 6)
        entry.handover_on = _known(subtract_workdays(entry.handover_due, back), today)
    entry.recorded_at = office_hour(min(roll_forward(start + timedelta(days=61)), today))


def _known(day: date, today: date) -> date | None:
    return day if day <= today else None
