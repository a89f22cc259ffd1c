"""Whatever happens in whatever order, a series has no gap: approvals, failures, cancellations, at the same time."""

import itertools
import threading
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.documents.models import AllocatedNumber, NumberSeries
from core.documents.numbering import number_allocate, number_cancel

# What one clerk does: a number for a record that is approved, one whose approval fails, one given up again.
STEP = st.sampled_from(["approve", "fail", "cancel"])
SERIES = st.sampled_from(["甲", "乙"])
DAY = st.lists(st.tuples(STEP, SERIES), max_size=12)
fresh = itertools.count()
calm = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)


class Failed(Exception):
    """The approval did not come to its end."""


def work(day: list[tuple[str, str]], mark: str, clerk: Any) -> list[str]:
    """Live one clerk's day; the numbers that were given and stayed."""
    given_numbers = []
    for step, series in day:
        try:
            with transaction.atomic():
                text = number_allocate(series=f"{mark}{series}", year=2026, actor=clerk)
                if step == "fail":
                    raise Failed
                if step == "cancel":
                    number_cancel(text=text, actor=clerk, reason="重复拟制")
        except Failed:
            continue
        given_numbers.append(text)
    return given_numbers


def check(days: list[list[tuple[str, str]]], mark: str, given_numbers: list[str]) -> None:
    """Every series runs from one without a gap, and every number given is in it once, cancelled ones too."""
    assert len(set(given_numbers)) == len(given_numbers)
    rows = AllocatedNumber.objects.filter(series__prefix__startswith=mark)
    assert sorted(rows.values_list("text", flat=True)) == sorted(given_numbers)
    for series in NumberSeries.objects.filter(prefix__startswith=mark).counted():
        assert series.missing() == []
        assert series.given == series.last_number == series.highest
    steps = [step for day in days for step, _series in day]
    assert rows.filter(cancelled_at__isnull=False).count() == steps.count("cancel")


@pytest.mark.django_db
@calm
@given(day=DAY)
def test_one_clerk_leaves_no_gap_whatever_he_does(day):
    mark = f"试{next(fresh)}"
    clerk, _made = get_user_model().objects.get_or_create(username="clerk")
    check([day], mark, work(day, mark, clerk))


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
@settings(parent=calm, max_examples=6)
@given(days=st.lists(DAY, min_size=2, max_size=4))
def test_several_clerks_at_the_same_time_leave_no_gap(days):
    mark = f"试{next(fresh)}"
    clerk, _made = get_user_model().objects.get_or_create(username="clerk")
    start, kept, failures = threading.Barrier(len(days)), [], []

    def run(day: list[tuple[str, str]]) -> None:
        try:
            start.wait()
            kept.extend(work(day, mark, clerk))
        except Exception as error:  # noqa: BLE001 - handed to the test's thread
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(day,)) for day in days]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    check(days, mark, kept)
