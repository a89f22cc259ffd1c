"""The register of leads of the demo city: every state, P01 and P06; nobody acts where he is kept off."""

from datetime import date

import pytest

from cases.clarifications.choices import Status as Clarified
from cases.clarifications.models import Clarification
from cases.clarifications.todos import owed
from cases.leads.choices import Status
from cases.leads.models import Lead
from core.workflow import guards
from officials.dossier.queries import sections_for
from officials.models import Official
from organization.models import User

pytestmark = pytest.mark.usefixtures("demo_city")


def test_the_register_has_the_volume_of_the_handbook_and_every_state():
    assert Lead.objects.count() == 260
    assert set(Lead.objects.values_list("status", flat=True)) == set(Status)


def test_p01_the_forty_first_lead_of_the_year_has_no_opinion_in_time():
    lead = Lead.objects.get(doc_no="云纪线〔2026〕41号")
    assert (lead.received_on, lead.due_on, lead.status) == (date(2026, 5, 20), date(2026, 6, 20), "ASSIGNED")
    late = Lead.objects.filter(closed_at__isnull=True, due_on__lt=date(2026, 6, 30))
    assert list(late) == [lead]


def test_p06_the_clarification_stands_in_section_15_and_the_lead_is_hidden():
    official = Official.objects.get(code="O-0117")
    secretary = User.objects.get(username="sec")
    sections = {section.title.no: section for section in sections_for(official, secretary)}
    clarified = str([part.content.rows for part in sections[15].parts])
    assert "云纪澄〔2026〕2号" in clarified
    assert "澄清函" in clarified
    assert sections[9].parts[0].content.rows == ()
    lead = Lead.objects.get(official=official)
    assert lead.status == "ARCHIVED"
    for login in ("sec", "dep1", "dep2", "dep3", official.user.username):
        assert not Lead.objects.visible_to(User.objects.get(username=login)).filter(pk=lead.pk).exists(), login


def test_whatever_is_under_way_is_with_somebody_who_may_see_and_do_it():
    for lead in Lead.objects.exclude(status="ARCHIVED").exclude(handler=None).select_related("official__user"):
        assert Lead.objects.visible_to(lead.handler).filter(pk=lead.pk).exists(), lead
        assert guards.objection(lead, lead.handler) is None, lead


def test_untrue_reports_wait_for_their_clarification_or_have_it():
    waiting = {lead.pk for user in User.objects.filter(groups__name__in=("SUP", "STA", "INV")) for lead in owed(user)}
    assert len(waiting) == 2
    assert {"ASKED", "PLANNED", "EXECUTED", "CLOSED", "DROPPED"} == set(
        Clarification.objects.values_list("status", flat=True)
    )
    assert Clarification.objects.filter(status=Clarified.CLOSED).count() == 2
