"""Units and accounts in the browser and through the API: the same rows everywhere."""

import io

import openpyxl
from django.urls import reverse

from core.audit.models import AuditEntry, AuditEvent
from organization.models import Unit


def test_the_list_shows_only_units_of_the_jurisdiction(client, sup, education, health):
    client.force_login(sup)
    text = client.get(reverse("unit-list")).content.decode()
    assert education.name in text
    assert health.name not in text


def test_a_hidden_unit_is_404_and_a_visible_one_opens(client, sup, education, health):
    client.force_login(sup)
    assert client.get(education.get_absolute_url()).status_code == 200
    assert client.get(health.get_absolute_url()).status_code == 404


def test_the_api_shows_the_same_rows(client, sup, education, health):
    client.force_login(sup)
    assert [row["code"] for row in client.get("/api/v1/units/").json()["results"]] == [education.code]
    assert client.get(f"/api/v1/units/{health.pk}/").status_code == 404


def test_units_are_found_by_chinese_pinyin_and_initials(client, secretary, education, health):
    client.force_login(secretary)
    for word in ("教育", "jiaoyu", "jyj", "U15"):
        text = client.get(reverse("unit-list"), {"q": word}, HTTP_HX_REQUEST="true").content.decode()
        assert education.name in text, word
        assert health.name not in text, word


def test_the_search_box_finds_no_hidden_unit(client, sup, education, health):
    client.force_login(sup)
    text = client.get(reverse("search"), {"q": "市"}).content.decode()
    assert education.name in text
    assert health.name not in text


def test_r27_an_export_needs_right_and_purpose_holds_the_filtered_rows_and_is_logged(
    client, secretary, sup, education, health
):
    client.force_login(sup)
    assert client.post(reverse("unit-list"), {"purpose": "x"}).status_code == 403
    client.force_login(secretary)
    assert client.post(reverse("unit-list"), {"purpose": " "}).status_code == 400
    response = client.post(reverse("unit-list") + "?q=教育", {"purpose": "季度检查"})
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).worksheets[0]
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == [education.name]
    entry = AuditEntry.objects.get(event=AuditEvent.EXPORT)
    assert entry.additional_data["purpose"] == "季度检查"
    assert entry.actor == secretary


def test_accounts_are_for_administrators_only(client, sup, admin):
    client.force_login(sup)
    assert client.get(reverse("user-list")).status_code == 403
    client.force_login(admin)
    assert client.get(reverse("user-list")).status_code == 200


def test_the_audit_trail_is_for_the_auditor_only(client, secretary, admin, auditor):
    for user in (secretary, admin):
        client.force_login(user)
        assert client.get(reverse("audit-list")).status_code == 403
    client.force_login(auditor)
    assert client.get(reverse("audit-list")).status_code == 200


def test_a_change_is_logged_old_to_new_with_its_actor(client, education):
    education.name = "市教育体育局"
    education.save()
    entry = AuditEntry.objects.filter(event=AuditEvent.CHANGE, object_repr="市教育体育局").latest("pk")
    assert entry.changes_dict["name"] == ["市教育局", "市教育体育局"]


def test_an_administrator_says_on_the_form_which_unit_is_the_commissions_own(client, admin, city, education):
    """R16: the wall before its people stands on this mark."""
    client.force_login(admin)
    given = {"name": "市纪委监委机关", "kind": "PARTY", "head_kind": "BOTH", "parent": city.pk, "commission": "on"}
    assert client.post(reverse("unit-new"), given | {"code": "U02"}).status_code == 302
    made = Unit.objects.get(code="U02")
    assert made.commission
    edit = reverse("unit-edit", args=[made.pk])
    assert client.get(edit).context["form"].initial["commission"] is True
    del given["commission"]
    assert client.post(edit, given | {"active": "on"}).status_code == 302
    made.refresh_from_db()
    assert not made.commission
    education.refresh_from_db()
    assert not education.commission
