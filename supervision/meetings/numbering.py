"""Numbers of meetings (within unit and year) and of their minutes (the unit's own gap-free series)."""

import re
from typing import Any

from organization.models import Unit

_COUNT = re.compile(r"-(\d+)$")


def meeting_number(code: str, year: int, count: int) -> str:
    """ "U25-会-2025-07": what contracts refer to as the collective decision."""
    return f"{code}-会-{year}-{count:02d}"


def next_number(meeting: Any) -> str:
    """The number after the last one of the unit's year. A clash of two at once meets the constraint."""
    if meeting.number:
        return str(meeting.number)
    year = meeting.convened_on.year
    rows = type(meeting).objects.filter(unit=meeting.unit, number__startswith=f"{meeting.unit.code}-会-{year}-")
    counts = [int(found[1]) for number in rows.values_list("number", flat=True) if (found := _COUNT.search(number))]
    return meeting_number(meeting.unit.code, year, max(counts, default=0) + 1)


def series_of(unit: Unit) -> str:
    """The series of the unit's minutes: 教育局会纪."""
    return f"{(unit.short_name or unit.name)[:16]}会纪"
