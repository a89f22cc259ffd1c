"""R14 complete: purpose, reason, authority, window, limit with alert, read-only, no bulk; R24: the trail says why."""

from datetime import timedelta

import pytest
from django.urls import get_resolver
from django.utils import timezone

from core.audit.models import AuditEntry, AuditEvent
from core.errors import Conflict, InvalidInput, NotAllowed
from core.workflow.services import transition_perform
from officials.dossier.access.services import dossier_open, dossier_read
from officials.models import AccessAlert, DossierAccess, DossierRecord
from officials.recusal.services import interest_declare
from organization.models import JurisdictionKind
from tests.officials.conftest import make_official
from tests.support.cast import make_user


def open_(official, user, **changes) -> DossierAccess:
    return dossier_open(official=official, user=user, **({"purpose": "DAILY", "reason": "季度日常监督"} | changes))


@pytest.fixture
def archivist(city):
    return make_user("arc", "ARC", units=[city], kind=JurisdictionKind.TREE)


def test_r14_the_emergency_purpose_is_not_for_the_door(sup, edu_head):
    with pytest.raises(InvalidInput):
        open_(edu_head, sup, purpose="EMERGENCY")


def test_r14_an_opening_says_purpose_reason_authority_and_hours(sup, archivist, deputy, edu_head, health_head):
    standing = open_(edu_head, sup)
    granted = transition_perform(instance=open_(edu_head, archivist), name="grant", actor=deputy)
    for access in (standing, granted):
        assert access.purpose
        assert access.reason
        assert access.standing or access.decided_by == deputy
        left = access.until - timezone.now()
        assert timedelta(hours=7, minutes=59) < left <= timedelta(hours=8)


def test_r14_a_window_that_is_over_needs_a_new_reason(client, sup, edu_head):
    access = open_(edu_head, sup)
    client.force_login(sup)
    address = f"/officials/{edu_head.pk}/dossier/"
    assert client.get(address).context["access"] == access
    DossierAccess.objects.update(until=timezone.now())
    assert "access" not in client.get(address).context


def test_r14_the_eleventh_dossier_of_a_day_is_refused_and_the_overseer_alerted(sup, education):
    people = [make_official(f"甲守{number}", managed_by=education) for number in range(11)]
    for official in people[:10]:
        open_(official, sup)
    with pytest.raises(NotAllowed):
        open_(people[10], sup)
    assert AccessAlert.objects.get().kind == "LIMIT"
    assert AuditEntry.objects.filter(event=AuditEvent.REFUSED, actor=sup, object_id=people[10].pk).exists()


def test_r14_there_is_no_list_of_dossiers_and_no_endpoint(client, secretary, edu_head):
    DossierRecord.objects.create(
        official=edu_head, section=8, on="2026-01-01", title="谈话", entered_by=secretary, entered_at=timezone.now()
    )
    assert not DossierRecord.objects.visible_to(secretary).exists()
    names = {str(pattern.pattern) for pattern in get_resolver().url_patterns}
    assert not any("dossier" in name for name in names)
    client.force_login(secretary)
    assert client.get("/api/v1/dossiers/").status_code == 404


def test_r14_a_request_against_a_ground_goes_to_the_deputy_and_not_to_the_recused_one(sup, deputy, deputy2, edu_head):
    interest_declare(actor=sup, official=edu_head, kind="INTEREST", ground="曾为同学")
    interest_declare(actor=deputy, official=edu_head, kind="INTEREST", ground="曾为同学")
    access = open_(edu_head, sup)
    assert access.status == "REQUESTED"
    with pytest.raises(NotAllowed):
        transition_perform(instance=access, name="grant", actor=deputy)
    assert transition_perform(instance=access, name="grant", actor=deputy2).status == "GRANTED"
    with pytest.raises(Conflict):
        transition_perform(instance=access, name="grant", actor=deputy2)


def test_r24_every_part_that_is_read_is_in_the_trail_and_in_ones_own_log(client, sup, edu_head):
    access = open_(edu_head, sup)
    dossier_read(access=access, part="8")
    entry = AuditEntry.objects.filter(event=AuditEvent.READ, actor=sup).latest("pk")
    assert (entry.additional_data["purpose"], entry.additional_data["part"]) == ("DAILY", "8")
    client.force_login(sup)
    assert edu_head.name in client.get("/audit/mine/").content.decode()
