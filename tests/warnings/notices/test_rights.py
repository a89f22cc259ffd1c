"""Due process, by the names of handbook part 4."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from core import clock
from core.audit.models import AuditEntry
from core.deadlines.models import BasisTag
from core.errors import Conflict, InvalidInput, NotAllowed
from core.outbox.queries import deliveries_of
from core.outbox.sending import deliveries_send_due
from core.workflow.queries import actions_for, history_of
from early_warning.notices.choices import Decision, Outcome, Status
from early_warning.notices.models import EvidenceView, Notice, NoticeFact, Objection, RuleBasis
from early_warning.notices.queries import notices_of, replies_due
from early_warning.notices.services import (
    FactInput,
    NoticeInput,
    delivery_check_record,
    evidence_open,
    evidence_tick,
    extension_decide,
    extension_request,
    notice_draft,
    notice_edit,
    notice_refer,
    notice_reply,
    notices_remind,
    objection_decide,
    objection_raise,
)
from tests.support.cast import make_user
from tests.warnings.notices.conftest import do, look_at_everything, make_official, paper

pytestmark = pytest.mark.django_db
YEAR = (clock.start_of(clock.today()).replace(month=1, day=1).date(), clock.today() + timedelta(days=200))


def test_r01_no_machine_drafts_a_notice(education, head_official):
    given = NoticeInput(unit=education, subject="t", level=1)
    for nobody in (make_user("dat", "DAT", units=[education]), make_user("adm9", "ADM")):
        with pytest.raises(NotAllowed):
            notice_draft(given=given, actor=nobody)


def test_r02_drafter_checker_and_approver_differ_in_the_rules(draft, sup, education, city):
    both = make_user("both", "SUP", "DEP", units=[city], kind="TREE")
    notice = do(draft(actor=both), "submit", both)
    look_at_everything(notice, both)
    with pytest.raises(NotAllowed):
        do(notice, "check_draft", both)
    look_at_everything(notice, sup)
    notice = do(notice, "check_draft", sup)
    with pytest.raises(NotAllowed):  # P08: the drafter tries to approve his own notice
        do(notice, "approve", both)


def test_r02_whoever_checked_may_not_approve(draft, sup, deputy, city):
    both = make_user("both", "SUP", "DEP", units=[city], kind="TREE")
    notice = do(draft(), "submit", sup)
    look_at_everything(notice, both)
    notice = do(notice, "check_draft", both)
    with pytest.raises(NotAllowed):
        do(notice, "approve", both)


@pytest.mark.parametrize(
    "same", [("drafter", "checker"), ("drafter", "approver"), ("checker", "approver"), ("drafter", "signed_off_by")]
)
def test_r02_the_database_refuses_two_parts_in_one_hand(approved, same):
    notice = approved()
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.filter(pk=notice.pk).update(**{same[1]: getattr(notice, same[0])})


def test_r02_the_database_refuses_an_unchecked_or_unapproved_state(draft):
    notice = draft()
    for status in (Status.CHECKED, Status.APPROVED, Status.SERVED):
        with pytest.raises(IntegrityError), transaction.atomic():
            Notice.objects.filter(pk=notice.pk).update(status=status)


def test_r03_the_button_wakes_after_every_fact_was_opened_and_ticked(checked, deputy):
    notice = checked(facts=(FactInput(text="事实一。", files=[paper()]), FactInput(text="事实二。", files=[paper()])))

    def approve():
        return next(action for action in actions_for(notice, deputy) if action.name == "approve")

    first, second = notice.facts.all()
    assert not approve().allowed
    with pytest.raises(Conflict):
        evidence_tick(fact=first, actor=deputy)
    evidence_open(fact=first, actor=deputy)
    evidence_tick(fact=first, actor=deputy)
    evidence_open(fact=second, actor=deputy)
    assert not approve().allowed
    evidence_tick(fact=second, actor=deputy)
    assert approve().allowed
    assert AuditEntry.objects.filter(event="read", actor=deputy).count() == 2


def test_r03_a_rewritten_fact_is_opened_anew(draft, sup, sup_colleague):
    notice = draft()
    look_at_everything(notice, sup_colleague)
    fact = notice.facts.get()
    given = NoticeInput(unit=notice.unit, subject="t", level=2, facts=(FactInput(text="改写后的事实。", pk=fact.pk),))
    notice_edit(notice=notice, given=given, actor=sup)
    assert not EvidenceView.objects.filter(fact=fact).exists()
    assert NoticeFact.objects.get(pk=fact.pk).text == "改写后的事实。"


@pytest.mark.parametrize(
    "gap", [{"request_text": ""}, {"rule_text": ""}, {"facts": (FactInput(text="没有证据的事实。"),)}]
)
def test_r04_an_incomplete_notice_cannot_be_submitted(draft, sup, gap):
    with pytest.raises(NotAllowed):
        do(draft(**gap), "submit", sup)


def test_r04_how_to_object_and_the_contact_office_stand_in_every_notice(draft):
    notice = draft()
    assert "异议" in notice.objection_text
    assert "10个工作日" in notice.objection_text
    assert notice.contact_office
    assert notice.contact_phone


def test_r05_reply_with_text_and_files(replied):
    from core.attachments.services import attachments_of

    reply = replied().replies.get()
    assert [file.name for file in attachments_of(reply)] == ["凭证.txt"]


def test_r05_more_time_is_decided_by_staff_and_moves_the_due_day(served, head, sup):
    notice = served()
    asked = extension_request(notice=notice, actor=head, days=5, reason="资料调取中。")
    with pytest.raises(Conflict):
        extension_request(notice=notice, actor=head, days=2, reason="再次申请。")
    with pytest.raises(NotAllowed):
        extension_decide(extension=asked, actor=head, decision=Decision.GRANTED, reason="", days=5)
    extension_decide(extension=asked, actor=sup, decision=Decision.GRANTED, reason="", days=3)
    notice.refresh_from_db()
    assert str(notice.reply_due) == "2026-07-17"


def test_r05_silence_is_reminded_then_checked_by_a_person(served, head, sup, django_capture_on_commit_callbacks):
    notice = served()
    due = notice.reply_due
    deliveries_send_due()
    mail.outbox.clear()
    for day in range(-8, 1):
        notices_remind(today=due + timedelta(days=day))
        notices_remind(today=due + timedelta(days=day))
    deliveries_send_due()
    assert len(mail.outbox) == 2  # three working days before, and on the day; each once
    notices_remind(today=due + timedelta(days=1))
    notice.refresh_from_db()
    assert notice.status == Status.ESCALATED
    assert history_of(notice).last().actor is None
    notice = delivery_check_record(check=notice.checks.get(), actor=sup, way="PHONE", note="电话告知本人。")
    assert notice.status == Status.SERVED
    assert notice.reply_due >= due


def test_r05_after_silence_the_answer_is_still_taken(served, head):
    notice = served()
    notices_remind(today=notice.reply_due + timedelta(days=1))
    assert notice_reply(notice=notice, actor=head, text="迟复说明。").status == Status.REPLIED


def test_r05_silence_is_no_admission(served, sup):
    notice = served()
    notices_remind(today=notice.reply_due + timedelta(days=1))
    notice.refresh_from_db()
    with pytest.raises(NotAllowed):  # nobody has yet made sure that it arrived
        do(notice, "take_up_silent", sup, reason="未答复。")


@pytest.fixture
def objected(replied, head):
    return lambda **given: objection_raise(notice=replied(**given), actor=head, text="金额有误。")


def test_r06_an_objection_never_raises_the_level(objected, secretary):
    notice = objected(level=2)
    with pytest.raises(InvalidInput):
        objection_decide(
            objection=notice.objections.get(), actor=secretary, decision=Decision.PARTLY, reason="r", level=3
        )
    notice = objection_decide(
        objection=notice.objections.get(), actor=secretary, decision=Decision.PARTLY, reason="部分采纳。", level=1
    )
    assert (notice.level, notice.status) == (1, Status.REPLIED)


def test_r06_after_an_objection_nothing_heavier_comes_of_the_same_notice(objected, secretary, sup):
    notice = objected()
    notice = objection_decide(
        objection=notice.objections.get(), actor=secretary, decision=Decision.REFUSED, reason="事实清楚。"
    )
    notice = do(notice, "take_up", sup)
    with pytest.raises(NotAllowed):
        notice_refer(notice=notice, actor=sup, outcome=Outcome.TRANSFER, reason="r", follow_up="f")


def test_r06_a_heavier_notice_needs_new_facts_and_another_approver(objected, secretary, checked, deputy):
    text = "同一事实。"
    notice = objected(level=2, facts=(FactInput(text=text, files=[paper()]),))
    objection_decide(objection=notice.objections.get(), actor=secretary, decision=Decision.GRANTED, reason="采纳。")
    same = checked(level=3, facts=(FactInput(text=text, files=[paper()]),))
    for user in (deputy, secretary):
        look_at_everything(same, user)
    with pytest.raises(NotAllowed):
        do(same, "approve", secretary)
    do(same, "return_draft", secretary, reason="补充新事实。")
    do(same, "discard", same.drafter, reason="重拟。")
    more = checked(level=3, facts=(FactInput(text=text, files=[paper()]), FactInput(text="新事实。", files=[paper()])))
    for user in (deputy, secretary):
        look_at_everything(more, user)
    with pytest.raises(NotAllowed):  # the deputy approved the first one
        do(more, "approve", deputy)
    assert do(more, "approve", secretary).status == Status.APPROVED


def test_r07_an_objection_is_decided_outside_the_chain_with_a_reason(objected, deputy, trial, head):
    notice = objected()
    objection = notice.objections.get()
    assert str(objection.decide_by) == "2026-07-14"
    with pytest.raises(NotAllowed):
        objection_decide(objection=objection, actor=deputy, decision=Decision.REFUSED, reason="r")
    with pytest.raises(InvalidInput):
        objection_decide(objection=objection, actor=trial, decision=Decision.REFUSED, reason=" ")
    assert list(Objection.objects.to_decide(deputy)) == []
    assert list(Objection.objects.to_decide(trial)) == [objection]
    objection_decide(objection=objection, actor=trial, decision=Decision.REFUSED, reason="事实清楚。")
    assert deliveries_of(notice).filter(key__contains=f"objection-{objection.pk}", recipient=head).exists()


def test_r07_whoever_waited_for_the_decision_gets_time_to_answer(acked, head, trial):
    notice = objection_raise(notice=acked(), actor=head, text="有异议。")
    Notice.objects.filter(pk=notice.pk).update(reply_due=clock.today())
    objection = notice.objections.get()
    notice = objection_decide(objection=objection, actor=trial, decision=Decision.REFUSED, reason="维持。")
    assert (notice.status, str(notice.reply_due)) == (Status.ACKED, "2026-07-07")


def test_r08_a_revoked_notice_leaves_dossier_and_figures_but_not_the_trail(served, member, deputy, education):
    notice = served(official=member)
    assert list(notices_of(member)) == [notice]
    assert replies_due(education, *YEAR) == (0, 1)
    notice = do(notice, "revoke", deputy, reason="经核实不属实。")
    assert list(notices_of(member)) == []
    assert replies_due(education, *YEAR) == (0, 0)
    assert not Notice.objects.effective().exists()
    assert history_of(notice).last().reason == "经核实不属实。"
    assert AuditEntry.objects.filter(object_id=notice.pk, content_type__model="notice").exists()


def test_r08_the_addressee_and_everybody_with_a_copy_are_told(served, head, secretary, deputy):
    notice = served(copies=((secretary, "市纪委书记"),))
    do(notice, "revoke", deputy, reason="撤销。")
    told = deliveries_of(notice).filter(key__contains=":revoke:", channel="EMAIL")
    assert {row.recipient for row in told} == {head, secretary}


def test_r08_the_facts_of_a_revoked_notice_may_be_noticed_again(served, deputy, draft):
    fact = FactInput(text="同一事实。", files=[paper()])
    notice = served(facts=(fact,))
    with pytest.raises(Conflict):
        draft(facts=(FactInput(text="同一 事实", files=[paper()]),))
    do(notice, "revoke", deputy, reason="撤销。")
    assert draft(facts=(FactInput(text="同一事实。", files=[paper()]),)).pk


def test_r37_the_third_notice_to_one_person_needs_a_deputys_sign_off(served, checked, member, deputy, secretary):
    served(official=member)
    served(official=member)
    third = checked(official=member)
    look_at_everything(third, secretary)
    with pytest.raises(NotAllowed):
        do(third, "approve", secretary)
    with pytest.raises(NotAllowed):
        do(third, "sign_off", secretary, reason="确有必要。")
    third = do(third, "sign_off", deputy, reason="确有必要。")
    assert do(third, "approve", secretary).status == Status.APPROVED


def test_r37_other_people_and_older_notices_do_not_count(served, checked, member, other_member, deputy):
    old = served(official=member)
    Notice.objects.filter(pk=old.pk).update(approved_at=clock.now() - timedelta(days=40))
    served(official=member)
    served(official=other_member)
    notice = checked(official=member)
    look_at_everything(notice, deputy)
    assert do(notice, "approve", deputy).status == Status.APPROVED


def test_r37_the_database_refuses_the_same_facts_twice(draft):
    fact = draft().facts.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        NoticeFact.objects.create(notice=draft(), text="x", fingerprint=fact.fingerprint)


def test_r38_the_drafter_never_learns_of_an_objection(objected, sup, deputy, head, trial):
    notice = objected()
    assert notice.status == Status.OBJECTED
    assert notice.status_for(sup) == Status.REPLIED
    shown = Notice.objects.for_staff(sup).with_shown_status(sup)
    assert not shown.filter(shown_status=Status.OBJECTED).exists()
    assert not Objection.objects.visible_to(sup).exists()
    assert "raise_objection" not in {line.name for line in history_of(notice, sup)}
    with pytest.raises(Conflict) as refused:
        do(notice, "take_up", sup)
    assert str(Status.OBJECTED.label) not in str(refused.value)
    for knowing in (trial, deputy, head):
        assert notice.status_for(knowing) == Status.OBJECTED
        assert Objection.objects.visible_to(knowing).exists()


def test_r38_an_upheld_objection_looks_like_any_revocation_to_the_drafter(objected, sup, trial):
    notice = objected()
    notice = objection_decide(
        objection=notice.objections.get(), actor=trial, decision=Decision.GRANTED, reason="异议成立。"
    )
    assert notice.status_for(sup) == Status.REVOKED
    assert "异议" not in notice.revoke_reason
    assert "uphold_objection" not in {line.name for line in history_of(notice, sup)}


def test_r38_an_objection_is_no_input_to_the_indicator(acked, head, education):
    notice = acked()
    assert replies_due(education, *YEAR) == (0, 1)
    objection_raise(notice=notice, actor=head, text="有异议。")
    assert replies_due(education, *YEAR) == (0, 0)


def test_only_general_knowledge_is_not_printed_before_it_was_checked(draft, admin):
    rule = draft(rule_text="某规定第九条", rule_tag=BasisTag.GK).rule
    assert not rule.printable
    RuleBasis.objects.filter(pk=rule.pk).update(checked_by=admin, checked_at=clock.now())
    rule.refresh_from_db()
    assert rule.printable


def test_a_notice_to_oneself_is_seen_only_when_it_is_served(draft, education, sup_colleague):
    official = make_official(education, sup_colleague)
    notice = draft(official=official)
    assert not Notice.objects.visible_to(sup_colleague).filter(pk=notice.pk).exists()
