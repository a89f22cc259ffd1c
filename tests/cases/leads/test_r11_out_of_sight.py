"""R11: laid aside or closed, a lead is seen by the case office and the assigned office only, through every door.

Beside it R13 (need to know), R16 (the own house), R17 and the refusals of handbook 4.5: never by the person concerned.
"""

import io

import openpyxl
import pytest

from cases.leads.models import Lead
from core.audit.models import AuditEntry, AuditEvent
from core.errors import NotAllowed
from core.records.exports import MEDIA_TYPE
from organization.models import JurisdictionKind
from tests.support.cast import make_user

pytestmark = pytest.mark.django_db
AWAY = {
    "laid aside at once": {"last": "approve", "method": "SHELVE"},
    "concluded at once": {"last": "approve", "method": "CONCLUDE"},
    "laid aside after all": {"last": "accept", "outcome": "SHELVE"},
    "found untrue": {"last": "accept", "outcome": "UNTRUE"},
    "archived": {"last": "archive", "outcome": "UNPROVEN"},
}


@pytest.fixture(params=AWAY)
def away(request, at) -> Lead:
    return at(**AWAY[request.param])


@pytest.fixture
def export_right(monkeypatch):
    """R27 keeps exports to few; here it is the rows that are asked about."""
    monkeypatch.setattr("core.mechanisms.views.MechanismListView.export_permission", "cases.view_lead")


def exported(client) -> str:
    answer = client.post("/leads/", {"purpose": "核对"})
    assert answer["Content-Type"] == MEDIA_TYPE
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    return str([cell for row in sheet.iter_rows(values_only=True) for cell in row])


def doors(client, lead: Lead) -> set[str]:
    """The doors through which the signed-in person finds the lead."""
    rows = client.get("/api/v1/leads/")
    found = {
        "page": client.get(lead.get_absolute_url()).status_code == 200,
        "list": f'href="{lead.get_absolute_url()}"' in client.get("/leads/").content.decode(),
        "api list": any(row["id"] == lead.pk for row in rows.json()["results"]),
        "api": client.get(f"/api/v1/leads/{lead.pk}/").status_code == 200,
        "search": lead.get_absolute_url() in client.get(f"/search/?q={lead.doc_no}").content.decode(),
        "export": lead.doc_no in exported(client),
    }
    return {door for door, open_ in found.items() if open_}


ALL = {"page", "list", "api list", "api", "search", "export"}


def test_r11_page_api_search_and_export_show_it_to_the_case_office_and_the_assigned_office(
    client, away, export_right, registrar, sup, sup_colleague
):
    for user in (registrar, sup, sup_colleague):
        client.force_login(user)
        assert doors(client, away) == ALL, user.username


def test_r11_and_hide_it_from_everybody_else(client, away, export_right, secretary, deputy, stranger, education):
    other_office = make_user("sta", "STA", units=[education], kind=JurisdictionKind.STATIONED)
    for user in (secretary, deputy, stranger, other_office):
        client.force_login(user)
        assert doors(client, away) == set(), user.username
        assert client.get(away.get_absolute_url()).status_code == 404


def test_in_its_course_leaders_see_it_and_other_offices_do_not(client, at, export_right, secretary, deputy, education):
    lead = at("propose")
    other_office = make_user("sta", "STA", units=[education], kind=JurisdictionKind.STATIONED)
    for user, found in ((secretary, ALL), (deputy, ALL), (other_office, set())):
        client.force_login(user)
        assert doors(client, lead) == found


def test_whoever_lays_a_lead_aside_comes_back_to_his_desk_and_not_to_a_missing_page(client, at, deputy):
    lead = at("propose", method="SHELVE")
    client.force_login(deputy)
    assert client.post(f"/records/cases/lead/{lead.pk}/approve/").url == "/"
    lead.refresh_from_db()
    assert lead.status == "SHELVED"


def test_the_person_concerned_and_his_head_never_see_it(client, at, accused, head, export_right):
    for last in ("assign", "approve", "accept"):
        lead = at(last)
        for user in (accused.user, head):
            assert not Lead.objects.visible_to(user).exists()
            client.force_login(user)
            assert client.get("/leads/").status_code == 403
            assert client.get(lead.get_absolute_url()).status_code in (403, 404)
            assert client.get(f"/api/v1/leads/{lead.pk}/").status_code in (403, 404)


