"""A year as people read it: which days are worked, which are not, and why."""

import calendar as months
import datetime as dt
from dataclasses import dataclass

import chinese_calendar
from django.utils.translation import get_language

from core.deadlines.calendar import work_calendar
from core.deadlines.models import CalendarDay


@dataclass(frozen=True)
class YearDay:
    """One day. ``special`` ones differ from what their weekday says, or stand in the notice."""

    date: dt.date
    worked: bool
    note: str = ""
    imported: bool = False

    @property
    def special(self) -> bool:
        return self.worked != (self.date.weekday() < 5)


@dataclass(frozen=True)
class Month:
    number: int
    weeks: list[list[YearDay | None]]


@dataclass(frozen=True)
class Year:
    """A whole year; without days when nobody has told the system about it yet."""

    year: int
    days: dict[dt.date, YearDay]

    @property
    def known(self) -> bool:
        return bool(self.days)

    @property
    def worked(self) -> int:
        return sum(day.worked for day in self.days.values())

    @property
    def rested(self) -> int:
        return len(self.days) - self.worked

    def special(self) -> list[YearDay]:
        """The days that a person must know of: rest days on weekdays, worked weekends, and what was imported."""
        return [day for day in self.days.values() if day.special or day.imported]

    def by_month(self) -> list[Month]:
        """Twelve sheets of weeks that begin on Monday; days of other months are None."""
        sheets = months.Calendar()
        return [
            Month(
                number,
                [
                    [self.days.get(day) if day.month == number else None for day in week]
                    for week in sheets.monthdatescalendar(self.year, number)
                ],
            )
            for number in range(1, 13)
        ]


def year_of(year: int) -> Year:
    """The calendar in force of ``year``."""
    working = work_calendar()
    if not working.knows(year):
        return Year(year, {})
    imported = {row.date: row for row in CalendarDay.objects.filter(date__year=year)}
    first, length = dt.date(year, 1, 1), 366 if months.isleap(year) else 365
    dates = [first + dt.timedelta(days=offset) for offset in range(length)]
    return Year(year, {day: _day(day, working.is_workday(day), imported.get(day)) for day in dates})


def _day(day: dt.date, worked: bool, row: CalendarDay | None) -> YearDay:
    return YearDay(day, worked, row.note if row else _holiday(day), row is not None)


def _holiday(day: dt.date) -> str:
    """The name of the holiday by the package, in the language of the reader."""
    try:
        _resting, name = chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:
        return ""
    holiday = next((found for found in chinese_calendar.Holiday if found.value == name), None)
    if holiday is None:
        return ""
    return holiday.value if (get_language() or "").startswith("en") else holiday.chinese


def known_years() -> list[int]:
    """Years that may be asked for: those of the package, those imported, and the next one."""
    imported = {day.year for day in CalendarDay.objects.dates("date", "year")}
    package = {day.year for day in chinese_calendar.holidays}
    return sorted(package | imported)
