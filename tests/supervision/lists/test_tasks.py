"""Tasks: submitted by the unit or by whom they belong to, verified and struck off by others."""

import pytest

from core.errors import Conflict, NotAllowed
from supervision.lists.choices import TaskStatus as S
from supervision.lists.models import ListTask
from tests.supervision.lists.conftest import SOON, do

pytestmark = pytest.mark.django_db


@pytest.fixture
def submitted(task, liaison):
    return lambda: do(task(), "submit", liaison, done_text="会议已召开。")


@pytest.fixture
def verified(submitted, sup):
    return lambda: do(submitted(), "verify", sup)


@pytest.fixture
def closed(verified, sup):
    return lambda: do(verified(), "close", sup)


STEPS = [
    ("submit", "task", "liaison", ("sup", "deputy", "stranger"), {"done_text": "已完成。"}, S.SUBMITTED),
    ("verify", "submitted", "sup", ("liaison", "head", "two_sided"), {}, S.VERIFIED),
    ("send_back", "submitted", "sup", ("liaison",), {"reason": "缺少纪要。"}, S.RETURNED),
    ("close", "verified", "sup", ("liaison", "two_sided"), {}, S.CLOSED),
    ("pass_look_back", "closed", "sup", ("liaison",), {"reason": "已落实。"}, S.PASSED),
    ("reopen", "closed", "sup", ("head",), {"reason": "未落实。", "due_on": SOON}, S.REOPENED),
]


@pytest.mark.parametrize(("name", "before", "right", "_wrong", "values", "after"), STEPS)
def test_the_right_person_takes_the_step(request, name, before, right, _wrong, values, after):
    assert do(request.getfixturevalue(before)(), name, request.getfixturevalue(right), **values).status == after


@pytest.mark.parametrize(("name", "before", "_right", "wrong", "values", "_after"), STEPS)
def test_the_wrong_person_is_told_why(request, name, before, _right, wrong, values, _after):
    record = request.getfixturevalue(before)()
    for person in wrong:
        with pytest.raises(NotAllowed):
            do(record, name, request.getfixturevalue(person), **values)


@pytest.mark.parametrize("name", ["verify", "send_back", "close", "pass_look_back", "reopen"])
def test_an_open_task_cannot_be_verified_or_struck_off(task, sup, name):
    with pytest.raises(Conflict):
        do(task(), name, sup, reason="x", due_on=SOON)


def test_the_duty_owner_submits_in_the_portal_and_sees_only_his_own(task, member, health):
    record = task()
    assert ListTask.objects.visible_to(member.user).get() == record
    assert do(record, "submit", member.user, done_text="我已完成。").submitted_by == member.user


def test_a_returned_task_is_submitted_again_with_new_evidence(submitted, sup, liaison):
    record = do(submitted(), "send_back", sup, reason="缺少纪要。")
    record = do(record, "submit", liaison, done_text="纪要已补。")
    assert [row.text for row in record.evidence.all()] == ["会议已召开。", "纪要已补。"]
    assert [row.passed for row in record.checks.all()] == [False]


def test_a_task_belongs_to_the_unit_of_its_duty(task, education):
    assert task().unit == education


def test_somebody_else_was_faster(submitted, sup, sup_colleague):
    """Two look at the same submitted task; the second is told that it has moved on."""
    first = submitted()
    second = ListTask.objects.get(pk=first.pk)
    do(first, "verify", sup)
    with pytest.raises(Conflict):
        do(second, "send_back", sup_colleague, reason="佐证不足。")
