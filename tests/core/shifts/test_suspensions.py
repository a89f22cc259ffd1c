"""Counting stops for three reasons only, asked by one person and approved by another, and never silently."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from core.deadlines.shifts.models import Extension, Suspension
from core.deadlines.shifts.services import extension_ask, suspension_ask, suspensions_run_out
from core.digests.services import digests_send
from core.errors import Conflict, InvalidInput, NotAllowed
from core.outbox.models import Channel, Delivery
from core.workflow.queries import history_of
from core.workflow.services import transition_perform
from early_warning.notices.services import notices_remind
from tests.core.shifts.conftest import FOLLOW_UP, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(notice, sup):
    def ask(**given):
        values = {"reason": "HOSPITAL", "note": "住院治疗", "start": date(2026, 6, 15), "end": date(2026, 6, 18)}
        return suspension_ask(record=notice, actor=sup, **(values | given))

    return ask


def do(shift, name, actor, reason=""):
    return transition_perform(instance=shift, name=name, actor=actor, reason=reason)


def test_an_approved_suspension_moves_the_due_day_by_the_working_days_that_stood_still(asked, notice, deputy):
    shift = do(asked(), "approve", deputy)
    notice.refresh_from_db()
    assert notice.reply_due == shift.due_after == date(2026, 7, 3)
    assert shift.due_before == date(2026, 6, 29)


def test_the_record_says_so_in_its_history_and_on_its_page(client, asked, notice, deputy, sup):
    do(asked(start=TODAY), "approve", deputy)
    line = history_of(notice).last()
    assert (line.name, line.actor, line.reason) == ("suspension", deputy, "当事人住院")
    assert str(date(2026, 7, 6)) in line.label
    client.force_login(sup)
    text = client.get(notice.get_absolute_url(), headers={"accept-language": "en"}).content.decode()
    assert "Person hospitalised" in text or "当事人住院" in text


def test_the_addressee_learns_of_his_new_day_and_sees_the_reason(client, asked, notice, deputy, head):
    do(asked(start=TODAY), "approve", deputy)
    mail = Delivery.objects.get(recipient=head, channel=Channel.EMAIL)
    assert "答复期限：2026-07-06" in mail.body
    client.force_login(head)
    assert client.get(f"/portal/notices/{notice.pk}/").status_code == 200


def test_r02_nobody_approves_what_he_asked_for(asked, deputy):
    shift = asked()
    Suspension.objects.filter(pk=shift.pk).update(asked_by=deputy)
    with pytest.raises(NotAllowed, match="申请人"):
        do(shift, "approve", deputy)
    with pytest.raises(IntegrityError), transaction.atomic():
        Suspension.objects.filter(pk=shift.pk).update(approver=deputy)


def test_offices_ask_but_do_not_decide(asked, sup, sup_colleague):
    shift = asked()
    for person in (sup, sup_colleague):
        with pytest.raises(NotAllowed):
            do(shift, "approve", person)


def test_a_refusal_needs_its_reason_and_leaves_the_day(asked, notice, deputy):
    shift = asked()
    with pytest.raises(InvalidInput):
        do(shift, "refuse", deputy)
    do(shift, "refuse", deputy, "证明不足")
    notice.refresh_from_db()
    assert notice.reply_due == date(2026, 6, 29)
    with pytest.raises(Conflict):
        do(shift, "approve", deputy)


def test_only_whoever_asked_withdraws(asked, sup, sup_colleague):
    shift = asked()
    with pytest.raises(NotAllowed):
        do(shift, "withdraw", sup_colleague)
    assert do(shift, "withdraw", sup).status == "WITHDRAWN"


def test_who_neither_acts_nor_follows_up_cannot_ask(notice, liaison):
    with pytest.raises(NotAllowed):
        suspension_ask(record=notice, actor=liaison, reason="HOSPITAL", note="x", start=TODAY)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"reason": "HOLIDAY"}, "reason"),
        ({"note": "  "}, "note"),
        ({"end": date(2026, 6, 14)}, "end"),
        ({"start": date(2026, 6, 30), "end": None}, "start"),
    ],
)
def test_what_cannot_be_taken_names_its_field(asked, given, field):
    with pytest.raises(InvalidInput) as caught:
        asked(**given)
    assert caught.value.field == field


def test_one_suspension_is_alive_at_a_time(asked):
    asked()
    with pytest.raises(Conflict):
        asked()


def test_while_it_stands_still_nobody_is_reminded_and_nobody_is_late(asked, notice, deputy, settings):
    do(asked(start=TODAY, end=None), "approve", deputy)
    settings.TODAY = date(2026, 7, 1)
    digests_send()
    assert notices_remind() == {"reminded": 0, "escalated": 0}
    assert not Delivery.objects.filter(subject__contains="项待办").exists()


def test_an_open_suspension_moves_the_day_when_it_ends(asked, notice, sup, deputy, settings):
    shift = do(asked(end=None), "approve", deputy)
    notice.refresh_from_db()
    assert notice.reply_due == date(2026, 6, 29)
    settings.TODAY = date(2026, 6, 18)
    shift = do(shift, "stop", sup, "已出院")
    notice.refresh_from_db()
    assert (shift.status, shift.end, notice.reply_due) == ("ENDED", date(2026, 6, 18), date(2026, 7, 3))


def test_ending_early_gives_back_the_days_that_were_counted(asked, notice, sup, deputy, settings):
    shift = do(asked(), "approve", deputy)
    settings.TODAY = date(2026, 6, 16)
    do(shift, "stop", sup, "提前出院")
    notice.refresh_from_db()
    assert notice.reply_due == date(2026, 7, 1)


def test_ending_before_it_began_changes_nothing(asked, notice, sup, deputy):
    do(do(asked(), "approve", deputy), "stop", sup, "取消住院")
    notice.refresh_from_db()
    assert notice.reply_due == date(2026, 6, 29)


def test_its_last_day_over_it_runs_out_by_itself_once(asked, deputy, settings):
    shift = do(asked(), "approve", deputy)
    assert suspensions_run_out() == 0
    assert suspensions_run_out(today=date(2026, 6, 19)) == 1
    assert suspensions_run_out(today=date(2026, 6, 19)) == 0
    shift.refresh_from_db()
    assert shift.status == "ENDED"


def test_without_a_rule_calendar_days_are_counted(follow_up, sup, deputy):
    talk = follow_up(date(2026, 9, 12))
    shift = suspension_ask(
        record=talk, kind=FOLLOW_UP, actor=sup, reason="EVIDENCE", note="x", start=TODAY, end=TODAY + timedelta(days=9)
    )
    do(shift, "approve", deputy)
    talk.refresh_from_db()
    assert talk.follow_up_due == date(2026, 9, 22)


def test_a_moment_is_not_moved_by_a_request(follow_up, sup):
    with pytest.raises(InvalidInput):
        suspension_ask(
            record=follow_up(date(2026, 9, 12)), kind="supervision.talk:planned_at__date", actor=sup,
            reason="EVIDENCE", note="x", start=TODAY,
        )  # fmt: skip


def test_requests_are_seen_with_their_record(client, asked, stranger, sup_colleague):
    shift = asked()
    assert Suspension.objects.visible_to(sup_colleague).count() == 1
    assert not Suspension.objects.visible_to(stranger).exists()
    client.force_login(stranger)
    assert client.get(shift.get_absolute_url()).status_code == 404


def test_it_is_asked_and_decided_on_pages(client, notice, sup, deputy):
    client.force_login(sup)
    url = f"/deadlines/suspensions/ask/?record=warnings.notice:{notice.pk}"
    assert client.get(url).status_code == 200
    refused = client.post(url, {"reason": "HOSPITAL", "note": "x", "start": "2026-06-30"})
    assert refused.status_code == 422
    client.post(url, {"reason": "HOSPITAL", "note": "住院", "start": "2026-06-15", "end": "2026-06-18"})
    shift = Suspension.objects.get()
    client.force_login(deputy)
    assert shift.about() in client.get("/").content.decode()
    assert client.get(shift.get_absolute_url()).status_code == 200
    client.post(f"/records/core/suspension/{shift.pk}/approve/")
    shift.refresh_from_db()
    assert shift.status == "APPROVED"
    assert "2026-07-03" in client.get("/deadlines/suspensions/").content.decode()


def test_a_hidden_record_cannot_be_asked_about(client, notice, stranger):
    client.force_login(stranger)
    assert client.get(f"/deadlines/suspensions/ask/?record=warnings.notice:{notice.pk}").status_code == 404
    assert client.get("/deadlines/suspensions/ask/?record=no.such:1").status_code == 404


def test_the_api_asks_and_decides(client, notice, sup, deputy):
    client.force_login(sup)
    answer = client.post(
        "/api/v1/suspensions/",
        {"record": f"warnings.notice:{notice.pk}", "reason": "FORCE_MAJEURE", "note": "洪涝", "start": "2026-06-15"},
        content_type="application/json",
    )
    assert answer.status_code == 201
    client.force_login(deputy)
    done = client.post(f"/api/v1/suspensions/{answer.json()['id']}/transitions/approve/", {})
    assert done.json()["status"] == "APPROVED"


def test_an_extension_stays_within_the_limit_and_adds_up(follow_up, sup, deputy):
    talk = follow_up(date(2026, 6, 22))
    with pytest.raises(InvalidInput, match="2026-07-06"):
        extension_ask(record=talk, kind=FOLLOW_UP, new_due=date(2026, 7, 7), reason="x", actor=sup)
    first = extension_ask(record=talk, kind=FOLLOW_UP, new_due=date(2026, 6, 29), reason="材料多", actor=sup)
    do(first, "approve", deputy)
    talk.refresh_from_db()
    assert talk.follow_up_due == date(2026, 6, 29)
    assert history_of(talk).last().name == "extension"
    with pytest.raises(InvalidInput, match="2026-07-06"):
        extension_ask(record=talk, kind=FOLLOW_UP, new_due=date(2026, 7, 13), reason="x", actor=sup)
    do(extension_ask(record=talk, kind=FOLLOW_UP, new_due=date(2026, 7, 6), reason="x", actor=sup), "approve", deputy)


def test_r02_an_extension_is_granted_by_another_in_the_database_too(follow_up, sup, deputy):
    shift = extension_ask(
        record=follow_up(date(2026, 6, 22)), kind=FOLLOW_UP, new_due=date(2026, 6, 29), reason="x", actor=sup
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Extension.objects.filter(pk=shift.pk).update(approver=sup)


def test_more_time_for_a_reply_is_asked_in_the_portal_only(notice, sup):
    with pytest.raises(InvalidInput):
        extension_ask(record=notice, new_due=date(2026, 7, 6), reason="x", actor=sup)


def test_no_extension_while_the_counting_stands_still(follow_up, sup, deputy):
    talk = follow_up(date(2026, 6, 22))
    shift = suspension_ask(record=talk, kind=FOLLOW_UP, actor=sup, reason="EVIDENCE", note="x", start=TODAY)
    do(shift, "approve", deputy)
    with pytest.raises(Conflict):
        extension_ask(record=talk, kind=FOLLOW_UP, new_due=date(2026, 6, 29), reason="x", actor=sup)


def test_the_law_is_not_stretched(follow_up, monkeypatch):
    from core.deadlines.queries import deadline_rule
    from core.deadlines.shifts import queries

    term = queries.term_of(follow_up(date(2026, 6, 22)), FOLLOW_UP)
    by = {code: queries.latest_due(queries.Term(**(vars(term) | {"rule": deadline_rule(code)}))) for code in
          ("D10a", "D01", "D05", "D29")}  # fmt: skip
    assert by == {"D10a": None, "D01": None, "D05": date(2026, 9, 20), "D29": date(2026, 7, 6)}
