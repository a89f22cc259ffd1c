"""Planned talks stand for any record with a due day."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from core import clock
from officials.models import Official
from organization.models import Unit, User
from supervision.talks.choices import Kind
from supervision.talks.models import Talk
from tests.warnings.notices.conftest import make_official

TODAY = date(2026, 6, 30)


@pytest.fixture(autouse=True)
def _today(settings) -> None:
    settings.TODAY = TODAY


@pytest.fixture
def person(education) -> Official:
    return make_official(education)


def plan(person: Official, unit: Unit, handler: User, days: int) -> Talk:
    """A talk that is due so many days from today."""
    at = clock.start_of(TODAY + timedelta(days=days))
    return Talk.objects.create(
        kind=Kind.SUPERVISION, unit=unit, official=person, drafter=handler, talker=handler, drafted_at=at, planned_at=at
    )


@pytest.fixture
def planned(person, education, sup) -> Callable[..., Talk]:
    return lambda days, handler=sup: plan(person, education, handler, days)
