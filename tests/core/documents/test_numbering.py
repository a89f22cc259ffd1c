"""Numbers run without gaps, whoever asks at the same time and whatever fails."""

import threading
from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, connection, transaction

from core.documents.models import AllocatedNumber, NumberSeries
from core.documents.numbering import number_allocate, number_cancel
from core.errors import Conflict, InvalidInput

THREADS, EACH = 6, 5


@pytest.fixture
def clerk(db: None):
    return get_user_model().objects.create(username="clerk")


def test_a_number_reads_as_the_standard_writes_it(db: None) -> None:
    assert number_allocate(series="云纪警", year=2026) == "云纪警〔2026〕1号"
    assert number_allocate(series="云纪警", year=2026) == "云纪警〔2026〕2号"


def test_every_series_and_year_starts_with_one(db: None) -> None:
    number_allocate(series="云纪警", year=2026)
    assert number_allocate(series="云纪建", year=2026) == "云纪建〔2026〕1号"
    assert number_allocate(series="云纪警", year=2027) == "云纪警〔2027〕1号"


def test_the_year_is_the_business_year(db: None, settings) -> None:
    settings.TODAY = date(2026, 6, 30)
    assert number_allocate(series="云纪警") == "云纪警〔2026〕1号"


def test_an_owner_keeps_its_number(clerk) -> None:
    first = number_allocate(series="云纪警", year=2026, owner=clerk, actor=clerk)
    assert number_allocate(series="云纪警", year=2026, owner=clerk) == first
    assert number_allocate(series="云纪警", year=2026) == "云纪警〔2026〕2号"
    assert AllocatedNumber.objects.get(text=first).owner == clerk


def test_a_cancelled_number_stays_listed_and_is_not_given_again(clerk) -> None:
    text = number_allocate(series="云纪警", year=2026, owner=clerk)
    number_cancel(text=text, actor=clerk, reason="重复拟制")
    assert number_allocate(series="云纪警", year=2026, owner=clerk) == "云纪警〔2026〕2号"
    assert AllocatedNumber.objects.get(text=text).cancelled
    with pytest.raises(Conflict):
        number_cancel(text=text, actor=clerk, reason="again")


def test_cancelling_needs_a_reason(clerk) -> None:
    text = number_allocate(series="云纪警", year=2026)
    with pytest.raises(InvalidInput):
        number_cancel(text=text, actor=clerk, reason=" ")
    with pytest.raises(IntegrityError), transaction.atomic():
        AllocatedNumber.objects.update(cancelled_at="2026-06-30T00:00+08:00", cancel_reason="")


def test_a_caller_that_rolls_back_leaves_no_gap(db: None) -> None:
    number_allocate(series="云纪警", year=2026)
    with transaction.atomic():
        number_allocate(series="云纪警", year=2026)
        transaction.set_rollback(True)
    assert number_allocate(series="云纪警", year=2026) == "云纪警〔2026〕2号"


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_it_refuses() -> None:
    with pytest.raises(RuntimeError, match="inside the transaction"):
        number_allocate(series="云纪警", year=2026)


def _in_threads(work: Callable[[int], None]) -> None:
    """Run ``work(n)`` in THREADS threads at once, each with a connection of its own; re-raise what failed."""
    start, failures = threading.Barrier(THREADS), []

    def run(number: int) -> None:
        try:
            start.wait()
            work(number)
        except Exception as error:  # noqa: BLE001 - handed to the test's thread
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


@pytest.mark.django_db(transaction=True)
def test_parallel_approvals_get_every_number_once() -> None:
    def approve(worker: int) -> None:
        for turn in range(EACH):
            try:
                with transaction.atomic():
                    number_allocate(series="云纪警", year=2026)
                    if (worker + turn) % 3 == 0:
                        raise Conflict("the approval failed")
            except Conflict:
                continue

    _in_threads(approve)
    numbers = sorted(AllocatedNumber.objects.values_list("number", flat=True))
    assert numbers == list(range(1, THREADS * EACH - 10 + 1))
    assert NumberSeries.objects.get().last_number == len(numbers)
