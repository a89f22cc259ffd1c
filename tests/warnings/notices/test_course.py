"""The course of a notice from the draft to the conclusion (handbook M03, M28)."""

from datetime import date

import pytest

from core.errors import Conflict, InvalidInput, NotAllowed
from core.outbox.models import Channel
from core.outbox.queries import deliveries_of
from core.workflow.queries import history_of
from early_warning.notices.choices import Outcome, Request, Status
from early_warning.notices.models import Notice
from early_warning.notices.services import (
    notice_acknowledge,
    notice_refer,
    notice_reply,
    rectification_report,
)
from tests.warnings.notices.conftest import REMINDER, do, look_at_everything

pytestmark = pytest.mark.django_db


def test_an_explanation_runs_its_whole_course(replied, sup):
    notice = replied()
    notice = do(notice, "take_up", sup)
    notice = do(notice, "accept", sup, reason="说明属实。")
    notice = do(notice, "close", sup)
    assert notice.status == Status.CLOSED
    assert [line.name for line in history_of(notice)] == [
        "draft", "submit", "check_draft", "approve", "serve", "acknowledge", "reply", "take_up", "accept", "close",
    ]  # fmt: skip
    assert notice.verdicts.get().outcome == Outcome.EXPLANATION_ACCEPTED


def test_numbers_are_allotted_at_approval_without_gaps(approved, checked):
    assert [approved().doc_no, approved().doc_no] == ["云纪警〔2026〕1号", "云纪警〔2026〕2号"]
    assert checked().doc_no is None


def test_a_refused_approval_takes_no_number(checked, approved, sup_colleague):
    with pytest.raises(NotAllowed):
        do(checked(), "approve", sup_colleague)
    assert approved().doc_no == "云纪警〔2026〕1号"


def test_reminders_have_their_own_series_and_the_same_course(approved, sup, head, sup_colleague):
    notice = approved(**REMINDER)
    assert (notice.doc_no, notice.level, notice.request) == ("云纪提〔2026〕1号", None, Request.FEEDBACK)
    notice = notice_reply(notice=do(notice, "serve", sup), actor=head, text="已组织学习。")
    notice = do(do(notice, "take_up", sup_colleague), "accept", sup_colleague, reason="已落实。")
    assert notice.verdicts.get().outcome == Outcome.FEEDBACK_ACCEPTED


def test_serving_fixes_who_answers_and_by_when(served, head, head_official):
    notice = served()
    assert notice.respondent == head_official
    assert notice.reply_due == date(2026, 7, 14)  # ten working days after 2026-06-30
    assert {(row.channel, row.recipient) for row in deliveries_of(notice)} == {
        (Channel.EMAIL, head),
        (Channel.PORTAL, head),
    }


def test_an_official_is_addressed_himself(served, member, head):
    notice = served(official=member)
    assert {row.recipient for row in deliveries_of(notice)} == {member.user}
    with pytest.raises(NotAllowed):
        notice_acknowledge(notice=notice, actor=head)


def test_who_has_no_account_is_looked_after_by_a_person(served, member):
    member.user = None
    member.save()
    notice = served(official=member)
    assert notice.status == Status.SERVED
    assert [check.why for check in notice.checks.all()] == ["NO_ACCOUNT"]


def test_a_reply_gives_the_receipt_too(replied):
    notice = replied()
    assert notice.acked_at is not None
    assert notice.status == Status.REPLIED


def test_a_rectification_is_verified_by_somebody_else_then_struck_off(served, head, sup):
    notice = notice_reply(notice=served(request=Request.RECTIFY), actor=head, text="计划如下。")
    with pytest.raises(NotAllowed, match=r"."):
        do(notice, "take_up", sup)
    notice = rectification_report(notice=notice, actor=head, text="已整改。")
    notice = do(do(notice, "take_up", sup), "accept", sup, reason="现场核实。")
    assert notice.verdicts.get().outcome == Outcome.RECTIFICATION_VERIFIED
    assert do(notice, "close", sup).status == Status.CLOSED


def test_the_rectifying_unit_never_verifies(served, head, sup, education):
    notice = notice_reply(notice=served(request=Request.RECTIFY), actor=head, text="计划如下。")
    notice = rectification_report(notice=notice, actor=head, text="已整改。")
    sup.unit = education
    sup.save()
    with pytest.raises(NotAllowed):
        do(notice, "take_up", sup)


def test_an_insufficient_answer_goes_back_with_a_new_period(replied, sup, head):
    notice = do(do(replied(), "take_up", sup), "send_back", sup, reason="缺少合同。")
    assert (notice.status, notice.reply_due) == (Status.ACKED, date(2026, 7, 14))
    assert notice_reply(notice=notice, actor=head, text="补充合同。").status == Status.REPLIED
    assert deliveries_of(notice).filter(key__contains="back-1").count() == 1


def test_a_talk_or_transfer_is_recorded_as_words_only(replied, sup):
    notice = do(replied(), "take_up", sup)
    with pytest.raises(InvalidInput):
        notice_refer(notice=notice, actor=sup, outcome=Outcome.EXPLANATION_ACCEPTED, reason="r", follow_up="f")
    notice = notice_refer(notice=notice, actor=sup, outcome=Outcome.TALK, reason="苗头性问题。", follow_up="提醒谈话。")
    assert notice.status == Status.CLOSED


def test_a_returned_draft_is_checked_again(checked, deputy, sup_colleague):
    notice = do(checked(), "return_draft", deputy, reason="事实表述不清。")
    assert (notice.status, notice.checker, notice.submitted_at) == (Status.DRAFT, None, None)
    assert history_of(notice).last().reason == "事实表述不清。"
    with pytest.raises(NotAllowed):
        do(notice, "check_draft", sup_colleague)


def test_a_discarded_draft_frees_its_facts(draft, sup):
    notice = do(draft(), "discard", sup, reason="重复。")
    assert not notice.facts.filter(alive=True).exists()
    assert notice.doc_no is None


def test_a_red_notice_is_approved_by_the_secretary(checked, deputy, secretary):
    notice = checked(level=4)
    for user in (deputy, secretary):
        look_at_everything(notice, user)
    with pytest.raises(NotAllowed, match=r"."):
        do(notice, "approve", deputy)
    assert do(notice, "approve", secretary).status == Status.APPROVED


def test_two_people_answering_at_once_cannot_both_win(served, head):
    notice = served()
    notice_reply(notice=notice, actor=head, text="一")
    with pytest.raises(Conflict):
        notice_reply(notice=notice, actor=head, text="二")
    assert Notice.objects.get(pk=notice.pk).replies.count() == 1
