"""Section 9 of the dossier: for those who may see the lead; from the others not even that there is one."""

import pytest

from officials.dossier.queries import sections_for, self_sections
from organization.models import JurisdictionKind
from tests.support.cast import make_user

pytestmark = pytest.mark.django_db


def leads_in(official, user) -> tuple:
    return next(row for row in sections_for(official, user) if row.title.no == 9).parts[0].content.rows


def test_section_nine_shows_a_lead_to_its_office_and_the_leaders(at, accused, sup, deputy, education):
    lead = at("propose")
    other_office = make_user("sta", "STA", units=[education], kind=JurisdictionKind.STATIONED)
    assert lead.doc_no in leads_in(accused, sup)[0][0]
    assert len(leads_in(accused, deputy)) == 1
    assert leads_in(accused, other_office) == ()


def test_r11_laid_aside_it_is_gone_for_the_leaders_and_stays_for_the_office(at, accused, sup, deputy):
    at("approve", method="SHELVE")
    assert len(leads_in(accused, sup)) == 1
    assert leads_in(accused, deputy) == ()


def test_what_was_found_untrue_stands_in_no_dossier(at, accused, sup):
    at("accept", outcome="UNTRUE")
    assert leads_in(accused, sup) == ()


def test_the_official_has_no_section_nine(at, accused):
    at("assign")
    assert 9 not in {section.title.no for section in self_sections(accused)}
