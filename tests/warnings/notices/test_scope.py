"""Who sees which notice, through every door."""

import pytest
from django.urls import reverse

from core.outbox.models import Delivery
from early_warning.notices.models import Notice
from early_warning.notices.services import objection_raise
from organization.models import JurisdictionKind
from tests.support.cast import make_user
from tests.warnings.notices.conftest import make_official

pytestmark = pytest.mark.django_db


def seen(user) -> list[int]:
    return list(Notice.objects.visible_to(user).values_list("pk", flat=True))


def test_staff_see_the_notices_of_their_units_only(draft, sup, sup_colleague, stranger, deputy):
    notice = draft()
    assert seen(sup) == seen(sup_colleague) == seen(deputy) == [notice.pk]
    assert seen(stranger) == []


def test_an_official_sees_his_own_served_notice_and_nobody_elses(checked, served, member, other_member, head):
    checked(official=member)
    assert seen(member.user) == []
    notice = served(official=member)
    assert seen(member.user) == [notice.pk]
    assert seen(other_member.user) == []
    assert seen(head) == []


def test_a_unit_head_sees_what_was_served_to_his_unit(checked, served, head, health):
    checked()
    notice = served()
    assert seen(head) == [notice.pk]
    other = make_user("uhd31", "UHD", "OFF", units=[health], kind=JurisdictionKind.OWN, unit=health)
    assert seen(other) == []


def test_a_new_head_takes_over_the_notices_of_the_unit(served, head, education):
    notice = served()
    successor = make_user("uhd15b", "UHD", "OFF", units=[education], kind=JurisdictionKind.OWN, unit=education)
    make_official(education, successor)
    assert seen(successor) == [notice.pk]


def test_the_data_office_liaisons_and_administrators_see_no_notice(served, education, liaison, admin, auditor):
    served()
    data = make_user("dat", "DAT", units=[education])
    for user in (data, liaison, admin, auditor):
        assert seen(user) == []


def test_who_got_a_copy_sees_it_once_it_is_served(checked, served, liaison):
    copies = ((liaison, "单位联络员"),)
    checked(copies=copies)
    notice = served(copies=copies)
    assert seen(liaison) == [notice.pk]
    assert Delivery.objects.filter(recipient=liaison).count() == 2


@pytest.mark.parametrize("name", ["notice-detail", "notice-letter", "notice-letter-pdf", "notice-edit", "notice-refer"])
def test_hidden_rows_are_404_on_every_staff_page(client, draft, stranger, name):
    client.force_login(stranger)
    assert client.get(reverse(name, args=[draft().pk])).status_code == 404


@pytest.mark.parametrize(
    "name", ["portal-notice", "portal-reply", "portal-extension", "portal-objection", "portal-rectification"]
)
def test_another_officials_notice_is_404_in_the_portal(client, served, member, other_member, name):
    notice = served(official=member)
    client.force_login(other_member.user)
    assert client.get(reverse(name, args=[notice.pk])).status_code == 404
    client.force_login(member.user)
    assert client.get(reverse(name, args=[notice.pk])).status_code == 200


def test_another_officials_notice_cannot_be_acted_on(client, served, member, other_member):
    notice = served(official=member)
    client.force_login(other_member.user)
    assert client.post(reverse("portal-acknowledge", args=[notice.pk])).status_code == 404
    assert client.post(reverse("portal-reply", args=[notice.pk]), {"text": "x"}).status_code == 404
    assert client.get(reverse("portal-pdf", args=[notice.pk, "letter"])).status_code == 404
    assert client.post(f"/api/v1/notices/{notice.pk}/transitions/reply/", {"text": "x"}).status_code == 404
    assert client.post(f"/api/v1/notices/{notice.pk}/transitions/acknowledge/").status_code == 404


def test_evidence_of_a_hidden_notice_is_404(client, draft, stranger):
    fact = draft().facts.get()
    client.force_login(stranger)
    assert client.post(reverse("notice-fact-open", args=[fact.notice_id, fact.pk])).status_code == 404


def test_portal_users_have_no_staff_pages(client, served, member):
    notice = served(official=member)
    client.force_login(member.user)
    assert client.get(reverse("notice-list")).status_code == 403
    own = client.get(reverse("notice-detail", args=[notice.pk]))
    assert own.url == reverse("portal-notice", args=[notice.pk])
    assert client.get("/").status_code == 302
    page = client.get(reverse("portal")).content.decode()
    assert "lj-menu" not in page


def test_the_drafter_sees_no_objection_on_pages_and_api(client, acked, head, sup, trial):
    notice = objection_raise(notice=acked(), actor=head, text="异议内容甲")
    objection = notice.objections.get()
    client.force_login(sup)
    page = client.get(reverse("notice-detail", args=[notice.pk])).content.decode()
    assert "异议内容甲" not in page
    assert "OBJECTED" not in page
    assert client.get(reverse("objection-list")).status_code == 403
    assert client.get("/api/v1/objections/").json()["count"] == 0
    assert client.get(f"/api/v1/notices/{notice.pk}/").json()["status"] == "ACKED"
    assert client.get(reverse("notice-list"), {"shown_status": "OBJECTED"}).content.decode().count(notice.subject) == 0
    client.force_login(trial)
    assert "异议内容甲" in client.get(reverse("objection-detail", args=[objection.pk])).content.decode()


def test_attachments_follow_their_record(client, replied, stranger, head, sup):
    from core.attachments.services import attachments_of

    address = attachments_of(replied().replies.get()).get().get_absolute_url()
    for user, status in ((head, 200), (sup, 200), (stranger, 404)):
        client.force_login(user)
        answer = client.get(address)
        b"".join(answer)
        assert answer.status_code == status
