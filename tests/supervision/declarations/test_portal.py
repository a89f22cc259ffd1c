"""本人端: the official finds what is due, files it, corrects it, withdraws it. Others find nothing there."""

from datetime import date

import pytest
from django.urls import reverse

from supervision.declarations.models import CeremonyReport, KinBusiness, KinDeclaration, KinReview, MatterReport
from tests.supervision.declarations.conftest import CODE, COMPANY, do
from tests.supervision.declarations.test_kin_review import begin
from tests.warnings.notices.conftest import paper

BLANK = {"form-TOTAL_FORMS": "0", "form-INITIAL_FORMS": "0"}
ROW = {
    "form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-kin": "SPOUSE", "form-0-of_age": "on",
    "form-0-company": COMPANY, "form-0-credit_code": CODE, "form-0-role": "SHAREHOLDER", "form-0-share_percent": "60",
    "form-0-business_scope": "室内装饰", "form-0-region": "云澜市", "form-0-since": "2021-05-06",
}  # fmt: skip
CEREMONY = {
    "event": "WEDDING", "event_on": "2026-05-16", "place": "云澜宾馆", "planned_tables": 18, "planned_guests": 180,
    "vehicles": 2, "no_service_objects": "on", "commitment": "on",
}  # fmt: skip


@pytest.fixture
def mine(client, member):
    client.force_login(member.user)
    return client


def test_the_list_names_what_is_due_and_by_when(mine, due):
    page = mine.get(reverse("my-declarations")).content.decode()
    assert "2026-01-31" in page
    assert reverse("my-kin", args=[due.pk]) in page


def test_none_to_declare_is_filed_with_two_ticks(mine, due):
    url = reverse("my-kin-file", args=[due.pk])
    assert mine.get(url).status_code == 200
    assert mine.post(url, BLANK | {"none_declared": "on", "signed": "on"}).status_code == 302
    due.refresh_from_db()
    assert (due.status, due.none_declared) == ("FILED", True)


def test_a_business_is_declared(mine, due):
    url = reverse("my-kin-file", args=[due.pk])
    page = mine.post(url, BLANK | {"more": "1"})
    assert b"form-0-credit_code" in page.content
    assert mine.post(url, ROW | {"signed": "on"}).status_code == 302
    assert KinBusiness.objects.get().company == COMPANY
    assert COMPANY in mine.get(reverse("my-kin", args=[due.pk])).content.decode()


def test_without_a_signature_nothing_is_filed(mine, due):
    assert mine.post(reverse("my-kin-file", args=[due.pk]), ROW).status_code == 422
    assert not KinBusiness.objects.exists()


def test_what_is_refused_says_where(mine, due):
    answer = mine.post(reverse("my-kin-file", args=[due.pk]), ROW | {"signed": "on", "form-0-credit_code": "9" * 18})
    assert answer.status_code == 422
    assert "9" * 18 in answer.content.decode()


def test_withdrawn_in_the_portal(mine, filed):
    assert mine.post(reverse("my-declaration-step", args=["kin-withdraw", filed.pk])).status_code == 302
    assert KinDeclaration.objects.get().status == "DUE"


def test_asked_explained_and_corrected(mine, received, sup):
    do(received, "ask", sup, reason="请说明。")
    assert "请说明。" in mine.get(reverse("my-kin", args=[received.pk])).content.decode()
    mine.post(reverse("my-kin-explain", args=[received.pk]), {"answer": "已更名。"})
    url = reverse("my-kin-file", args=[received.pk])
    assert COMPANY in mine.get(url).content.decode()
    assert mine.post(url, ROW | {"signed": "on", "answer": "更正。"}).status_code == 302
    received.refresh_from_db()
    assert (received.status, received.revision) == ("CORRECTED", 2)


def test_a_change_is_begun_and_filed(mine, member):
    answer = mine.post(reverse("my-kin-change"), {"changed_on": "2026-01-02"})
    change = KinDeclaration.objects.get(kind="CHANGE")
    assert answer.url == reverse("my-kin-file", args=[change.pk])


