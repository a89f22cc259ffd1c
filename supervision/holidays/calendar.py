"""The seven statutory holidays (全国年节及纪念日放假办法, 2024) and when the next ones begin."""

import datetime as dt
from collections.abc import Iterator

import chinese_calendar
from django.db import models
from django.utils.translation import gettext_lazy as _

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


def coming(today: dt.date, days: int = AHEAD) -> Iterator[tuple[Holiday, dt.date]]:
    """Holidays that begin within ``days`` after ``today``, with their first day off, in order.

    Ends where the package does not know the year yet: nothing is guessed.
    """
    seen: set[str] = set()
    for offset in range(1, days + 1):
        day = today + dt.timedelta(days=offset)
        try:
            off, name = chinese_calendar.get_holiday_detail(day)
        except NotImplementedError:
            return
        # A holiday that runs already today is not coming.
        if off and name in Holiday.values and name not in seen and not _runs(name, today):
            seen.add(name)
            yield Holiday(name), day


def _runs(name: str, today: dt.date) -> bool:
    return chinese_calendar.get_holiday_detail(today)[1] == name
