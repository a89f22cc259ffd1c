"""Every test starts with the package's calendar alone."""

from collections.abc import Iterator

import pytest

from core.deadlines import calendar


@pytest.fixture(autouse=True)
def _no_remembered_calendar() -> Iterator[None]:
    calendar.forget()
    yield
    calendar.forget()