def test_a_member_of_the_office_does_not_see_a_lead_about_himself(at, accused, registrar):
    at("assign")
    accused.user = registrar
    accused.save()
    assert not Lead.objects.visible_to(registrar).exists()


def test_r13_a_lead_whose_unit_is_unknown_is_seen_by_the_handler_only_in_his_office(at, sup, sup_colleague, registrar):
    lead = at("assign", official=None, subject="某局工作人员")
    assert Lead.objects.visible_to(sup).get() == lead
    assert not Lead.objects.visible_to(sup_colleague).exists()
    assert Lead.objects.visible_to(registrar).exists()


def test_r13_other_roles_meet_no_lead_at_all(at, city):
    at("assign")
    for role in ("PET", "TRI", "CON", "INS", "DAT", "ARC", "ORG", "JNT", "ADM", "SMA", "AUD"):
        user = make_user(role.lower(), role, units=[city], kind=JurisdictionKind.TREE)
        assert not Lead.objects.visible_to(user).exists(), role


class TestR16TheOwnHouse:
    @pytest.fixture
    def about_us(self, received, overseer, colleague, commission) -> list[Lead]:
        return [
            received(overseer, official=colleague),
            received(overseer, official=None, unit=commission, subject="审查调查室工作人员"),
        ]

    def test_r16_overseer_and_secretary_see_it_and_nobody_else(
        self, about_us, step, overseer, secretary, registrar, deputy, colleague, sup
    ):
        leads = [step(lead, "register", actor=overseer) for lead in about_us]
        for user, seen in ((overseer, 2), (secretary, 2), (registrar, 0), (deputy, 0), (sup, 0), (colleague.user, 0)):
            assert Lead.objects.visible_to(user).count() == seen, user.username
        assert {lead.unit.code for lead in leads} == {"U02"}

    def test_r16_the_overseer_sees_nobody_elses(self, at, overseer):
        at("assign")
        assert not Lead.objects.visible_to(overseer).exists()

    def test_r16_each_registers_at_the_right_desk(self, received, registrar, overseer, commission, colleague):
        with pytest.raises(NotAllowed):
            received(registrar, official=None, unit=commission)
        with pytest.raises(NotAllowed):
            received(registrar, official=colleague)
        with pytest.raises(NotAllowed):
            received(overseer)

    def test_r16_it_is_handled_by_the_overseers_and_approved_by_the_secretary(
        self, about_us, step, overseer, secretary, sup
    ):
        lead = step(about_us[0], "register", actor=overseer)
        with pytest.raises(NotAllowed):
            step(lead, "assign", actor=overseer, office="SUP", handler=sup)
        lead = step(lead, "assign", actor=overseer, office="CSO", handler=overseer)
        lead = step(lead, "propose", actor=overseer)
        assert step(lead, "approve", actor=secretary).status == "VERIFICATION"


def test_r24_reading_one_is_in_the_trail_and_what_it_is_about_is_not(client, at, sup, accused):
    lead = at("propose")
    client.force_login(sup)
    client.get(lead.get_absolute_url())
    kept = AuditEntry.objects.filter(object_pk=str(lead.pk), content_type__model="lead")
    assert kept.filter(event=AuditEvent.READ, actor=sup).exists()
    words = str(list(kept.values_list("object_repr", "changes", "additional_data")))
    for secret in (accused.name, lead.summary, lead.opinion):
        assert secret not in words


def test_r17_there_is_no_room_for_who_reported_it():
    names = {field.name for field in Lead._meta.get_fields()}
    assert not {name for name in names if "inform" in name or "whistle" in name or "petitioner" in name}


def test_the_list_asks_the_same_number_of_questions_for_any_number_of_rows(
    client, at, registrar, django_assert_max_num_queries
):
    for _number in range(3):
        at("assign")
    client.force_login(registrar)
    client.get("/leads/")
    with django_assert_max_num_queries(20):
        assert len(client.get("/leads/").context["table"].rows) == 3
