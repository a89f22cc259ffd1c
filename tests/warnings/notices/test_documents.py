"""W01 and its versions, W20, 撤销通知: what was issued stays as it was, and is found on the page (W01, W20, R08)."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from core.documents.queries import documents_of
from core.documents.storage import document_load
from early_warning.notices.choices import Level
from early_warning.notices.documents import letter_of
from early_warning.notices.services import (
    extension_decide,
    extension_request,
    notice_acknowledge,
    objection_decide,
    objection_raise,
)
from tests.warnings.notices.conftest import do

pytestmark = pytest.mark.django_db


def text_of(document) -> str:
    pages = PdfReader(BytesIO(document_load(document.path, document.sha256))).pages
    return "".join(page.extract_text() for page in pages).replace("\n", "").replace(" ", "")


def page_of(client, user, notice) -> str:
    client.force_login(user)
    return client.get(notice.get_absolute_url()).content.decode()


def on_screen(client, user, notice) -> str:
    client.force_login(user)
    return client.get(reverse("notice-letter", args=[notice.pk])).content.decode()


def lowered(notice, head, trial):
    objection = objection_raise(notice=notice, actor=head, text="异议。").objections.get()
    return objection_decide(objection=objection, actor=trial, decision="PARTLY", reason="部分成立。", level=1)


def test_the_page_lists_letter_receipt_and_revocation(client, acked, sup, deputy):
    notice = acked()
    do(notice, "revoke", deputy, reason="事实有误。")
    page = page_of(client, sup, notice)
    issued = documents_of(notice)
    assert {document.kind for document in issued} == {"W01", "W20", "W01R"}
    assert all(document.get_absolute_url() in page for document in issued)


def test_a_lowered_level_issues_the_letter_anew_under_its_number(
    client, real_documents, acked, head, trial, sup, django_capture_on_commit_callbacks
):
    notice = acked(level=Level.YELLOW)
    first = letter_of(notice)
    assert "黄色预警" in text_of(first)
    notice = lowered(notice, head, trial)
    second = letter_of(notice)
    assert (second.version, second.doc_no) == (2, first.doc_no)
    assert "调整为蓝色预警，文号不变" in text_of(second)
    assert "异议" not in text_of(second).split("提出异议的途径")[0]  # R38: the drafter reads it too
    assert "黄色预警" in text_of(first)  # what was issued stays in the trail
    assert "蓝色预警" in on_screen(client, sup, notice)
    client.force_login(head)
    pdf = client.get(reverse("portal-pdf", args=[notice.pk, "letter"])).content
    assert "蓝色" in "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_after_service_the_screen_shows_what_was_issued(client, settings, acked, head, sup):
    settings.TODAY = date(2026, 6, 30)
    notice = acked()
    assert "2026年7月14日前" in on_screen(client, sup, notice)
    asked = extension_request(notice=notice, actor=head, days=3, reason="出差。")
    extension_decide(extension=asked, actor=sup, decision="GRANTED", reason="", days=3)
    assert "2026年7月14日前" in on_screen(client, sup, notice)


def test_the_receipt_names_who_served(real_documents, approved, head, sup_colleague, deputy):
    notice = notice_acknowledge(notice=do(approved(), "serve", sup_colleague), actor=head)
    receipt = text_of(documents_of(notice).get(kind="W20"))
    assert f"送达人{sup_colleague}" in receipt
    assert str(deputy) not in receipt


def test_the_receipt_is_about_the_letter_that_was_received(real_documents, served, head, trial):
    notice = lowered(served(), head, trial)
    notice = notice_acknowledge(notice=notice, actor=head)
    assert letter_of(notice).version == 2
    assert letter_of(notice).sha256 in text_of(documents_of(notice).get(kind="W20"))
