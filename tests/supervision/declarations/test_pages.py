"""Staff pages by the frame: lists, pages, coverage, calls, dossier, indicators."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from core.audit.models import AuditEntry, AuditEvent
from core.parameters import Values
from early_warning.ecology.measures import Question
from officials.dossier.queries import relations_for, sections_for, self_sections, timeline_for
from supervision.declarations.indicators import ceremonies_on_time, filings_on_time
from supervision.declarations.models import CeremonyInspection, CeremonyReport, KinReview
from supervision.declarations.services import ceremony_file_after, kin_file
from tests.supervision.declarations.conftest import COMPANY, afterwards, do


def as_(client, user):
    client.force_login(user)
    return client


def test_the_list_shows_who_filed_and_no_content(client, sup, filed):
    page = as_(client, sup).get(reverse("kin-declarations-list")).content.decode()
    assert str(filed.official) in page
    assert COMPANY not in page


def test_the_page_shows_the_businesses_and_reading_it_is_written_down(client, sup, received):
    page = as_(client, sup).get(reverse("kin-declarations-detail", args=[received.pk])).content.decode()
    assert COMPANY in page
    assert AuditEntry.objects.filter(event=AuditEvent.READ, object_id=received.pk).exists()


def test_what_relatives_do_stands_in_no_audit_trail(filed):
    assert not [
        entry for entry in AuditEntry.objects.all() if COMPANY in str(entry.changes) + str(entry.additional_data)
    ]


def test_the_receiver_receives_many_at_once(client, org, filed):
    url = reverse("kin-declarations-list")
    as_(client, org).post(url, {"bulk": "receive", "pk": [filed.pk]})
    filed.refresh_from_db()
    assert filed.status == "REVIEWED"


def test_an_examination_begins_on_the_page_of_the_declaration(client, sup, received):
    business = received.current_businesses().get()
    page = as_(client, sup).get(reverse("kin-declarations-detail", args=[received.pk])).content.decode()
    url = f"{reverse('kin-reviews-new')}?business={business.pk}"
    assert url in page
    client.post(url, {"business": business.pk, "grounds": "与分管行业有关"})
    review = KinReview.objects.get()
    assert (review.official, review.unit) == (received.official, received.unit)
    assert client.get(review.get_absolute_url()).status_code == 200


def test_other_peoples_businesses_are_not_examined(client, stranger, received):
    business = received.current_businesses().get()
    as_(client, stranger).post(reverse("kin-reviews-new"), {"business": business.pk, "grounds": "x"})
    assert not KinReview.objects.exists()


def test_an_inspection_is_proposed_on_the_page_of_the_ceremony(client, con, sup, sup_colleague, ceremony):
    page = as_(client, con).get(reverse("ceremony-reports-detail", args=[ceremony.pk])).content.decode()
    url = f"{reverse('ceremony-inspections-new')}?ceremony={ceremony.pk}"
    assert url in page
    given = {"ceremony": ceremony.pk, "grounds": "抽查", "inspector": sup.pk, "second_inspector": sup_colleague.pk}
    client.post(url, given)
    assert CeremonyInspection.objects.get().due_on == ceremony.event_on


def test_the_annual_filing_is_made_and_opened_on_its_page(client, con, member):
    as_(client, con).post(reverse("annual-filings-new"), {"kind": "MATTER", "year": 2026})
    from supervision.declarations.models import DeclarationCampaign

    campaign = DeclarationCampaign.objects.get()
    assert campaign.last_day == date(2026, 1, 31)
    client.post(reverse("transition", args=["supervision", "declarationcampaign", campaign.pk, "open"]))
    assert campaign.matter_reports.count() == 1
    assert client.get(campaign.get_absolute_url()).status_code == 200


def test_coverage_is_for_offices(client, sup, org, head, filed):
    for user in (sup, org):
        page = as_(client, user).get(reverse("declaration-coverage")).content.decode()
        assert str(filed.unit) in page
        assert str(filed.official) not in page
    assert as_(client, head).get(reverse("declaration-coverage")).status_code == 403


def test_the_conduct_office_counts_the_index_only(client, con, report, filed):
    page = as_(client, con).get(reverse("declaration-coverage") + "?kind=KIN").content.decode()
    assert 'value="KIN"' not in page


PHONED = {"phoned_on": "2026-01-05"}


def test_the_liaison_enters_a_call(client, liaison, member):
    page = as_(client, liaison).get(reverse("ceremony-phone")).content.decode()
    assert str(member) in page
    given = {"official": member.pk, "died_on": "2026-01-04", "event_on": "2026-01-07"} | PHONED
    assert client.post(reverse("ceremony-phone"), given).status_code == 302
    assert CeremonyReport.objects.get().phoned_by == liaison


def test_calls_are_entered_for_people_of_the_own_units_only(client, liaison, member, health):
    from tests.warnings.notices.conftest import make_official

    given = {"official": make_official(health).pk, "died_on": "2026-01-04", "event_on": "2026-01-07"} | PHONED
    assert as_(client, liaison).post(reverse("ceremony-phone"), given).status_code == 422


def test_calls_are_not_for_everybody(client, head):
    assert as_(client, head).get(reverse("ceremony-phone")).status_code == 403


def test_the_dossier_has_index_declarations_and_ceremonies(received, report, ceremony, sup, member):
    shown = {section.title.no: section for section in sections_for(member, sup)}
    for no in (3, 4, 5):
        assert any(part.content.rows for part in shown[no].parts), no
    assert COMPANY not in str([part.content.rows for part in shown[4].parts])
    own = {section.title.no for section in self_sections(member) if any(part.content.rows for part in section.parts)}
    assert own >= {3, 4, 5}
    assert any(entry.on == date(2026, 4, 20) for entry in timeline_for(member, sup))


def ask(unit, as_of: date) -> Question:
    return Question((unit.code,), date(2026, 1, 1), date(2026, 6, 30), as_of, Values(key="x", version=0, items={}))


def test_d1_counts_days_and_never_contents(due, member, on):
    kin_file(declaration=due, actor=member.user, businesses=[], none_declared=True)
    found = filings_on_time(ask(due.unit, date(2026, 6, 30)))[due.unit.code]
    assert (found.numerator, found.denominator) == (1, 1)
    assert str(member) not in str(found.rows)


def test_d1_waits_for_the_last_day_and_counts_what_is_missing(due):
    assert filings_on_time(ask(due.unit, date(2026, 1, 31)))[due.unit.code].n == 0
    assert filings_on_time(ask(due.unit, date(2026, 2, 1)))[due.unit.code].numerator == Decimal(0)


@pytest.mark.parametrize(("day", "met"), [(date(2026, 5, 20), 1), (date(2026, 6, 1), 0)])
def test_d2_wants_both_reports_in_time(ceremony, con, member, on, day, met):
    agreed = do(ceremony, "agree", con)
    on(day)
    ceremony_file_after(ceremony=agreed, actor=member.user, given=afterwards())
    found = ceremonies_on_time(ask(ceremony.unit, date(2026, 6, 30)))[ceremony.unit.code]
    assert (found.numerator, found.denominator) == (met, 1)


def test_d2_leaves_out_what_was_called_off(ceremony, member):
    from supervision.declarations.services import ceremony_call_off

    ceremony_call_off(ceremony=ceremony, actor=member.user)
    assert ceremonies_on_time(ask(ceremony.unit, date(2026, 6, 30)))[ceremony.unit.code].n == 0


def test_the_public_company_data_are_a_list_for_those_who_compare(client, companies, sup, head):
    client.force_login(sup)
    page = client.get(reverse("public-company-list") + "?q=澜庭").content.decode()
    assert companies.code in page
    assert companies.status in page
    assert reverse("import-new", args=["public-companies"]) in page
    assert companies.code not in client.get(reverse("public-company-list") + "?q=无此公司").content.decode()
    client.force_login(head)
    assert client.get(reverse("public-company-list")).status_code == 403


def test_declared_businesses_are_ties_of_the_dossier_by_role_and_company(filed, sup, member, stranger):
    ((_label, rows),) = [found for found in relations_for(member, sup) if "申报" in str(found[0])]
    assert [(row.who, row.start) for row in rows] == [(COMPANY, date(2021, 5, 6))]
    assert "配偶" in str(rows[0].what)
    assert not [found for found in relations_for(member, stranger) if "申报" in str(found[0])]
