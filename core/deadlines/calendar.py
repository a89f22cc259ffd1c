"""Working days by the calendar in force: the package's table plus the rows of ``CalendarDay``.

The one import for everyone who counts days. Rules and test vectors: handbook 2.4.
"""

import datetime as dt
import time
from dataclasses import dataclass, field

from core.deadlines.models import CalendarDay
from core.deadlines.months import add_months, period_end
from core.deadlines.workcalendar import CalendarYearUnknown, WorkCalendar

__all__ = [
    "CalendarYearUnknown",
    "WorkCalendar",
    "add_months",
    "add_workdays",
    "forget",
    "is_workday",
    "period_end",
    "roll_forward",
    "subtract_workdays",
    "work_calendar",
    "workdays_between",
]

# Another process's import is seen after this long; a holiday notice comes weeks before its first day.
SECONDS_REMEMBERED = 60


@dataclass
class _Memory:
    calendar: WorkCalendar = field(default_factory=WorkCalendar)
    stale_at: float = 0


_memory = _Memory()


def work_calendar() -> WorkCalendar:
    """The calendar in force. One small query a minute and process, so that a list may ask for every row."""
    if time.monotonic() >= _memory.stale_at:
        _memory.calendar = WorkCalendar(dict(CalendarDay.objects.values_list("date", "is_workday")))
        _memory.stale_at = time.monotonic() + SECONDS_REMEMBERED
    return _memory.calendar


def forget() -> None:
    """Read the table again at the next question: somebody changed it."""
    _memory.stale_at = 0


def is_workday(day: dt.date) -> bool:
    """Whether offices work on ``day``."""
    return work_calendar().is_workday(day)


def add_workdays(start: dt.date, days: int) -> dt.date:
    """The ``days``-th working day after ``start``, which is not counted."""
    return work_calendar().add_workdays(start, days)


def subtract_workdays(start: dt.date, days: int) -> dt.date:
    """The ``days``-th working day before ``start``."""
    return work_calendar().subtract_workdays(start, days)


def workdays_between(start: dt.date, end: dt.date) -> int:
    """Working days after ``start`` up to and with ``end``; negative when ``end`` lies before ``start``."""
    return work_calendar().workdays_between(start, end)


def roll_forward(day: dt.date) -> dt.date:
    """``day``, or the next working day when ``day`` is a rest day."""
    return work_calendar().roll_forward(day)
