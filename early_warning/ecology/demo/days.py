from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from django.conf import settings

from core.clock import start_of


@contextmanager
def living_on(day: date) -> Iterator[None]:
    """Live on ``day`` for a while: what is computed and written then carries that day."""
    before, settings.TODAY = settings.TODAY, day
    try:
        yield
    finally:
        settings.TODAY = before


def office_hour(day: date) -> datetime:
    """A moment of ``day``, the same in every run of the demo."""
    return start_of(day) + timedelta(hours=10, minutes=15)
