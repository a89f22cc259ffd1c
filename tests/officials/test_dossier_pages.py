"""The dossier on the page: closed door, opened file, self-view, and what neither of them shows."""

import json
from datetime import date

import pytest
from django.urls import reverse

from core.audit.models import AuditEntry, AuditEvent
from officials import dossier
from officials.dossier import registry
from officials.dossier.access.services import dossier_open
from officials.dossier.queries import influence_on, sections_for, self_sections, who_looked
from officials.dossier.records.services import record_add, record_withdraw
from officials.dossier.summary import summary_context
from officials.models import DossierRecord, Official
from tests.support.cast import make_user


@pytest.fixture
def opened(sup, edu_head):
    return dossier_open(official=edu_head, user=sup, purpose="DAILY", reason="季度日常监督")


@pytest.fixture
def page(client, sup, edu_head):
    client.force_login(sup)

    def get(query: str = "") -> str:
        response = client.get(reverse("dossier", args=[edu_head.pk]) + query)
        assert response.status_code == 200
        return response.content.decode()

    return get


def test_a_closed_dossier_is_a_door_and_no_reading(page, edu_head):
    text = page()
    assert 'name="purpose"' in text
    assert not AuditEntry.objects.filter(event=AuditEvent.READ).exists()


def test_the_form_opens_it_and_every_tab_is_a_reading(client, page, sup, edu_head):
    data = {"purpose": "DAILY", "reason": "季度日常监督"}
    assert client.post(reverse("dossier-open", args=[edu_head.pk]), data).status_code == 302
    for tab in ("timeline", "1", "9", "looked"):
        page(f"?tab={tab}")
    entries = AuditEntry.objects.filter(event=AuditEvent.READ, object_id=edu_head.pk, actor=sup)
    assert [entry.additional_data["part"] for entry in entries.order_by("pk")] == ["timeline", "1", "9", "looked"]
    assert entries.first().additional_data["purpose"] == "DAILY"


def test_an_opening_without_reason_says_so(client, sup, edu_head):
    client.force_login(sup)
    response = client.post(reverse("dossier-open", args=[edu_head.pk]), {"purpose": "DAILY", "reason": ""})
    assert response.status_code == 400


def test_the_opened_file_carries_the_watermark_and_no_number(opened, page, edu_head, sup):
    for tab in ("timeline", "1"):
        text = page(f"?tab={tab}")
        assert "lj-watermark" in text
        assert sup.full_name in text
        assert edu_head.resident_id not in text
        assert edu_head.phone not in text


def test_a_hidden_official_is_404_and_a_role_without_right_403(client, stranger, auditor, edu_head):
    for user, status in ((stranger, 404), (auditor, 403)):
        client.force_login(user)
        assert client.get(reverse("dossier", args=[edu_head.pk])).status_code == status


def test_an_unknown_tab_is_404(opened, client, sup, edu_head):
    client.force_login(sup)
    assert client.get(reverse("dossier", args=[edu_head.pk]) + "?tab=17").status_code == 404


def test_sixteen_sections_say_what_is_missing(sup, edu_head):
    sections = sections_for(edu_head, sup)
    assert [section.title.no for section in sections] == list(range(1, 17))
    assert sections[0].complete
    assert not sections[5].complete
    assert len(sections[5].missing) == 2  # 2024 and 2025


def test_a_record_completes_its_section_and_a_withdrawn_one_does_not(opened, sup, edu_head):
    def business_declarations():
        return sections_for(edu_head, sup)[3]

    record = record_add(official=edu_head, section=4, on=date(2026, 1, 12), title="申报", actor=sup)
    assert business_declarations().complete
    record_withdraw(record=record, reason="录错人", actor=sup)
    assert not business_declarations().complete
    assert DossierRecord.objects.filter(withdrawn_reason="录错人").exists()


def test_an_influence_period_shows_and_clears_itself(opened, sup, edu_head):
    record_add(
        official=edu_head, section=10, on=date(2025, 6, 15), until=date(2026, 6, 29), title="党内警告", actor=sup
    )
    assert [period.label for period in influence_on(edu_head, date(2026, 6, 29))] == ["党内警告"]
    assert influence_on(edu_head, date(2026, 6, 30)) == []


def test_r09_every_decision_names_its_remedies_and_their_periods(opened, client, sup, head, edu_head):
    record_add(official=edu_head, section=10, on=date(2026, 5, 6), title="政务警告", actor=sup)
    record_add(official=edu_head, section=11, on=date(2026, 5, 7), title="书面检查", actor=sup)
    record_add(official=edu_head, section=14, on=date(2026, 5, 8), title="廉政教育", actor=sup)
    sanctions, accountability, education = (sections_for(edu_head, sup)[no - 1] for no in (10, 11, 14))
    words = str(sanctions.parts[0].content.context["remedies"])
    assert all(word in words for word in ("复审", "1 个月", "复核", "30 日", "申诉", "15 日"))
    assert "书面申诉" in str(accountability.parts[0].content.context["remedies"])
    assert education.parts[0].content.context["remedies"] == ""
    client.force_login(head)
    assert words in client.get(reverse("my-dossier-section", args=[10])).content.decode()
    printed = [
        row for section in summary_context(opened)["sections"] for _label, rows in section["parts"] for row in rows
    ]
    assert sum("复审" in cell for row in printed for cell in row) == 1


def test_upper_floors_add_contents_by_registry(monkeypatch, sup, edu_head):
    monkeypatch.setattr(registry, "_parts", dict(registry._parts))

    def seen_by_sup_only(official, user):
        return dossier.SectionContent(columns=("x",), rows=(("云纪警〔2026〕1号",),)) if user == sup else None

    def parts() -> tuple[int, int]:
        own = next(section for section in self_sections(edu_head) if section.title.no == 8)
        return len(sections_for(edu_head, sup)[7].parts), len(own.parts)

    for_staff, for_himself = parts()
    dossier.section(8, "Warning notices", seen_by_sup_only, self_view=True)
    assert parts() == (for_staff + 1, for_himself)


