"""Counting working days, without a database: the package ``chinesecalendar`` plus a table of overrides.

Rules (handbook 2.4): the start day is not counted; a working day is Monday to Friday minus rest days plus adjusted
working weekends; a last day that is a rest day rolls to the next working day only where the rule says so. A year that
neither source knows raises ``CalendarYearUnknown``: weekends alone would be a silent guess.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

import chinese_calendar
from django.utils.translation import gettext as _

from core.deadlines.months import ONE_DAY
from core.errors import DomainError

# The statutory days with a fixed date in every year since the 2024 Holiday Measures: a notice always lists them.
FIXED_REST_DAYS = ((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3))
STATUTORY_REST_DAYS = 13


class CalendarYearUnknown(DomainError):
    """Nobody has told the system yet which days of a year are worked."""

    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(
            _("The working days of %(year)s are not known yet.") % {"year": year},
            cure=_("Import the holiday notice for %(year)s on the page “Working calendar” or by import_calendar.")
            % {"year": year},
        )


@dataclass(frozen=True)
class WorkCalendar:
    """Counts working days; ``overrides`` (day -> is it worked) beat the package, and may add whole years to it."""

    overrides: Mapping[dt.date, bool] = field(default_factory=dict)

    @cached_property
    def added_years(self) -> frozenset[int]:
        """Years that the table tells as a whole."""
        years = {day.year for day in self.overrides}
        return frozenset(year for year in years if not missing_rest_days(self.overrides, year))

    def knows(self, year: int) -> bool:
        """Whether every day of ``year`` can be told."""
        return year in self.added_years or year in _years_of_the_package()

    def is_workday(self, day: dt.date) -> bool:
        """Whether offices work on ``day``. Raises ``CalendarYearUnknown``."""
        if day in self.overrides:
            return self.overrides[day]
        if day.year in self.added_years:
            return day.weekday() < 5
        return _worked_by_the_package(day)

    def add_workdays(self, start: dt.date, days: int) -> dt.date:
        """The ``days``-th working day after ``start``; ``start`` itself is not counted, 0 gives it back."""
        return self._step(start, days, ONE_DAY)

    def subtract_workdays(self, start: dt.date, days: int) -> dt.date:
        """The ``days``-th working day before ``start``: the latest day to do what must precede it by ``days``."""
        return self._step(start, days, -ONE_DAY)

    def workdays_between(self, start: dt.date, end: dt.date) -> int:
        """Working days after ``start`` up to and with ``end``; negative when ``end`` lies before ``start``."""
        if end < start:
            return -self.workdays_between(end, start)
        days = (start + dt.timedelta(days=offset) for offset in range(1, (end - start).days + 1))
        return sum(map(self.is_workday, days))

    def roll_forward(self, day: dt.date) -> dt.date:
        """``day`` itself, or the next working day when it is a rest day (Civil Code 203)."""
        return day if self.is_workday(day) else self.add_workdays(day, 1)

    def _step(self, start: dt.date, days: int, step: dt.timedelta) -> dt.date:
        if days < 0:
            raise ValueError("Count working days forward or backward, never a negative number of them.")
        day = start
        while days:
            day += step
            days -= self.is_workday(day)
        return day


@cache
def _years_of_the_package() -> frozenset[int]:
    return frozenset(day.year for day in chinese_calendar.holidays)


@cache
def _worked_by_the_package(day: dt.date) -> bool:
    """Kept: the package walks through its whole table at each question, and has only some 8,000 days."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError as error:
        raise CalendarYearUnknown(day.year) from error


def missing_rest_days(days: Mapping[dt.date, bool], year: int) -> list[str]:
    """What a year's table lacks to be complete, as words for the person who imports it; empty when complete."""
    missing = [
        dt.date(year, month, day).isoformat()
        for month, day in FIXED_REST_DAYS
        if days.get(dt.date(year, month, day), True)
    ]
    resting = sum(1 for day, worked in days.items() if day.year == year and not worked)
    if resting < STATUTORY_REST_DAYS:
        missing.append(
            _("only %(count)d rest days, the law gives %(law)d") % {"count": resting, "law": STATUTORY_REST_DAYS}
        )
    return missing