def test_the_annual_report_is_handed_in_with_one_button(mine, report):
    assert mine.post(reverse("my-declaration-step", args=["matter-file", report.pk])).status_code == 302
    assert mine.get(reverse("my-matter", args=[report.pk])).status_code == 200
    assert MatterReport.objects.get().filed_on == date(2026, 1, 5)


def test_a_matter_of_the_year_is_reported(mine):
    assert mine.post(reverse("my-matter-new"), {"kind": "ABROAD", "event_on": "2026-01-03"}).status_code == 302
    assert MatterReport.objects.get().kind == "ABROAD"


def test_a_ceremony_from_the_first_report_to_the_last(mine, con, on):
    on(date(2026, 4, 20))
    assert mine.post(reverse("my-ceremony-new"), CEREMONY).status_code == 302
    ceremony = CeremonyReport.objects.get()
    do(ceremony, "require_reduction", con, reason="请压减。")
    mine.post(reverse("my-ceremony-reduce", args=[ceremony.pk]), {"planned_tables": 12, "planned_guests": 100})
    do(ceremony, "agree", con)
    on(date(2026, 5, 18))
    after = {"actual_tables": 12, "actual_guests": 98, "gifts": "NONE"}
    mine.post(reverse("my-ceremony-after", args=[ceremony.pk]), after)
    ceremony.refresh_from_db()
    assert ceremony.status == "HELD"
    page = mine.get(reverse("my-ceremony", args=[ceremony.pk])).content.decode()
    assert page.count("/documents/") == 5  # before, the opinion, before again, the opinion, after


def test_a_withdrawn_ceremony_is_filed_again_or_called_off(mine, ceremony):
    step = "my-declaration-step"
    mine.post(reverse(step, args=["ceremony-withdraw", ceremony.pk]))
    assert mine.get(reverse("my-ceremony-again", args=[ceremony.pk])).status_code == 200
    mine.post(reverse("my-ceremony-again", args=[ceremony.pk]), CEREMONY | {"planned_tables": 9})
    mine.post(reverse(step, args=["ceremony-call-off", ceremony.pk]))
    ceremony.refresh_from_db()
    assert (ceremony.status, ceremony.planned_tables) == ("CANCELLED", 9)


def test_an_action_is_reported_with_evidence(mine, received, sup, deputy):
    from core import clock
    from supervision.declarations.models import ProhibitedCategory

    category = ProhibitedCategory.objects.create(
        code="A", name="某类", applies_to="某系统", basis_text="x", created_by=sup, created_at=clock.now()
    )
    do(category, "approve", deputy)
    review = do(
        do(begin(received, sup), "propose", sup, category=category, opinion="x"), "decide", deputy, action="EXIT"
    )
    assert reverse("my-kin-review", args=[review.pk]) in mine.get(reverse("my-declarations")).content.decode()
    assert mine.get(reverse("my-kin-review", args=[review.pk])).status_code == 200
    url = reverse("my-kin-review-report", args=[review.pk])
    assert mine.post(url, {"report": "已转让。"}).status_code == 422
    assert mine.post(url, {"report": "已转让。", "evidence": paper()}).status_code == 302
    assert KinReview.objects.get().status == "REPORTED"


@pytest.mark.parametrize("name", ["my-kin", "my-kin-file", "my-kin-explain"])
def test_other_peoples_declarations_are_not_found(client, received, sup, head, name):
    for user in (sup, head):
        client.force_login(user)
        assert client.get(reverse(name, args=[received.pk])).status_code == 404


def test_unknown_steps_are_not_found(mine, filed):
    assert mine.post(reverse("my-declaration-step", args=["kin-accept", filed.pk])).status_code == 404


def test_staff_pages_do_not_open_for_the_official(mine, filed):
    assert mine.get(reverse("kin-declarations-detail", args=[filed.pk])).status_code == 403


def test_filing_needs_an_official(client, sup):
    client.force_login(sup)
    assert client.post(reverse("my-ceremony-new"), CEREMONY).status_code == 422
