"""Responsibility lists: complete before approval, approved by others, versions, review, lint."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from core.documents.models import IssuedDocument
from core.errors import Conflict, InvalidInput, NotAllowed
from core.mechanisms.services import record_edit
from supervision.lists.choices import Holder, Level, ListStatus
from supervision.lists.lint import lint
from supervision.lists.models import Duty, ResponsibilityList, TaskMeasure
from tests.supervision.lists.conftest import DUTY, add_line, do

pytestmark = pytest.mark.django_db


def test_a_list_is_approved_by_the_commission_and_brought_into_force(list_draft, deputy, sup):
    record = do(list_draft(), "approve", deputy)
    assert (record.status, record.approver) == (ListStatus.APPROVED, deputy)
    record = do(record, "put_in_force", sup)
    assert (record.in_force_on, record.due_on) == (date(2026, 6, 30), date(2027, 6, 30))  # D38: 12 months
    assert IssuedDocument.objects.get(kind="W13").doc_no == "2026年 第1版"


@pytest.mark.parametrize("person", ["liaison", "head", "sup", "stranger"])
def test_others_may_not_approve(request, list_draft, person):
    with pytest.raises(NotAllowed):
        do(list_draft(), "approve", request.getfixturevalue(person))


def test_an_approved_list_is_not_approved_again(list_in_force, deputy):
    with pytest.raises(Conflict):
        do(list_in_force(), "approve", deputy)


def test_an_incomplete_duty_keeps_the_list_from_approval_by_its_number(list_draft, liaison, deputy):
    record = list_draft()
    add_line(record, Duty, liaison, no=7, level=Level.OWN, goal="只有目标")
    with pytest.raises(NotAllowed, match="7"):
        do(record, "approve", deputy)


def test_without_a_meeting_there_is_no_approval(list_draft, deputy):
    with pytest.raises(NotAllowed):
        do(list_draft(meeting=""), "approve", deputy)


def test_r02_the_database_keeps_maker_and_approver_apart(list_in_force):
    record = list_in_force()
    with pytest.raises(IntegrityError), transaction.atomic():
        ResponsibilityList.objects.filter(pk=record.pk).update(approver=record.created_by)


def test_only_the_unit_writes_its_draft(list_draft, liaison, head, sup):
    record = list_draft()
    assert record_edit(record=record, values={"system": "教育系统"}, actor=head).system == "教育系统"
    with pytest.raises(NotAllowed):
        record_edit(record=record, values={"system": "x"}, actor=sup)
    with pytest.raises(NotAllowed):
        add_line(record, Duty, sup, no=9, **DUTY)


def test_a_list_in_force_is_not_rewritten(list_in_force, liaison):
    with pytest.raises(NotAllowed):
        add_line(list_in_force(), Duty, liaison, no=9, **DUTY)


def test_a_new_version_copies_the_duties_and_takes_the_place_of_the_old_one(task, liaison, deputy, sup):
    running = task()
    old = running.duty.list
    do(old, "revise", liaison)
    new = ResponsibilityList.objects.get(replaces=old)
    assert (new.version, new.status, new.duties.count()) == (2, ListStatus.DRAFT, 2)
    record_edit(record=new, values={"meeting": "第9次会议", "meeting_on": date(2026, 6, 29)}, actor=liaison)
    new = do(do(new, "approve", deputy), "put_in_force", sup)
    old.refresh_from_db()
    assert (old.status, old.superseded_on) == (ListStatus.SUPERSEDED, date(2026, 6, 30))
    assert old.duties.count() == 2  # stays readable
    running.refresh_from_db()
    assert running.duty.list == new  # what runs goes on under the new version


def test_there_is_one_new_version_at_a_time(list_in_force, liaison):
    record = list_in_force()
    do(record, "revise", liaison)
    with pytest.raises(Conflict):
        do(record, "revise", liaison)


def test_one_list_of_a_team_is_in_force(list_in_force, list_draft, deputy, sup):
    list_in_force()
    second = do(list_draft(title="又一份"), "approve", deputy)
    with pytest.raises(IntegrityError), transaction.atomic():
        do(second, "put_in_force", sup)


def test_the_review_is_noted_and_the_next_one_due(list_in_force, head, sup, settings):
    record = list_in_force()
    settings.TODAY = date(2026, 12, 1)
    with pytest.raises(NotAllowed):
        do(record, "review", sup, reason="已复核。")
    record = do(record, "review", head, reason="班子分工调整，责任人已更新。")
    assert (record.reviewed_on, record.due_on, record.reviews.count()) == (date(2026, 12, 1), date(2027, 12, 1), 1)


def test_the_list_of_a_person_names_him(list_draft, member):
    with pytest.raises(InvalidInput):
        list_draft(holder=Holder.MEMBER)
    assert list_draft(holder=Holder.MEMBER, official=member).official == member


def test_a_leader_reads_his_own_list_once_it_is_approved(list_draft, member, deputy):
    record = list_draft(holder=Holder.MEMBER, official=member)
    assert not ResponsibilityList.objects.visible_to(member.user).exists()
    do(record, "approve", deputy)
    assert ResponsibilityList.objects.visible_to(member.user).get() == record


def codes(record: ResponsibilityList) -> list[str]:
    return [gap.code for gap in lint(record)]


def test_gaps_in_the_four_lists_are_named(task, list_in_force, liaison, rectifying):
    record = task(owner=None).duty.list
    assert codes(record) == ["duty-without-task", "task-without-owner", "task-without-measure"]
    problem = rectifying()
    problem.measures.all().delete()
    assert "problem-without-measure" in codes(record)


def test_whole_lists_have_no_gaps(task, liaison):
    first = task()
    record = first.duty.list
    task(duty=record.duties.last())
    for one in (first, *record.duties.last().tasks.all()):
        add_line(one, TaskMeasure, liaison, text="列入议题", owner_post="局长")
    assert codes(record) == []


def test_a_unit_that_leads_a_system_needs_a_duty_for_it(list_draft, college):
    record = list_draft()
    record.duties.filter(level=Level.SYSTEM).update(level=Level.OWN)
    assert "system-without-duty" in codes(record)
