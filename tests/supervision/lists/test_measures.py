"""Lists of measures: tasks for every unit and period, once, however often the schedule runs."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from core import parameters
from core.errors import InvalidInput, NotAllowed
from supervision.lists.choices import Frequency, ListStatus
from supervision.lists.generation import tasks_generate
from supervision.lists.models import ListTask, MeasureList
from supervision.lists.periods import period_of
from supervision.lists.queries import standing_of
from supervision.lists.tasks import generate_due
from tests.supervision.lists.conftest import do

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("frequency", "day", "code", "end"),
    [
        (Frequency.MONTHLY, date(2026, 2, 14), "2026M02", date(2026, 2, 28)),
        (Frequency.QUARTERLY, date(2026, 6, 30), "2026Q2", date(2026, 6, 30)),
        (Frequency.HALF_YEARLY, date(2026, 7, 1), "2026H2", date(2026, 12, 31)),
        (Frequency.YEARLY, date(2026, 7, 1), "2026", date(2026, 12, 31)),
    ],
)
def test_periods(frequency, day, code, end):
    period = period_of(frequency, day)
    assert (period.code, period.end) == (code, end)


def test_every_unit_has_its_task_once_the_list_is_in_force(measure_list, education, health):
    measure_list()
    tasks = ListTask.objects.order_by("unit__code")
    assert [(t.unit, t.period, t.due_on) for t in tasks] == [
        (education, "2026Q2", date(2026, 7, 10)),
        (health, "2026Q2", date(2026, 7, 10)),
    ]


def test_running_again_adds_nothing_and_the_next_period_adds_its_own(measure_list, education, settings):
    measure_list(Frequency.MONTHLY, Frequency.YEARLY)
    assert tasks_generate() == generate_due() == 0
    settings.TODAY = date(2026, 7, 1)
    assert tasks_generate() == 1
    assert set(ListTask.objects.values_list("period", flat=True)) == {"2026M06", "2026M07", "2026"}


def test_the_database_keeps_one_task_a_measure_unit_and_period(measure_list, education):
    measure_list()
    task = ListTask.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        ListTask.objects.create(
            measure=task.measure, unit=task.unit, period=task.period, text="x", due_on=task.due_on,
            created_by=task.created_by, created_at=task.created_at,
        )  # fmt: skip


def test_a_new_version_does_not_ask_twice_for_the_same_period(measure_list, education, conduct, deputy):
    old = measure_list()
    do(old, "revise", conduct)
    new = MeasureList.objects.get(replaces=old)
    new.meeting, new.meeting_on = "常委会第10次会议", date(2026, 6, 30)
    new.save()
    do(do(new, "approve", deputy), "put_in_force", conduct)
    old.refresh_from_db()
    assert old.status == ListStatus.SUPERSEDED
    assert ListTask.objects.count() == 1


def test_no_tasks_of_a_list_that_is_not_in_force(measure_list, education, conduct):
    record = measure_list()
    do(record, "revise", conduct)
    ListTask.objects.all().delete()
    MeasureList.objects.filter(pk=record.pk).update(status=ListStatus.SUPERSEDED)
    assert tasks_generate() == 0


def test_the_conduct_office_issues_and_the_unit_does_not(measure_list, liaison, sup, conduct):
    record = measure_list()
    with pytest.raises(NotAllowed):
        do(record, "revise", sup)
    with pytest.raises(NotAllowed):
        do(record, "evaluate", liaison, reason="评估。")
    assert do(record, "evaluate", conduct, reason="年度评估：完成率较高。").reviews.count() == 1


def test_the_standing_counts_only_units_that_one_may_see(measure_list, education, health, liaison, sup):
    record = measure_list()
    do(ListTask.objects.get(unit=education), "submit", liaison, done_text="已办。")
    (row,) = standing_of(record, sup)
    assert (row["total"], row["submitted"], row["overdue"]) == (1, 1, 0)


def test_the_latest_day_of_a_measure_is_a_parameter(measure_list, monkeypatch):
    measure = measure_list().measures.get()
    measure.due_days = 180
    measure.clean()
    measure.due_days = 181
    with pytest.raises(InvalidInput) as refused:
        measure.clean()
    assert refused.value.field == "due_days"
    monkeypatch.setattr(parameters, "values", lambda *_args, **_more: {"measure_days": 200})
    measure.clean()
