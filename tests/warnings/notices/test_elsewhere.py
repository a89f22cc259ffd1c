"""Notices in other rooms: the dossier, the hand-over of doubt points, the outbox, the API of addressees."""

import pytest
from django.urls import reverse

from core.outbox.models import Delivery, DeliveryState
from core.outbox.sending import deliveries_send_due
from early_warning.checks.handover import handover_create
from early_warning.notices.choices import Kind, Level, Request, Source, Status
from early_warning.notices.dossier import section_notices, timeline_notices
from early_warning.notices.models import Notice
from early_warning.notices.services import FactInput, notice_reply, objection_raise
from tests.support.cast import make_user
from tests.warnings.notices.conftest import do

pytestmark = pytest.mark.django_db


def test_the_dossier_shows_what_is_served_and_not_revoked(served, checked, member, sup, deputy):
    checked(official=member)
    assert section_notices(member, sup) is None
    notice = served(official=member)
    row = section_notices(member, sup).rows[0]
    assert notice.doc_no in row[0]
    assert [entry.title for entry in timeline_notices(member, sup)] == [f"{notice.doc_no} {notice.subject}"]
    do(notice, "revoke", deputy, reason="撤销。")
    assert section_notices(member, sup) is None
    assert not list(timeline_notices(member, sup))


def test_the_dossier_knows_no_objection(served, member, sup, trial):
    notice = served(official=member)
    objection_raise(notice=notice, actor=member.user, text="异议。")
    assert str(Status.OBJECTED.label) not in str(section_notices(member, sup).rows)
    assert str(Status.SERVED.label) in str(section_notices(member, sup).rows)


def test_in_his_own_view_the_official_reads_what_is_finished(served, member, sup):
    notice = served(official=member)
    assert section_notices(member, member.user) is None
    notice = notice_reply(notice=notice, actor=member.user, text="说明。")
    do(do(notice, "take_up", sup), "accept", sup, reason="采纳。")
    rows = section_notices(member, member.user).rows
    assert reverse("portal-notice", args=[notice.pk]) in rows[0][0]


def test_a_doubt_point_becomes_a_draft_with_its_rows_frozen(doubt, sup):
    notice = handover_create(doubt_point=doubt, kind="NOTICE", actor=sup).made
    assert (notice.kind, notice.level, notice.source, notice.status) == (
        Kind.WARNING, Level.ORANGE, Source.MODEL, Status.DRAFT,
    )  # fmt: skip
    assert notice.rule.text == "政府采购法实施条例第二十八条"
    assert notice.period == "2026年第一季度"
    fact = notice.facts.get()
    (table,) = fact.evidence["tables"]
    assert [(row["row_no"], row["hit"]) for row in table["rows"]] == [(1, True), (2, False)]
    assert "386,000" in table["rows"][0]["cells"]
    assert do(notice, "submit", sup).submitted_at is not None


def test_frozen_rows_lead_to_the_filed_ones_for_whoever_may_open_them(client, city, doubt, served, sup, head, member):
    fact = FactInput(text="两次直接采购。", doubt_point=doubt)
    notice = served(official=member, facts=(fact,))
    row = f'{reverse("filing-rows", args=[doubt.rows[0]["filing_id"]])}?row=1"'
    opening = reverse("notice-fact-open", args=[notice.pk, notice.facts.get().pk])
    client.force_login(sup)
    assert row in client.post(opening).content.decode()
    client.force_login(make_user("con", "CON", units=[city], kind="TREE"))
    text = client.post(opening).content.decode()
    assert "386,000" in text
    assert row not in text


def test_in_the_portal_only_people_of_the_unit_reach_the_filed_rows(client, doubt, served, head, member):
    row = f'{reverse("filing-rows", args=[doubt.rows[0]["filing_id"]])}?row=1"'
    fact = FactInput(text="两次直接采购。", doubt_point=doubt)
    own = served(official=member, facts=(fact,))
    client.force_login(member.user)
    page = client.get(reverse("portal-notice", args=[own.pk])).content.decode()
    assert "386,000" in page
    assert row not in page
    Notice.objects.filter(pk=own.pk).update(respondent=None, official=None)
    client.force_login(head)
    assert row in client.get(reverse("portal-notice", args=[own.pk])).content.decode()


def test_a_reminder_from_a_doubt_point_accuses_nobody(doubt, sup):
    notice = handover_create(doubt_point=doubt, kind="REMINDER", actor=sup).made
    assert (notice.kind, notice.request, notice.level) == (Kind.REMINDER, Request.FEEDBACK, None)
    assert doubt.explanation not in notice.facts.get().text


def test_a_mail_that_cannot_be_delivered_lands_on_a_desk(served, member):
    member.user.email = ""
    member.user.save()
    notice = served(official=member)
    deliveries_send_due()
    assert Delivery.objects.get(channel="EMAIL").state == DeliveryState.GIVEN_UP
    assert [check.why for check in notice.checks.all()] == ["MAIL_FAILED"]


def test_an_addressee_answers_through_the_api(client, served, member):
    notice = served(official=member)
    client.force_login(member.user)
    found = client.get("/api/v1/notices/").json()["results"]
    assert [row["doc_no"] for row in found] == [notice.doc_no]
    assert client.post(f"/api/v1/notices/{notice.pk}/transitions/acknowledge/").json()["status"] == "ACKED"
    answer = client.post(
        f"/api/v1/notices/{notice.pk}/extension/", {"days": 3, "reason": "r"}, content_type="application/json"
    )
    assert answer.json()["state"] == "OPEN"
    address = f"/api/v1/notices/{notice.pk}/transitions/reply/"
    answer = client.post(address, {"text": "说明。"}, content_type="application/json")
    assert answer.json()["status"] == "REPLIED"


def test_staff_draft_through_the_api(client, education, head_official, sup, stranger):
    given = {"unit": "U15", "subject": "采购公示", "level": 2, "facts": [{"text": "两项采购未公示。"}]}
    client.force_login(stranger)
    assert client.post("/api/v1/notices/", given, content_type="application/json").status_code == 403
    client.force_login(sup)
    assert client.post("/api/v1/notices/", given, content_type="application/json").status_code == 201
    assert Notice.objects.get().drafter == sup


def test_copies_are_entered_through_the_api_and_only_for_who_holds_an_office(
    client, education, head_official, sup, secretary, member
):
    client.force_login(sup)
    given = {"unit": "U15", "subject": "采购公示", "level": 2}

    def draft(*copies: dict):
        return client.post("/api/v1/notices/", given | {"copies": list(copies)}, content_type="application/json")

    assert draft({"user": member.user.username}).status_code == 400
    assert draft({"user": "sec"}, {"user": "sec"}).status_code == 400
    answer = draft({"user": "sec", "label": "市委办公室"}, {"user": "uhd"})
    assert (answer.status_code, answer.json()["copies"]) == (201, ["市委办公室", "市教育局"])
