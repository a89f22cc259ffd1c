"""The staff pages: making, checking, approving, verifying, deciding."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.deadlines.calendar import add_workdays
from core.outbox.models import Delivery
from core.workbench.queries import todos_for, workbench_for
from early_warning.notices.choices import Kind, Status
from early_warning.notices.models import DeliveryCheck, Notice, RuleBasis
from early_warning.notices.services import (
    extension_request,
    notice_acknowledge,
    notices_remind,
    objection_decide,
    objection_raise,
)
from tests.warnings.notices.conftest import do, look_at_everything, paper

pytestmark = pytest.mark.django_db


def letter(education, **more) -> dict:
    values = {
        "unit": education.pk,
        "subject": "采购公示情况",
        "level": "2",
        "source": "MANUAL",
        "rule_text": "《政府采购法》第三十一条",
        "rule_tag": "V-LAW",
        "request": "EXPLAIN",
        "request_text": "请说明。",
        "facts-TOTAL_FORMS": "2",
        "facts-INITIAL_FORMS": "0",
        "facts-0-text": "两项采购未公示。",
        "facts-1-text": "",
    }
    return values | more


def test_a_draft_is_written_and_rewritten_on_the_page(client, education, head_official, sup):
    client.force_login(sup)
    client.post(reverse("notice-draft", args=["warning"]), letter(education) | {"facts-0-files": paper()})
    notice = Notice.objects.get()
    fact = notice.facts.get()
    assert (notice.subject, notice.drafter, notice.reply_days) == ("采购公示情况", sup, None)
    changed = letter(education, subject="改后的事由") | {
        "facts-TOTAL_FORMS": "1",
        "facts-INITIAL_FORMS": "1",
        "facts-0-pk": str(fact.pk),
    }
    del changed["facts-1-text"]
    answer = client.post(reverse("notice-edit", args=[notice.pk]), changed)
    assert answer.status_code == 302
    notice.refresh_from_db()
    assert (notice.subject, notice.facts.get().pk) == ("改后的事由", fact.pk)


def test_copies_are_entered_on_the_page_and_told_of_the_revocation(
    client, education, head_official, sup, sup_colleague, deputy, liaison
):
    client.force_login(sup)
    given = letter(education) | {"facts-0-files": paper(), "copies": [liaison.pk]}
    client.post(reverse("notice-draft", args=["warning"]), given)
    notice = Notice.objects.get()
    assert [(copy.user, copy.label) for copy in notice.copies.all()] == [(liaison, "市教育局")]
    page = client.get(reverse("notice-edit", args=[notice.pk])).content.decode()
    assert f'<option value="{liaison.pk}" selected' in page
    do(notice, "submit", sup)
    for name, actor in (("check_draft", sup_colleague), ("approve", deputy)):
        look_at_everything(notice, actor)
        do(notice, name, actor)
    do(do(notice, "serve", sup), "revoke", deputy, reason="事实有误。")
    told = Delivery.objects.filter(recipient=liaison, channel="PORTAL").values_list("key", flat=True)
    assert [key.split(":")[2] for key in told] == ["copy", "revoke"]


def test_a_refused_draft_keeps_what_was_typed(client, education, head_official, sup, draft):
    draft(facts=())
    client.force_login(sup)
    first = client.post(reverse("notice-draft", args=["warning"]), letter(education) | {"facts-0-files": paper()})
    again = client.post(reverse("notice-draft", args=["warning"]), letter(education) | {"facts-0-files": paper()})
    assert (first.status_code, again.status_code) == (302, 422)
    assert "两项采购未公示。" in again.content.decode()


def test_a_reminder_has_its_own_page_without_level(client, education, head_official, sup):
    client.force_login(sup)
    page = client.get(reverse("notice-draft", args=["reminder"])).content.decode()
    assert 'name="level"' not in page
    client.post(reverse("notice-draft", args=["reminder"]), letter(education) | {"facts-0-files": paper()})
    assert Notice.objects.get().kind == Kind.REMINDER
    assert client.get(reverse("notice-draft", args=["verdict"])).status_code == 404


def test_the_checker_opens_ticks_and_checks_on_the_page(client, draft, sup, sup_colleague):
    notice = do(draft(), "submit", sup)
    fact = notice.facts.get()
    client.force_login(sup_colleague)
    page = client.get(notice.get_absolute_url())
    assert page.status_code == 200
    assert "disabled" in page.content.decode()
    opened = client.post(reverse("notice-fact-open", args=[notice.pk, fact.pk])).content.decode()
    assert "凭证.txt" in opened
    ticked = client.post(reverse("notice-fact-tick", args=[notice.pk, fact.pk]), {"ticked": "on"}).content.decode()
    assert 'hx-swap-oob="true"' in ticked
    client.post(reverse("transition", args=["warnings", "notice", notice.pk, "check_draft"]))
    notice.refresh_from_db()
    assert notice.status == Status.CHECKED


def test_the_drafter_ticks_nothing(client, draft, sup):
    fact = draft().facts.get()
    client.force_login(sup)
    client.post(reverse("notice-fact-open", args=[fact.notice_id, fact.pk]))
    answer = client.post(reverse("notice-fact-tick", args=[fact.notice_id, fact.pk]), {"ticked": "on"})
    assert answer.status_code == 403


def test_p08_the_drafter_finds_approval_closed_with_the_reason(client, checked, deputy, sup):
    notice = checked()
    Notice.objects.filter(pk=notice.pk).update(drafter=deputy)
    client.force_login(deputy)
    page = client.get(notice.get_absolute_url()).content.decode()
    assert "aria-disabled" in page
    client.post(reverse("transition", args=["warnings", "notice", notice.pk, "approve"]))
    notice.refresh_from_db()
    assert notice.status == Status.CHECKED


@pytest.mark.parametrize(
    "name", ["reply", "raise_objection", "refuse_objection", "escalate", "delivery_checked", "refer"]
)
def test_no_door_runs_a_step_without_its_service_or_out_of_its_turn(client, replied, deputy, name):
    """403: not this person's, or a service's alone; 409: not from this state."""
    notice = replied()
    client.force_login(deputy)
    client.post(reverse("transition", args=["warnings", "notice", notice.pk, name]))
    assert client.post(f"/api/v1/notices/{notice.pk}/transitions/{name}/").status_code in (403, 409)
    notice.refresh_from_db()
    assert notice.status == Status.REPLIED


def test_more_time_is_decided_on_its_page(client, served, head, sup):
    asked = extension_request(notice=served(), actor=head, days=5, reason="调取资料。")
    client.force_login(sup)
    address = reverse("extension-decide", args=[asked.pk])
    assert "调取资料。" in client.get(address).content.decode()
    assert client.post(address, {"decision": "REFUSED", "reason": ""}).status_code == 422
    assert client.post(address, {"decision": "GRANTED", "days": "5"}).status_code == 302
    assert client.get(address).status_code == 404  # decided


def test_an_objection_is_decided_on_its_page(client, acked, head, trial, deputy):
    objection = objection_raise(notice=acked(), actor=head, text="有异议。").objections.get()
    address = objection.get_absolute_url()
    client.force_login(deputy)
    assert "<form" not in client.get(address).content.decode().split('id="main"')[1].split("</main>")[0]
    client.force_login(trial)
    assert client.post(address, {"decision": "PARTLY", "reason": "r", "level": "3"}).status_code == 422
    assert client.post(address, {"decision": "GRANTED", "reason": "异议成立。"}).status_code == 302
    objection.refresh_from_db()
    assert objection.notice.status == Status.REVOKED


def test_a_delivery_check_is_recorded_on_its_page(client, served, sup):
    notice = served()
    from datetime import timedelta

    notices_remind(today=notice.reply_due + timedelta(days=1))
    client.force_login(sup)
    address = reverse("notice-delivery-check", args=[notice.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {"way": "PHONE", "note": "已联系。"}).status_code == 302
    assert DeliveryCheck.objects.get().by == sup


def test_a_verdict_is_given_on_the_page(client, replied, sup):
    notice = replied()
    client.force_login(sup)
    base = ["warnings", "notice", notice.pk]
    client.post(reverse("transition", args=[*base, "take_up"]))
    assert client.get(reverse("notice-refer", args=[notice.pk])).status_code == 200
    client.post(reverse("transition", args=[*base, "accept"]), {"reason": "说明属实。"})
    client.post(reverse("transition", args=[*base, "close"]))
    notice.refresh_from_db()
    assert notice.status == Status.CLOSED


def test_the_administrator_ticks_a_rule_as_checked(client, draft, admin, sup):
    rule = draft(rule_text="某规定", rule_tag="GK").rule
    client.force_login(sup)
    assert client.post(reverse("rule-check", args=[rule.pk])).status_code == 403
    client.force_login(admin)
    assert client.get(reverse("rule-list")).status_code == 200
    client.post(reverse("rule-check", args=[rule.pk]))
    assert RuleBasis.objects.get(pk=rule.pk).checked_by == admin


def test_lists_answer_with_filters(client, served, draft, sup, secretary):
    served()
    draft()
    for user in (sup, secretary):
        client.force_login(user)
        for query in ({}, {"standing": "open"}, {"standing": "overdue"}, {"level": "2"}, {"q": "采购"}):
            assert client.get(reverse("notice-list"), query).status_code == 200
        assert client.get(reverse("reminder-list")).status_code == 200


def titles(user) -> list[str]:
    return [str(todo.action) for todo in todos_for(user) if "DOUBT" not in str(todo.kind)]


def test_work_waits_on_the_right_desk(draft, checked, approved, served, replied, sup, sup_colleague, deputy, head):
    do(draft(), "submit", sup)
    assert (len(titles(sup_colleague)), len(titles(sup)), len(titles(deputy))) == (1, 0, 0)
    Notice.objects.all().delete()
    checked()
    assert (len(titles(deputy)), len(titles(sup)), len(titles(sup_colleague))) == (1, 0, 0)
    Notice.objects.all().delete()
    notice = served()
    assert len(titles(head)) == 1
    notice_acknowledge(notice=notice, actor=head)
    asked = extension_request(notice=notice, actor=head, days=2, reason="r")
    assert len(titles(sup)) == 1
    asked.delete()
    objection_raise(notice=notice, actor=head, text="x")
    assert (len(titles(sup)), len(titles(deputy))) == (0, 0)


def test_work_in_the_making_is_due_and_becomes_overdue(settings, draft, approved, sup, sup_colleague, deputy):
    settings.TODAY = date(2026, 6, 25)  # a Thursday: three working days later is Tuesday the 30th
    notice = draft()
    assert [todo.due for todo in todos_for(sup)] == [date(2026, 6, 30)]
    settings.TODAY = date(2026, 6, 26)
    do(notice, "submit", sup)
    assert [todo.due for todo in todos_for(sup_colleague)] == [date(2026, 7, 1)]
    settings.TODAY = date(2026, 7, 2)
    assert workbench_for(sup_colleague).counts["overdue"] == "1"
    look_at_everything(notice, sup_colleague)
    do(notice, "check_draft", sup_colleague)
    assert [todo.due for todo in todos_for(deputy)] == [date(2026, 7, 7)]


def test_an_answer_is_verified_within_its_days_also_after_an_objection(settings, replied, head, sup, trial):
    settings.TODAY = date(2026, 6, 15)
    notice = replied()
    expected = add_workdays(date(2026, 6, 15), 10)
    assert [todo.due for todo in todos_for(sup)] == [expected]
    settings.TODAY = date(2026, 6, 16)
    objection = objection_raise(notice=notice, actor=head, text="x").objections.get()
    objection_decide(objection=objection, actor=trial, decision="REFUSED", reason="维持。")
    notice = do(notice, "take_up", sup)
    assert [todo.due for todo in todos_for(sup)] == [expected]
    settings.TODAY = date(2026, 6, 22)
    do(notice, "accept", sup, reason="采纳。")
    assert [todo.due for todo in todos_for(sup)] == [add_workdays(date(2026, 6, 22), 10)]


def test_the_trial_office_finds_the_objection_on_its_desk(acked, head, trial):
    objection_raise(notice=acked(), actor=head, text="x")
    assert len(titles(trial)) == 1


def test_the_letter_on_the_screen_and_as_pdf(client, real_documents, draft, sup, served):
    client.force_login(sup)
    notice = draft()
    screen = client.get(reverse("notice-letter", args=[notice.pk])).content.decode()
    assert notice.subject in screen
    assert "asset:" not in screen
    assert client.get(reverse("notice-letter-pdf", args=[notice.pk])).content.startswith(b"%PDF")


def test_an_uploaded_file_marked_secret_is_refused(client, education, head_official, sup):
    client.force_login(sup)
    secret = SimpleUploadedFile("材料.txt", "机密★十年".encode())
    answer = client.post(reverse("notice-draft", args=["warning"]), letter(education) | {"facts-0-files": secret})
    assert answer.status_code == 422
    assert not Notice.objects.exists()


def test_the_search_finds_numbers_and_people(draft, approved, sup, stranger, member):
    from core.search import search

    notice = approved(official=member)
    assert any(hit.url == notice.get_absolute_url() for group in search(sup, notice.doc_no) for hit in group.hits)
    assert not any("预警" in hit.title for group in search(stranger, notice.doc_no) for hit in group.hits)


def test_looking_at_everything_is_logged_for_each_fact(draft, sup_colleague):
    notice = draft()
    look_at_everything(notice, sup_colleague)
    assert notice.facts.get().views.get().ticked_at is not None
