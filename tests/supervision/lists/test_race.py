"""Several people or workers at the same moment: one decision counts, and no task is made twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from core.errors import Conflict
from supervision.lists.generation import tasks_generate
from supervision.lists.models import ListTask, Problem
from tests.supervision.lists.conftest import do

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    barrier = Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        try:
            barrier.wait()
            return call()
        except Conflict as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_of_two_verdicts_at_once_one_counts(self_checked, sup, sup_colleague):
    problem = self_checked()
    results = at_once(
        lambda: do(Problem.objects.get(pk=problem.pk), "verify", sup),
        lambda: do(Problem.objects.get(pk=problem.pk), "send_back", sup_colleague, reason="佐证不足。"),
    )
    assert sum(isinstance(result, Conflict) for result in results) == 1
    assert problem.checks.count() == 1


def test_two_workers_make_each_task_once(measure_list, education, health):
    measure_list()
    ListTask.objects.all().delete()
    at_once(tasks_generate, tasks_generate)
    assert ListTask.objects.count() == 2
