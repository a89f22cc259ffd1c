"""M82: an untrue report is clarified with the person's wish, by a plan that others review and approve (R11)."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cases.clarifications.models import Clarification
from cases.clarifications.todos import to_offer
from core.digests.collecting import collect, days_of_round
from core.errors import Conflict, InvalidInput, NotAllowed
from core.outbox.models import Delivery
from officials.dossier.queries import sections_for, self_sections, timeline_for

pytestmark = pytest.mark.django_db


def test_it_takes_person_and_unit_from_the_lead_and_thirty_days(made, accused, education):
    row = made()
    assert (row.official, row.unit, row.due_on) == (accused, education, date(2026, 7, 1))


def test_only_an_untrue_report_about_an_official_is_clarified_and_only_by_its_office(at, made, stranger, education):
    for lead in (at("accept", outcome="UNPROVEN"), at("approve"), at("accept", official=None, unit=education)):
        with pytest.raises(InvalidInput):
            made(lead=lead)
    with pytest.raises(NotAllowed):
        made(actor=stranger)


def test_a_lead_has_one_clarification_at_a_time(at, made, take):
    lead = at("accept")
    first = made(lead=lead)
    with pytest.raises(InvalidInput):
        made(lead=lead)
    take(first, "drop")
    assert made(lead=lead)


def test_the_whole_course(upto):
    row = upto("visit")
    assert (row.status, row.doc_no, row.approved_on) == ("CLOSED", "云纪澄〔2026〕1号", date(2026, 6, 1))
    assert row.closed_at is not None


WRONG = {
    "ask": "registrar", "answer": "sup", "note_answer": "registrar", "plan": "registrar", "review": "sup_colleague",
    "return_plan": "sup", "approve": "registrar", "carry_out": "deputy", "visit": "registrar", "drop": "registrar",
    "refuse": "sup",
}  # fmt: skip
BEFORE = {
    "ask": None, "answer": "ask", "note_answer": "ask", "plan": "answer", "review": "plan", "return_plan": "plan",
    "approve": "review", "carry_out": "approve", "visit": "carry_out", "drop": None, "refuse": "review",
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_step_is_its_own_roles_and_its_own_states(request, made, upto, take, name):
    row = upto(BEFORE[name]) if BEFORE[name] else made()
    with pytest.raises(NotAllowed):
        take(row, name, actor=request.getfixturevalue(WRONG[name]))
    moved = take(row, name)
    with pytest.raises(Conflict):
        take(moved, name)


def test_the_person_is_told_by_a_mail_without_facts_and_finds_it_in_the_portal(client, made, take, accused):
    row = made()
    client.force_login(accused.user)
    assert client.get(row.get_absolute_url()).status_code == 404
    take(row, "ask")
    mail = Delivery.objects.get(recipient=accused.user, channel="EMAIL")
    assert "失实" not in mail.subject + mail.body
    page = client.get(row.get_absolute_url()).content.decode()
    assert "表明意见" in page


def test_4_5_the_person_reads_the_result_and_never_meets_the_lead(client, upto, accused, sup):
    row = upto("carry_out")
    client.force_login(accused.user)
    page = client.get(row.get_absolute_url()).content.decode()
    api = str(client.get(f"/api/v1/clarifications/{row.pk}/").json())
    for words in (page, api):
        assert "经核查，反映问题不属实。" in words
        for secret in (row.lead.doc_no, row.lead.summary, row.necessity, row.review_opinion, "/leads/"):
            assert secret not in words
    assert "deputy" not in page
    assert client.get(row.lead.get_absolute_url()).status_code in (403, 404)


def test_nothing_is_clarified_against_the_person(upto, take):
    row = take(upto("ask"), "answer", wish="DECLINED")
    with pytest.raises(NotAllowed):
        take(row, "plan")
    assert take(row, "drop").status == "DROPPED"
    with pytest.raises(NotAllowed):
        take(upto("answer"), "drop")


def test_in_public_or_about_a_head_the_party_committee_is_asked(upto, take, accused):
    with pytest.raises(NotAllowed, match="党委"):
        take(upto("review", method="CIRCULAR"), "approve")
    Clarification.objects.all().update(status="DROPPED")
    assert take(upto("review", method="CIRCULAR", committee_document="云委办〔2026〕3号"), "approve").doc_no
    Clarification.objects.all().update(status="DROPPED")
    post = accused.tenures.get().post
    post.is_head, post.head_kind = True, "BOTH"
    post.save()
    with pytest.raises(NotAllowed, match="党委"):
        take(upto("review"), "approve")


def test_r02_plan_review_and_approval_are_three_people_in_the_database_too(upto, sup, registrar):
    reviewed = upto("review")
    for field, user in (("approver", sup), ("approver", registrar), ("reviewer", sup)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Clarification.objects.filter(pk=reviewed.pk).update(**{field: user})
    with pytest.raises(IntegrityError), transaction.atomic():
        Clarification.objects.filter(pk=reviewed.pk).update(status="APPROVED")


def test_days_that_do_not_fit_are_refused_at_their_field(upto, take):
    row = upto("approve")
    for day in (date(2026, 5, 31), date(2026, 6, 2)):
        with pytest.raises(InvalidInput) as refused:
            take(row, "carry_out", executed_on=day)
        assert refused.value.field == "executed_on"
    with pytest.raises(InvalidInput):
        take(take(row, "carry_out"), "visit", visited_on=date(2026, 5, 31))


def test_it_enters_section_15_and_the_timeline_for_staff_and_for_the_person(upto, accused, secretary):
    def shown(sections) -> str:
        return str([part.content.rows for row in sections if row.title.no == 15 for part in row.parts])

    upto("approve")
    assert "云纪澄" not in shown(sections_for(accused, secretary))
    Clarification.objects.all().update(status="DROPPED")
    upto("carry_out")
    for sections in (sections_for(accused, secretary), self_sections(accused)):
        assert "云纪澄〔2026〕2号" in shown(sections)
        assert "经核查，反映问题不属实。" in shown(sections)
    assert any(entry.tone == "good" for entry in timeline_for(accused, accused.user, own=True))


class TestR11:
    def test_r11_the_office_has_it_among_its_to_dos_due_in_ten_working_days(self, at, sup, sup_colleague, deputy):
        lead = at("accept")
        (todo,) = to_offer(sup)
        assert (todo.title, todo.due, todo.action) == (lead.doc_no, date(2026, 6, 15), "启动澄清")
        assert list(to_offer(sup_colleague)) == list(to_offer(deputy)) == []

    def test_r11_the_to_do_opens_the_form_with_the_lead_filled_in(self, client, at, sup):
        lead = at("accept")
        client.force_login(sup)
        (todo,) = to_offer(sup)
        page = client.get(todo.url)
        assert page.context["form"].initial["lead"] == str(lead.pk)
        assert client.post(todo.url, {"lead": lead.pk, "initiator": "OFFICE"}).status_code == 302
        assert list(to_offer(sup)) == []

    def test_r11_dropped_before_the_person_was_asked_it_waits_again(self, at, made, take, sup):
        lead = at("accept")
        take(made(lead=lead), "drop")
        assert [todo.title for todo in to_offer(sup)] == [lead.doc_no]

    def test_r11_an_unproven_report_and_one_about_a_unit_ask_for_none(self, at, sup, education):
        at("accept", outcome="UNPROVEN")
        at("accept", official=None, unit=education)
        assert list(to_offer(sup)) == []

    def test_r11_once_the_person_was_asked_the_lead_may_be_archived(self, at, made, take, step):
        lead = at("accept")
        row = made(lead=lead)
        with pytest.raises(NotAllowed):
            step(lead, "archive")
        take(row, "ask")
        assert step(lead, "archive").status == "ARCHIVED"


def test_the_digest_names_the_day_to_the_handler(at, sup):
    lead = at("accept")
    told = collect(days_of_round(date(2026, 6, 12), None))
    assert [(row.reminder.key, row.due) for row in told[sup]] == [("cases.lead:clarify_by", lead.clarify_by)]