class TestSelfView:
    @pytest.fixture
    def own(self, client, head, edu_head):
        client.force_login(head)

        def get(name: str, *args: int) -> tuple[int, str]:
            response = client.get(reverse(name, args=args))
            return response.status_code, response.content.decode()

        return get

    def test_only_his_sections(self, own, edu_head):
        assert [section.title.no for section in self_sections(edu_head)] == [1, 3, 4, 5, 6, 8, 10, 13, 14, 15]
        assert own("my-dossier")[0] == 200
        assert own("my-dossier-section", 6)[0] == 200
        for closed in (2, 7, 9, 11, 12, 16):
            assert own("my-dossier-section", closed)[0] == 404

    def test_open_matters_of_section_eight_stay_out(self, own, opened, sup, edu_head):
        for title, closed in (("已结提醒", True), ("未结函询", False)):
            record_add(official=edu_head, section=8, on=date(2026, 5, 5), title=title, actor=sup, closed=closed)
        for text in (own("my-dossier-section", 8)[1], own("my-dossier-timeline")[1]):
            assert "已结提醒" in text
            assert "未结函询" not in text

    def test_who_looked_tells_role_day_purpose_and_no_name(self, own, client, opened, sup, head, edu_head):
        client.force_login(sup)
        for tab in ("1", "2"):
            client.get(reverse("dossier", args=[edu_head.pk]) + f"?tab={tab}")
        assert len(who_looked(edu_head)) == 1
        client.force_login(head)
        status, text = own("my-dossier-looked")
        assert status == 200
        assert "2026-06-30" in text
        assert sup.full_name not in text

    def test_he_has_no_staff_door_to_it(self, own, edu_head):
        assert own("dossier", edu_head.pk)[0] == 403

    def test_an_account_without_official_has_none(self, client, sup):
        client.force_login(sup)
        assert client.get(reverse("my-dossier")).status_code == 403


class TestDirectory:
    def test_lists_name_post_unit_in_one_fixed_order(self, client, sup, edu_head, edu_deputy, health_head):
        client.force_login(sup)
        text = client.get(reverse("official-list") + "?sort=-name").content.decode()
        assert edu_head.name in text
        assert health_head.name not in text
        assert "lj-sort" not in text
        assert text.index(edu_head.name) < text.index(edu_deputy.name)

    @pytest.mark.parametrize("query", ["任景", "rjh", "renjingheng", "O-0001"])
    def test_finds_by_name_pinyin_initials_code(self, client, sup, edu_head, query):
        client.force_login(sup)
        assert edu_head.name in client.get(reverse("official-list"), {"q": query}).content.decode()
        assert edu_head.name in client.get(reverse("search"), {"q": query}).content.decode()

    def test_never_by_resident_id_or_phone(self, client, sup, edu_head):
        client.force_login(sup)
        for secret in (edu_head.resident_id, edu_head.phone):
            assert edu_head.name not in client.get(reverse("official-list"), {"q": secret}).content.decode()

    def test_export_holds_the_directory_only(self, client, deputy, edu_head):
        client.force_login(deputy)
        response = client.post(reverse("official-list"), {"purpose": "核对名册"})
        assert response.status_code == 200
        assert edu_head.resident_id.encode() not in response.content
        assert AuditEntry.objects.filter(event=AuditEvent.EXPORT).count() == 1

    def test_api_is_read_only_and_tells_no_more(self, client, sup, edu_head, health_head):
        client.force_login(sup)
        rows = client.get("/api/v1/officials/").json()["results"]
        assert [row["code"] for row in rows] == [edu_head.code]
        assert set(rows[0]) == {"id", "code", "name", "managed_by", "posts"}
        assert rows[0]["posts"][0]["is_head"] is True
        assert client.get(f"/api/v1/officials/{health_head.pk}/").status_code == 404
        assert client.post("/api/v1/officials/", json.dumps({}), content_type="application/json").status_code == 405

    def test_the_data_office_has_no_directory(self, client, city, edu_head):
        client.force_login(make_user("dat", "DAT", units=[city], kind="TREE"))
        assert client.get(reverse("official-list")).status_code == 403
        assert client.get(reverse("dossier", args=[edu_head.pk])).status_code == 403

    def test_the_units_page_shows_the_team(self, client, sup, education, edu_head, edu_deputy):
        client.force_login(sup)
        text = client.get(education.get_absolute_url()).content.decode()
        assert edu_head.name in text
        assert edu_deputy.name in text


def test_records_need_an_open_dossier_and_sense(sup, edu_head):
    from core.errors import InvalidInput, NotAllowed

    good = {"official": edu_head, "section": 14, "on": date(2026, 3, 1), "title": "第一课", "actor": sup}
    with pytest.raises(NotAllowed):
        record_add(**good)
    dossier_open(official=edu_head, user=sup, purpose="DAILY", reason="季度日常监督")
    for wrong in ({"section": 9}, {"on": date(2026, 7, 1)}, {"until": date(2026, 4, 1)}):
        with pytest.raises(InvalidInput):
            record_add(**(good | wrong))
    assert record_add(**good).entered_by == sup


def test_who_opened_what_is_for_those_who_watch(client, sup, deputy, opened, stranger):
    for user, status in ((deputy, 200), (sup, 403)):
        client.force_login(user)
        assert client.get(reverse("dossier-access-list")).status_code == status
    client.force_login(stranger)
    assert client.get(opened.get_absolute_url()).status_code == 404
    assert Official.objects.count() == 1
