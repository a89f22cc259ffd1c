"""R24, R26: each page with the substance of a notice carries 姓名 工号 时间, and who read an objection is on record."""

import pytest
from django.urls import reverse

from core.audit.models import AuditEntry, AuditEvent
from early_warning.notices.models import DeliveryCheck
from early_warning.notices.services import extension_request, notices_remind, objection_raise

pytestmark = pytest.mark.django_db


def mark(client, user, url: str) -> bool:
    user.staff_no = f"G-{user.pk}"
    user.save()
    client.force_login(user)
    page = client.get(url).content.decode()
    return "lj-watermark" in page and f"{user} G-{user.pk} " in page


def test_the_addressee_reads_under_his_name_and_number(client, served, head):
    assert mark(client, head, reverse("portal-notice", args=[served().pk]))


def test_an_objection_is_read_under_the_mark_and_on_record(client, acked, head, trial):
    objection = objection_raise(notice=acked(), actor=head, text="异议。").objections.get()
    assert mark(client, trial, objection.get_absolute_url())
    assert reads(objection, trial) == 1


def test_a_request_for_more_time_too(client, acked, head, sup):
    asked = extension_request(notice=acked(), actor=head, days=2, reason="出差。")
    assert mark(client, sup, reverse("extension-decide", args=[asked.pk]))
    assert reads(asked, sup) == 1


def test_a_delivery_check_too(client, served, sup):
    notice = served()
    notice.reply_due = notice.reply_due.replace(year=2020)
    notice.save()
    notices_remind()
    check = DeliveryCheck.objects.get()
    assert mark(client, sup, reverse("delivery-check", args=[check.pk]))


def test_a_stored_draft_too(client, draft, sup):
    assert mark(client, sup, reverse("notice-edit", args=[draft().pk]))


def reads(record, user) -> int:
    rows = AuditEntry.objects.filter(event=AuditEvent.READ, actor=user, object_id=record.pk)
    return rows.filter(content_type__model=record._meta.model_name).count()
