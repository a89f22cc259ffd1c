"""Write the planned meetings with everything that belongs to them, in a few bulk writes."""

import random
from collections import Counter
from collections.abc import Iterable
from typing import Any

from core.demo import City
from supervision.meetings.choices import SIGNED_STATES
from supervision.meetings.demo.history import write_history, write_numbers
from supervision.meetings.demo.items import ItemWriter
from supervision.meetings.demo.meeting import MeetingWriter
from supervision.meetings.demo.plan import Plan
from supervision.meetings.demo.study import StudyWriter
from supervision.meetings.models import (
    AgendaItem,
    Attendance,
    Deviation,
    Meeting,
    MeetingRecusal,
    Resolution,
    Speech,
    StudyMeasure,
    Vote,
)

BELOW = (Attendance, AgendaItem, Speech, Vote, MeetingRecusal, Resolution, StudyMeasure, Deviation)


def write_meetings(city: City, rng: random.Random, plans: Iterable[Plan]) -> None:
    """All meetings; numbers of minutes in the order of their signing within the unit."""
    planned = list(plans)
    writer = MeetingWriter(city, rng)
    meetings = [writer.meeting(plan) for plan in planned]
    _number(meetings)
    Meeting.objects.bulk_create(meetings)
    study = StudyWriter(city, rng)
    items = ItemWriter(city, rng, study)
    rows: dict[type, list[Any]] = {model: [] for model in BELOW}
    for plan, meeting in zip(planned, meetings, strict=True):
        rows[Attendance] += writer.attendance(plan, meeting)
        items.write(plan, meeting, rows)
    study.compare(city.today)
    for model in BELOW:
        model.objects.bulk_create(rows[model])
    write_numbers(meetings)
    write_history(meetings, city.today)


def _number(meetings: list[Meeting]) -> None:
    """Minutes are numbered within the unit's year as they are signed."""
    counts: Counter[tuple[str, int]] = Counter()
    signed = [meeting for meeting in meetings if meeting.status in SIGNED_STATES and meeting.signed_on]
    for meeting in sorted(signed, key=lambda row: (row.unit.code, row.signed_on, row.convened_on)):
        key = (meeting.unit.short_name or meeting.unit.name, meeting.signed_on.year)
        counts[key] += 1
        meeting.doc_no = f"{key[0][:16]}会纪〔{key[1]}〕{counts[key]}号"
