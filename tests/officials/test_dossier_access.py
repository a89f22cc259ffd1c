"""R14: purpose, reason, authority, window, limit a day; R15: recusal; R24: every reading is in the trail."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from core.audit.models import AuditEntry, AuditEvent
from core.errors import Conflict, InvalidInput, NotAllowed
from core.workbench.queries import todos_for
from core.workflow.services import transition_perform
from officials.dossier.access.models import AccessAlert, AccessState, AlertKind, DossierAccess
from officials.dossier.access.services import alert_close, dossier_open
from officials.dossier.queries import active_access
from officials.models import Official
from organization.models import JurisdictionKind
from tests.officials.conftest import make_official
from tests.support.cast import make_user

REASON = "季度日常监督"


def open_(official, user, **changes) -> DossierAccess:
    return dossier_open(official=official, user=user, **({"purpose": "DAILY", "reason": REASON} | changes))


@pytest.fixture
def archivist(city):
    return make_user("arc", "ARC", units=[city], kind=JurisdictionKind.TREE)


@pytest.fixture
def overseer(city):
    return make_user("cso", "CSO", units=[city], kind=JurisdictionKind.TREE)


def test_standing_authorisation_opens_for_eight_hours(sup, edu_head):
    access = open_(edu_head, sup)
    assert (access.status, access.standing, access.role) == (AccessState.GRANTED, True, "SUP")
    assert timedelta(hours=7, minutes=59) < access.until - timezone.now() <= timedelta(hours=8)
    assert active_access(edu_head, sup) == access


def test_the_window_closes(sup, edu_head):
    access = open_(edu_head, sup)
    DossierAccess.objects.filter(pk=access.pk).update(until=timezone.now())
    assert active_access(edu_head, sup) is None


def test_an_opening_is_for_one_dossier_and_one_person(sup, sup_colleague, edu_head, edu_deputy):
    open_(edu_head, sup)
    assert active_access(edu_deputy, sup) is None
    assert active_access(edu_head, sup_colleague) is None


@pytest.mark.parametrize("changes", [{"purpose": ""}, {"purpose": "CURIOSITY"}, {"reason": "  "}, {"reason": "看看"}])
def test_purpose_and_reason_are_needed(sup, edu_head, changes):
    with pytest.raises(InvalidInput):
        open_(edu_head, sup, **changes)
    assert not DossierAccess.objects.exists()


def test_a_role_without_the_right_is_refused(liaison, edu_head):
    with pytest.raises(NotAllowed):
        open_(edu_head, liaison)


def test_without_standing_authorisation_the_deputy_decides(archivist, deputy, edu_head):
    access = open_(edu_head, archivist, purpose="CUSTODY")
    assert access.status == AccessState.REQUESTED
    assert active_access(edu_head, archivist) is None
    assert [todo.url for todo in todos_for(deputy)] == [access.get_absolute_url()]
    transition_perform(instance=access, name="grant", actor=deputy)
    assert active_access(edu_head, archivist) == access
    assert todos_for(deputy) == []


def test_a_refused_request_stays_closed_and_needs_a_reason(archivist, deputy, edu_head):
    access = open_(edu_head, archivist)
    with pytest.raises(InvalidInput):
        transition_perform(instance=access, name="refuse", actor=deputy)
    transition_perform(instance=access, name="refuse", actor=deputy, reason="目的不明")
    assert active_access(edu_head, archivist) is None


def test_a_second_request_waits_for_the_first(archivist, edu_head):
    open_(edu_head, archivist)
    with pytest.raises(Conflict):
        open_(edu_head, archivist)


def test_nobody_decides_about_his_own_request_or_his_own_dossier(city, deputy, archivist):
    own = make_official("贺慎川", managed_by=city, user=deputy)
    access = open_(own, archivist)
    with pytest.raises(NotAllowed):
        transition_perform(instance=access, name="grant", actor=deputy)
    assert todos_for(deputy) == []
    with pytest.raises(IntegrityError), transaction.atomic():
        DossierAccess.objects.filter(pk=access.pk).update(decided_by=archivist)


def test_the_database_grants_nothing_without_authority(sup, edu_head):
    with pytest.raises(IntegrityError), transaction.atomic():
        DossierAccess.objects.create(
            official=edu_head,
            user=sup,
            purpose="DAILY",
            reason=REASON,
            status=AccessState.GRANTED,
            asked_at=timezone.now(),
            until=timezone.now(),
        )


def test_ones_own_dossier_stays_closed_and_the_overseer_hears_of_it(city, sup, overseer):
    own = make_official("钟嘉屿", managed_by=city, user=sup)
    for _ in range(2):
        with pytest.raises(NotAllowed):
            open_(own, sup)
    alert = AccessAlert.objects.get()
    assert (alert.kind, alert.user, alert.official) == (AlertKind.RECUSAL, sup, own)
    assert [todo.url for todo in todos_for(overseer)] == [alert.get_absolute_url()]
    assert AuditEntry.objects.filter(event=AuditEvent.REFUSED, actor=sup).count() == 2


def test_a_colleague_of_the_last_three_years_needs_the_deputy(education, edu_head):
    colleague = make_user("staff", "SUP", units=[education], unit=education)
    assert open_(edu_head, colleague).status == AccessState.REQUESTED


def test_eleven_dossiers_a_day_are_one_too_many(city, education, sup, overseer):
    people = [make_official(f"甲守{number}", managed_by=education) for number in range(11)]
    for official in people[:10]:
        access = open_(official, sup)
        assert access.status == AccessState.GRANTED
    with pytest.raises(NotAllowed, match="10"):
        open_(people[10], sup)
    alert = AccessAlert.objects.get()
    assert alert.kind == AlertKind.LIMIT
    assert not DossierAccess.objects.filter(official=people[10]).exists()
    DossierAccess.objects.update(created_at=timezone.now() - timedelta(days=1))
    open_(people[10], sup)


def test_an_alert_is_closed_once_with_a_finding(city, sup, overseer):
    with pytest.raises(NotAllowed):
        open_(make_official("钟嘉屿", managed_by=city, user=sup), sup)
    alert = AccessAlert.objects.get()
    with pytest.raises(InvalidInput):
        alert_close(alert=alert, finding=" ", actor=overseer)
    with pytest.raises(NotAllowed):
        alert_close(alert=alert, finding="误点", actor=sup)
    alert_close(alert=alert, finding="误点", actor=overseer)
    with pytest.raises(Conflict):
        alert_close(alert=alert, finding="再看", actor=overseer)


@pytest.mark.django_db(transaction=True)
def test_two_openings_at_once_do_not_both_become_the_tenth(city, education, sup):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite writes one after the other anyway")
    people = [make_official(f"甲守{number}", managed_by=education) for number in range(11)]
    for official in people[:9]:
        open_(official, sup)

    def rush(official: Official) -> None:
        try:
            open_(official, sup)
        except NotAllowed:
            return
        finally:
            connection.close()

    threads = [threading.Thread(target=rush, args=[official]) for official in people[9:]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert DossierAccess.objects.count() == 10
