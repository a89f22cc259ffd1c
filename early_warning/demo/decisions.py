"""When the demo's units meet: contracts cite these meetings here, and the register of meetings holds them."""

from datetime import date, timedelta
from functools import cache

from core.deadlines.calendar import roll_forward

# Meetings a year by type of unit; a few units whose planted contracts cite later numbers meet more often.
A_YEAR = {"COUNTY": 14, "ENFORCEMENT": 10, "GOVERNMENT": 9, "COMPANY": 10, "TOWN": 8}
OFTEN = {"U25": 33, "U57": 17, "U49": 18, "U54": 15, "U53": 15, "U36": 10, "U39": 10}
# Days of planted meetings: U39 on 2026-03-12 (GT40), U59 on 2026-01-07 (N18).
FIRST = {"U39": 0, "U59": 6}
DAYS = 350


@cache
def meeting_days(code: str, kind: str, year: int) -> tuple[date, ...]:
    """The days on which the unit's leadership meets in that year, in order."""
    count = OFTEN.get(code, A_YEAR.get(kind, 7))
    first = date(year, 1, 1) + timedelta(days=FIRST.get(code, 4 + int(code[1:]) * 7 % 12))
    return tuple(roll_forward(first + timedelta(days=DAYS // count * place)) for place in range(count))


def decision_before(code: str, kind: str, day: date, back: int) -> str:
    """The number of one of the unit's last meetings before ``day``: the last one, or up to ``back`` before it."""
    found = [
        f"{code}-会-{year}-{place:02d}"
        for year in (day.year - 1, day.year)
        for place, held in enumerate(meeting_days(code, kind, year), start=1)
        if held < day
    ]
    return found[-1 - back]
