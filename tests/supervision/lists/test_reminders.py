"""The unit that has to act is reminded (M53 “逾期预警”), not who issued the list, found the problem or inspected."""

from datetime import timedelta

import pytest

from core.digests.models import Place
from organization.models import User
from supervision.lists.models import ListTask, Problem, RectPlan
from tests.supervision.lists.conftest import SOON, do
from tests.support.reminded import reminded

pytestmark = pytest.mark.django_db


def test_a_task_of_a_period_reminds_each_units_liaison_and_not_who_issued_the_list(
    measure_list, liaison, head, conduct, education
):
    measure_list()
    assert reminded(ListTask.objects.get(unit=education)) == {liaison}


def test_an_overdue_task_goes_to_the_liaisons_own_leader(measure_list, liaison, head, conduct, education):
    measure_list()
    task = ListTask.objects.get(unit=education)
    late = task.due_on + timedelta(days=20)
    assert reminded(task, on=late) == {liaison}
    assert reminded(task, on=late, place=Place.LED) == {head}


def test_without_a_liaison_the_head_is_reminded(measure_list, liaison, head, education):
    User.objects.filter(pk=liaison.pk).update(is_active=False)
    measure_list()
    assert reminded(ListTask.objects.get(unit=education)) == {head}


def test_a_named_handler_and_the_owner_of_a_task_come_before_the_liaison(task, member, head):
    record = task()
    assert reminded(record) == {member.user}
    ListTask.objects.filter(pk=record.pk).update(handler=head)
    assert reminded(record, on=record.due_on - timedelta(days=7)) == {head}


def test_a_problem_reminds_the_unit_and_not_who_found_it(confirmed, liaison, sup):
    assert reminded(confirmed(due_on=SOON)) == {liaison}


def test_a_problem_with_an_owner_reminds_both(confirmed, liaison, member):
    assert reminded(confirmed(due_on=SOON, owner=member)) == {liaison, member.user}


def test_the_look_back_on_a_long_term_item_is_the_offices(rectifying, deputy, sup_colleague, liaison):
    problem = do(rectifying(), "keep_long_term", deputy, reason="需长期坚持。")
    assert isinstance(problem, Problem)
    assert reminded(problem) == {sup_colleague}


def test_d25_d26_the_plan_and_the_report_are_the_units(plan_rectifying, liaison, head, inspector):
    plan = plan_rectifying()
    assert reminded(plan) == {liaison, head}


def test_d25_the_plan_is_written_by_the_liaison_and_signed_by_the_head(fed_back, liaison, head):
    assert reminded(fed_back()) == {liaison, head}


def test_d25_what_was_submitted_waits_for_the_inspection_office(plan_rectifying, inspector):
    plan = plan_rectifying()
    RectPlan.objects.filter(pk=plan.pk).update(status="PLANNED")
    assert reminded(plan) == {inspector}


def test_d38_the_review_of_a_list_reminds_the_units_liaison(list_in_force, liaison):
    assert reminded(list_in_force()) == {liaison}
