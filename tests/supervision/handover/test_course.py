"""The course of a handover from the change of head to the check after 90 days; deadlines D34a, D34b, D34c."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from core.errors import Conflict, InvalidInput, NotAllowed
from core.mechanisms.services import line_add, line_edit
from core.outbox.queries import messages_to
from core.workflow.queries import history_of
from early_warning.ecology.entries.models import OfficeEntry
from officials.models import Official
from supervision.handover.choices import Keeper, Status
from supervision.handover.models import Handover
from supervision.handover.services import handover_open
from tests.supervision.handover.conftest import TODAY, do, lines_of

pytestmark = pytest.mark.django_db


def test_r01_a_change_of_head_opens_nothing_by_itself(change):
    assert not Handover.objects.exists()


def test_a_person_opens_it_with_both_heads_and_ten_days_for_the_list(opened, old_head, new_head):
    handover = opened()

    assert (handover.outgoing, handover.incoming) == (old_head, new_head)
    assert (handover.status, handover.due_on) == (Status.TRIGGERED, date(2026, 6, 25))


def test_it_is_opened_once(opened, change, sup):
    opened()

    with pytest.raises(Conflict):
        handover_open(tenure=change, actor=sup)


def test_the_first_head_of_a_post_takes_over_nothing(old_head, sup):
    with pytest.raises(InvalidInput, match="No head followed"):
        handover_open(tenure=old_head.tenures.get(), actor=sup)


@pytest.mark.parametrize("who", ["liaison", "stranger", "admin"])
def test_who_does_not_run_handovers_of_the_unit_opens_none(who, change, request):
    with pytest.raises(NotAllowed):
        handover_open(tenure=change, actor=request.getfixturevalue(who))


def test_nobody_opens_his_own(change, new_head):
    with pytest.raises(NotAllowed, match="his own"):
        handover_open(tenure=change, actor=new_head.user)


def test_the_system_draws_every_open_problem_of_the_unit(drawn):
    handover = drawn()

    assert [item.title for item in handover.items.all()] == ["食堂采购未招标", "公车台账缺失"]
    assert {item.source for item in handover.items.all()} == {"SYSTEM"}


def test_the_outgoing_head_adds_what_remains_but_rewords_nothing(drawn, head):
    handover = drawn()
    item = handover.items.first()

    line_edit(record=handover, lines=lines_of(0), line=item, values={"remaining": "两份合同"}, actor=head)
    with pytest.raises(InvalidInput, match="drawn by the system"):
        line_edit(record=handover, lines=lines_of(0), line=item, values={"title": "无"}, actor=head)

    item.refresh_from_db()
    assert (item.title, item.remaining) == ("食堂采购未招标", "两份合同")


def test_after_his_statement_the_list_is_no_longer_his(supplemented, head):
    with pytest.raises(NotAllowed, match="no longer"):
        line_add(record=supplemented(), lines=lines_of(0), values={"origin": "x", "title": "x"}, actor=head)


def test_a_head_who_cannot_speak_is_gone_on_without(drawn, sup):
    assert do(drawn(), "go_on", sup, reason="已离世").status == Status.SUPPLEMENTED


def test_signatures_are_due_ten_working_days_after_taking_office(supplemented):
    assert supplemented().due_on == date(2026, 6, 30)


def test_a_head_does_not_supervise_his_own_handover(supplemented, sup, head):
    with pytest.raises(InvalidInput, match="his own"):
        do(supplemented(), "meet", sup, met_on=TODAY, place="x", supervisor=head)


def test_a_meeting_that_has_not_taken_place_is_not_recorded(supplemented, sup, sup_colleague):
    with pytest.raises(InvalidInput, match="not taken place"):
        do(supplemented(), "meet", sup, met_on=date(2026, 6, 23), place="x", supervisor=sup_colleague)


def test_the_incoming_head_objects_item_by_item_and_gets_reasons(met, new_head, sup):
    handover = met()
    item = handover.items.first()
    handover = do(handover, "object", new_head.user, objections={item.pk: "金额不符"})
    assert handover.status == Status.OBJECTED

    handover = do(handover, "answer", sup, answers={item.pk: "已核对，金额属实"})

    item.refresh_from_db()
    assert (handover.status, item.objection, item.answer) == (Status.MET, "金额不符", "已核对，金额属实")


def test_an_objection_voids_the_signatures_given_before(met, head, new_head):
    handover = do(met(), "sign", head)

    handover = do(handover, "object", new_head.user, objections={handover.items.first().pk: "x"})

    assert handover.outgoing_signed_at is None


def test_three_signatures_make_it_signed(met, head, new_head, sup_colleague):
    handover = met()
    for signer in (head, new_head.user):
        handover = do(handover, "sign", signer)
        assert handover.status == Status.MET
    handover = do(handover, "sign", sup_colleague)

    assert handover.status == Status.SIGNED
    assert (handover.signed_on, handover.due_on) == (TODAY, date(2026, 7, 22))
    assert handover.doc_no.startswith("云纪交〔2026〕")
    assert {copy.keeper for copy in handover.copies.all()} == set(Keeper.values)


def test_nobody_signs_twice_and_nobody_else_signs(met, head, sup, deputy):
    handover = do(met(), "sign", head)

    with pytest.raises(NotAllowed, match="already"):
        do(handover, "sign", head)
    for other in (sup, deputy):
        with pytest.raises(NotAllowed, match="role"):
            do(handover, "sign", other)


def test_the_database_keeps_no_signed_handover_without_all_three(met):
    with pytest.raises(IntegrityError), transaction.atomic():
        Handover.objects.filter(pk=met().pk).update(status="SIGNED")


def scan() -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile("签字页.pdf", b"%PDF-1.7 x")]


def test_a_head_without_an_account_signs_on_paper_with_its_scan(met, sup, head, new_head, sup_colleague):
    handover = met()
    Official.objects.filter(pk=new_head.pk).update(user=None)
    with pytest.raises(InvalidInput, match="scan"):
        do(handover, "sign_on_paper", sup, who="incoming")
    handover = do(handover, "sign_on_paper", sup, who="incoming", files=scan())
    with pytest.raises(InvalidInput, match="already"):
        do(handover, "sign_on_paper", sup, who="incoming", files=scan())
    do(handover, "sign", head)

    assert do(handover, "sign", sup_colleague).status == Status.SIGNED


def test_a_head_who_can_sign_himself_signs_on_paper_only_for_a_stated_reason_and_is_told(met, sup, new_head):
    handover = met()
    with pytest.raises(InvalidInput, match="has an account") as refusal:
        do(handover, "sign_on_paper", sup, who="incoming", files=scan())
    assert refusal.value.field == "reason"
    before = messages_to(new_head.user).count()

    handover = do(handover, "sign_on_paper", sup, who="incoming", files=scan(), reason="住院，无法登录")

    assert handover.incoming_way == "PAPER"
    assert messages_to(new_head.user).count() == before + 1
    assert history_of(handover).last().reason == "住院，无法登录"


def test_the_register_of_taking_office_learns_the_day(signed, change):
    signed()

    assert OfficeEntry.objects.get(tenure=change).handover_on == TODAY


def test_the_new_heads_plan_is_returned_or_accepted(planned, new_head, sup):
    handover = do(planned(), "return_plan", sup, reason="缺时限")
    assert (handover.status, handover.due_on) == (Status.SIGNED, date(2026, 7, 22))

    handover = do(do(handover, "submit_plan", new_head.user, plan="七月底"), "accept_plan", sup)

    assert (handover.status, handover.due_on) == (Status.CHECK_90D, date(2026, 9, 20))


def test_the_check_waits_for_its_day(followed, sup):
    with pytest.raises(NotAllowed, match="not come yet"):
        do(followed(), "record_check", sup, check_result="x", progress={})


def test_who_checked_does_not_complete_it(checked, sup, deputy):
    handover = checked()
    with pytest.raises(NotAllowed):
        do(handover, "complete", sup)
    Handover.objects.filter(pk=handover.pk).update(checked_by=deputy)
    with pytest.raises(NotAllowed, match="checked"):
        do(handover, "complete", deputy)
    with pytest.raises(IntegrityError), transaction.atomic():
        Handover.objects.filter(pk=handover.pk).update(approver=deputy)


def test_a_leader_completes_it(checked, deputy):
    handover = do(checked(), "complete", deputy)

    assert (handover.status, handover.due_on) == (Status.DONE, None)
    assert handover.closed_at is not None


def test_an_unchecked_handover_is_not_completed(followed, deputy):
    with pytest.raises(NotAllowed, match="not recorded"):
        do(followed(), "complete", deputy)


def test_a_leader_cancels_and_it_can_be_opened_again(drawn, deputy, sup, change):
    assert do(drawn(), "cancel", deputy, reason="任免撤销").status == Status.CANCELLED

    assert handover_open(tenure=change, actor=sup).status == Status.TRIGGERED


STATE_OF = {
    "draw": "opened", "go_on": "drawn", "meet": "supplemented", "sign_on_paper": "met", "return_plan": "planned",
    "accept_plan": "planned", "record_check": "followed",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(STATE_OF))
def test_the_office_runs_it_and_nobody_of_the_unit(name, head, liaison, request):
    handover = request.getfixturevalue(STATE_OF[name])()

    for who in (head, liaison):
        with pytest.raises(NotAllowed, match="role"):
            do(handover, name, who, reason="x")


@pytest.mark.parametrize(
    ("name", "state"), [("supplement", "drawn"), ("object", "met"), ("submit_plan", "signed"), ("complete", "checked")]
)
def test_what_is_the_heads_or_the_leaders_is_not_the_offices(name, state, sup, request):
    handover = request.getfixturevalue(state)()

    with pytest.raises(NotAllowed, match="role"):
        do(handover, name, sup, statement="x", plan="x", objections={})


def test_the_two_heads_do_not_change_parts(drawn, met, head, new_head):
    with pytest.raises(NotAllowed):
        do(met(), "object", head, objections={})


@pytest.mark.parametrize(
    ("name", "who"), [("draw", "sup"), ("meet", "sup"), ("answer", "sup"), ("complete", "deputy"), ("sign", "head")]
)
def test_no_step_is_taken_from_the_wrong_state(name, who, drawn, request):
    with pytest.raises(Conflict):
        do(drawn(), name, request.getfixturevalue(who))


def test_a_signed_handover_is_not_cancelled(signed, deputy):
    with pytest.raises(Conflict):
        do(signed(), "cancel", deputy, reason="x")
