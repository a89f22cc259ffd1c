"""R22: one file outside scope, once, with a reason; the deputies told, reviewed by CSO within 48 hours."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from core import clock
from core.audit.models import AuditEntry, AuditEvent
from core.errors import Conflict, InvalidInput, NotAllowed
from core.outbox.queries import messages_to
from core.templatetags.ui import due
from core.workbench.queries import todos_for
from core.workflow.services import transition_perform
from officials.dossier.emergency.services import glass_break
from officials.dossier.queries import active_access
from officials.models import BreakGlass, DossierAccess, Official
from organization.models import JurisdictionKind
from tests.officials.conftest import make_official
from tests.support.cast import make_unit, make_user

REASON = "紧急处置,来不及履行审批手续"


@pytest.fixture
def county_official(db) -> Official:
    """Beyond the city: nobody's jurisdiction here."""
    return make_official("丁振樾", managed_by=make_unit("U90", "外县"))


def break_(actor, official, **changes) -> BreakGlass:
    return glass_break(actor=actor, **({"code": official.code, "reason": REASON} | changes))


def test_r22_the_secretary_opens_a_file_outside_scope_for_one_window(client, secretary, county_official):
    client.force_login(secretary)
    assert client.get(f"/officials/{county_official.pk}/dossier/").status_code == 404
    answer = client.post("/officials/break-glass/new/", {"code": county_official.code, "reason": REASON})
    assert answer.url == f"/officials/{county_official.pk}/dossier/"
    assert client.get(answer.url).status_code == 200
    access = active_access(county_official, secretary)
    assert (access.purpose, access.break_glass.status) == ("EMERGENCY", "OPEN")
    DossierAccess.objects.update(until=timezone.now())
    assert client.get(answer.url).status_code == 404


def test_r22_the_deputies_are_told_and_the_overseer_reviews_within_48_hours(
    secretary, deputy, overseer, county_official
):
    row = break_(secretary, county_official)
    assert row.review_due_at - row.opened_at == timedelta(hours=48)
    (message,) = messages_to(deputy)
    assert county_official.name not in message.subject
    assert message.owner == row
    assert list(messages_to(secretary)) == []
    (todo,) = todos_for(overseer)
    assert (todo.url, todo.due) == (row.get_absolute_url(), clock.today() + timedelta(days=2))


def test_r22_a_review_that_is_late_is_shown_as_overdue(client, settings, secretary, overseer, county_official):
    row = break_(secretary, county_official)
    settings.TODAY = clock.today() + timedelta(days=5)
    client.force_login(overseer)
    overdue = str(due(row.due_on))
    assert "lj-ink-bad" in overdue
    assert overdue in client.get("/officials/break-glass/").content.decode()
    assert overdue in client.get(row.get_absolute_url()).content.decode()


@pytest.mark.parametrize(("name", "status"), [("find_justified", "JUSTIFIED"), ("find_unjustified", "UNJUSTIFIED")])
def test_r22_the_review_has_a_finding_and_comes_from_the_overseer(
    secretary, deputy, overseer, county_official, name, status
):
    row = break_(secretary, county_official)
    for wrong in (deputy, secretary):
        with pytest.raises(NotAllowed):
            transition_perform(instance=row, name=name, actor=wrong, reason="复核意见")
    with pytest.raises(InvalidInput):
        transition_perform(instance=row, name=name, actor=overseer)
    row = transition_perform(instance=row, name=name, actor=overseer, reason="复核意见")
    assert (row.status, row.reviewed_by, row.finding, row.due_on) == (status, overseer, "复核意见", None)
    assert todos_for(overseer) == []
    assert messages_to(deputy).count() == 2
    with pytest.raises(Conflict):
        transition_perform(instance=row, name=name, actor=overseer, reason="再次")


def test_r22_once_until_it_is_reviewed(secretary, overseer, county_official):
    row = break_(secretary, county_official)
    with pytest.raises(Conflict):
        break_(secretary, county_official)
    transition_perform(instance=row, name="find_justified", actor=overseer, reason="确有必要")
    DossierAccess.objects.update(until=timezone.now())
    break_(secretary, county_official)


def test_r22_it_stands_in_the_trail(secretary, county_official):
    row = break_(secretary, county_official)
    entry = AuditEntry.objects.get(event=AuditEvent.READ, actor=secretary)
    assert entry.additional_data == {"break_glass": row.pk}
    assert AuditEntry.objects.filter(content_type__model="breakglass", object_id=row.pk).exists()


def test_r22_a_file_within_scope_opens_the_usual_way(secretary, edu_head):
    with pytest.raises(Conflict):
        break_(secretary, edu_head)


def test_r22_neither_ones_own_file_nor_kins(city, secretary, secretary_official, county_official):
    from officials.recusal.services import interest_declare

    interest_declare(actor=secretary, official=county_official, kind="KIN", relation="OTHER", ground="堂弟")
    for official in (secretary_official, county_official):
        with pytest.raises(NotAllowed):
            break_(secretary, official)
    assert not BreakGlass.objects.exists()


@pytest.mark.parametrize("changes", [{"reason": "急"}, {"code": "O-9999"}])
def test_what_is_missing_is_named(secretary, county_official, changes):
    with pytest.raises(InvalidInput):
        break_(secretary, county_official, **changes)


@pytest.mark.parametrize("role", ["DEP", "CSO", "SUP", "ARC", "ADM"])
def test_r22_nobody_else_breaks_the_glass(client, city, county_official, role):
    user = make_user("x", role, units=[city], kind=JurisdictionKind.TREE)
    with pytest.raises(NotAllowed):
        break_(user, county_official)
    client.force_login(user)
    assert client.get("/officials/break-glass/new/").status_code == 403


def test_r22_the_database_keeps_opener_and_reviewer_apart(secretary, county_official):
    row = break_(secretary, county_official)
    with pytest.raises(IntegrityError), transaction.atomic():
        BreakGlass.objects.filter(pk=row.pk).update(reviewed_by=secretary, finding="x")
