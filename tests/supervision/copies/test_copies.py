"""Copy notices carry verified facts only, pass three people, and the person concerned is told that and to whom."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from core.documents.queries import documents_of
from core.errors import Conflict, InvalidInput, NotAllowed
from core.mechanisms.services import line_add
from core.outbox.models import Delivery
from core.workflow.services import transition_perform
from early_warning.checks.models import DoubtPoint
from supervision.copies.models import CopyNotice
from supervision.copies.todos import copies_to_me
from tests.supervision.copies.conftest import FACTS, RECIPIENTS, make_doubt

pytestmark = pytest.mark.django_db


def seen(user, notice) -> bool:
    return CopyNotice.objects.visible_to(user).filter(pk=notice.pk).exists()


def told(user) -> int:
    return Delivery.objects.filter(recipient=user, channel="PORTAL").count()


def test_only_verified_facts_are_taken(notice, sup, education, health):
    open_doubt, elsewhere = make_doubt(education, "NEW", key="2"), make_doubt(health, key="3")
    for doubt in (open_doubt, elsewhere):
        with pytest.raises(InvalidInput):
            line_add(record=notice, lines=FACTS, values={"text": "传闻", "doubt": doubt, "warning": None}, actor=sup)
    with pytest.raises(InvalidInput):
        line_add(record=notice, lines=FACTS, values={"text": "无据", "doubt": None, "warning": None}, actor=sup)


def test_a_fact_that_was_reopened_stops_the_notice(notice, step, doubt):
    checked = step(notice, "check_notice")
    DoubtPoint.objects.filter(pk=doubt.pk).update(status="NEW")
    with pytest.raises(NotAllowed):
        step(checked, "approve")


def test_r02_three_different_people(notice, step, sup, sup_colleague, deputy):
    with pytest.raises(NotAllowed):
        step(notice, "check_notice", actor=sup)
    checked = step(notice, "check_notice")
    with pytest.raises(NotAllowed):
        step(checked, "approve", actor=sup_colleague)
    approved = step(checked, "approve")
    assert approved.doc_no == "云纪抄〔2026〕1号"
    with pytest.raises(IntegrityError), transaction.atomic():
        CopyNotice.objects.filter(pk=approved.pk).update(approver=approved.created_by)


def test_serving_tells_the_recipients_and_the_person_concerned(served, head, concerned):
    assert told(head) == told(concerned.user) == 1
    assert served.due_on == date(2026, 7, 21)
    assert [paper.kind for paper in documents_of(served)] == ["W03"]
    assert seen(head, served)
    assert seen(concerned.user, served)


def test_a_written_reason_keeps_it_from_the_person_concerned(notice, step, concerned, head):
    approved = step(step(notice, "check_notice"), "approve", withhold_reason="可能妨碍核查")
    served = step(approved, "serve")
    assert told(concerned.user) == 0
    assert not seen(concerned.user, served)
    assert seen(head, served)


def test_the_person_concerned_gets_no_copy_as_recipient(notice, sup, concerned):
    with pytest.raises(InvalidInput):
        line_add(record=notice, lines=RECIPIENTS, values={"user": concerned.user}, actor=sup)


def test_each_copy_is_acknowledged_and_answered_before_the_notice_is_archived(served, step, head, deputy):
    copy = served.recipients.get()
    assert [todo.due for todo in copies_to_me(head)] == [date(2026, 7, 21)]
    with pytest.raises(NotAllowed):
        transition_perform(instance=copy, name="acknowledge", actor=deputy)
    with pytest.raises(NotAllowed):
        step(served, "close")
    acked = transition_perform(instance=copy, name="acknowledge", actor=head)
    transition_perform(instance=acked, name="answer", actor=head, feedback="已谈话提醒")
    assert list(copies_to_me(head)) == []
    assert step(served, "close").status == "CLOSED"


def test_r08_a_revoked_notice_is_told_to_everybody_who_got_it(served, step, head, concerned):
    step(served, "revoke", reason="事实有误")
    assert told(head) == told(concerned.user) == 2


def test_facts_stand_still_once_it_is_checked(notice, step, sup, doubt):
    checked = step(notice, "check_notice")
    with pytest.raises(NotAllowed):
        line_add(record=checked, lines=FACTS, values={"text": "补充", "doubt": doubt, "warning": None}, actor=sup)


def test_strangers_and_unnamed_heads_do_not_see_it(served, stranger, liaison):
    assert not seen(stranger, served)
    assert not seen(liaison, served)


@pytest.mark.parametrize("name", ["approve", "serve", "close", "return_draft"])
def test_a_step_from_the_wrong_state_is_a_conflict(notice, step, name):
    with pytest.raises(Conflict):
        step(notice, name)


def test_who_got_a_copy_finds_his_steps_on_the_page(client, served, head, sup):
    client.force_login(head)
    page = client.get(served.get_absolute_url()).content.decode()
    copy = served.recipients.get()
    assert f"/records/supervision/copyrecipient/{copy.pk}/acknowledge/" in page
