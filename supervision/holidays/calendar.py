"""The seven statutory holidays (全国年节及纪念日放假办法, 2024) and when the next ones begin."""

import datetime as dt
from collections.abc import Iterator, Mapping

import chinese_calendar
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.deadlines.calendar import work_calendar
from core.deadlines.models import CalendarDay

AHEAD = 60


class Holiday(models.TextChoices):
    """By the names that the working calendar's package gives them."""

    NEW_YEAR = "New Year's Day", _("New Year's Day")
    SPRING = "Spring Festival", _("Spring Festival")
    TOMB = "Tomb-sweeping Day", _("Tomb-sweeping Day")
    LABOUR = "Labour Day", _("Labour Day")
    DRAGON_BOAT = "Dragon Boat Festival", _("Dragon Boat Festival")
    MID_AUTUMN = "Mid-autumn Festival", _("Mid-autumn Festival")
    NATIONAL = "National Day", _("National Day")


# How a notice that was imported calls them in its notes, beside the package's own names.
WORDS = {
    Holiday.NEW_YEAR: "元旦", Holiday.SPRING: "春节", Holiday.TOMB: "清明", Holiday.LABOUR: "劳动",
    Holiday.DRAGON_BOAT: "端午", Holiday.MID_AUTUMN: "中秋", Holiday.NATIONAL: "国庆",
}  # fmt: skip
# Holidays that need no name: their day is the same in every year.
FIXED = {(1, 1): Holiday.NEW_YEAR, (5, 1): Holiday.LABOUR, (10, 1): Holiday.NATIONAL}


def coming(today: dt.date, days: int = AHEAD) -> Iterator[tuple[Holiday, dt.date]]:
    """Holidays that begin within ``days`` after ``today``, with their first day off, in order.

    The imported table is asked first, then the package. Ends where neither knows the year yet: nothing is guessed.
    """
    last = today + dt.timedelta(days=days)
    imported = {row.date: row for row in CalendarDay.objects.filter(date__range=(today, last))}
    # A holiday that runs already today is not coming.
    seen = set(_holidays_on(today, imported))
    for offset in range(1, days + 1):
        day = today + dt.timedelta(days=offset)
        if not work_calendar().knows(day.year):
            return
        for holiday in _holidays_on(day, imported):
            if holiday not in seen:
                seen.add(holiday)
                yield holiday, day


def _holidays_on(day: dt.date, imported: Mapping[dt.date, CalendarDay]) -> list[Holiday]:
    """Which holidays ``day`` is off for; none on a worked day."""
    row = imported.get(day)
    if row is None:
        return [] if day.year in work_calendar().added_years else _by_the_package(day)
    if row.is_workday:
        return []
    named = [holiday for holiday in Holiday if WORDS[holiday] in row.note or holiday.value in row.note]
    fixed = FIXED.get((day.month, day.day))
    return named or _by_the_package(day) or ([fixed] if fixed else [])


def _by_the_package(day: dt.date) -> list[Holiday]:
    try:
        off, name = chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:
        return []
    return [Holiday(name)] if off and name in Holiday.values else []
