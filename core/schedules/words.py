"""A schedule as people say it: 每日 02:00, every 5 minutes."""

from typing import Any

from celery.schedules import crontab
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

MINUTE = 60


def in_words(schedule: Any) -> str:
    """``schedule`` is celery's ``crontab`` or ``schedule``."""
    if isinstance(schedule, crontab):
        return _("%(days)s at %(time)s") % {"days": _days(schedule), "time": _time(schedule)}
    seconds = int(schedule.run_every.total_seconds())
    if seconds % MINUTE:
        return ngettext("Every second", "Every %(count)s seconds", seconds) % {"count": seconds}
    return ngettext("Every minute", "Every %(count)s minutes", seconds // MINUTE) % {"count": seconds // MINUTE}


def _time(schedule: crontab) -> str:
    """ "02:00"; as cron writes it where it is more than one time a day."""
    if len(schedule.hour) == len(schedule.minute) == 1:
        return "{:02}:{:02}".format(*schedule.hour, *schedule.minute)
    return f"{schedule._orig_hour}:{schedule._orig_minute}"


def _days(schedule: crontab) -> str:
    comma = pgettext("between the parts of a list", ", ")
    chosen = {
        "months": comma.join(str(MONTHS[number]) for number in limited(schedule.month_of_year, 12)),
        "days": comma.join(str(number) for number in limited(schedule.day_of_month, 31)),
        # cron begins the week with Sunday (0), Django with Monday (0).
        "weekdays": comma.join(str(WEEKDAYS[(number - 1) % 7]) for number in limited(schedule.day_of_week, 7)),
    }
    parts = [
        _("in %(months)s") % chosen if chosen["months"] else "",
        _("on day %(days)s of the month") % chosen if chosen["days"] else "",
        _("on %(weekdays)s") % chosen if chosen["weekdays"] else "",
    ]
    words = comma.join(part for part in parts if part)
    return words[:1].upper() + words[1:] if words else _("Daily")


def limited(numbers: set[int], of: int) -> list[int]:
    """The chosen ``numbers``, none where all of them are chosen."""
    return [] if len(numbers) == of else sorted(numbers)
