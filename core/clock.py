"""The one source of "today". Demo and recomputation set an as-of date; everything dated asks here."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time

from django.conf import settings
from django.utils import timezone

_time_of_day: ContextVar[time | None] = ContextVar("time_of_day", default=None)


def today() -> date:
    """The business day: ``settings.TODAY`` where it is set, else the local date."""
    return settings.TODAY or timezone.localdate()


def now() -> datetime:
    """The present moment on the business day: the real time of day, moved to ``settings.TODAY`` where it is set."""
    real, set_to = timezone.now(), _time_of_day.get()
    if settings.TODAY is None and set_to is None:
        return real
    time_of_day = set_to or timezone.localtime(real).time()
    return datetime.combine(today(), time_of_day, tzinfo=timezone.get_current_timezone())


@contextmanager
def standing_still(time_of_day: time) -> Iterator[None]:
    """Within the block the clock shows this time of day: what is built in it is the same every time."""
    token = _time_of_day.set(time_of_day)
    try:
        yield
    finally:
        _time_of_day.reset(token)


def start_of(day: date) -> datetime:
    """The first moment of ``day`` in local time."""
    return datetime.combine(day, time.min, tzinfo=timezone.get_current_timezone())


def day_of(moment: datetime) -> date:
    """The local day of ``moment``: what comes from the database is in UTC, and midnight is not the same there."""
    return timezone.localdate(moment)


def in_words(moment: datetime) -> str:
    """ "2026-06-30 09:30" in local time, as papers write it."""
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"
