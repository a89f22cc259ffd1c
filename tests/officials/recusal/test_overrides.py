"""R15: an override for one person and one official, time-limited, by a deputy with a reason; never against kin."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from core import clock
from core.audit.models import AuditEntry
from core.errors import Conflict, InvalidInput, NotAllowed
from core.outbox.queries import messages_to
from core.workbench.queries import todos_for
from core.workflow.queries import history_of
from core.workflow.services import transition_perform
from officials.dossier.access.services import dossier_open
from officials.models import RecusalOverride
from officials.recusal import recusals
from officials.recusal.services import interest_declare, override_request


@pytest.fixture
def interested(sup, edu_head):
    interest_declare(actor=sup, official=edu_head, kind="INTEREST", ground="曾参与同一项目评审")
    return edu_head


def ask(actor, official, **changes) -> RecusalOverride:
    values = {"reason": "该单位仅由本人联系", "until": clock.today() + timedelta(days=7)} | changes
    return override_request(actor=actor, official=official, **values)


def test_r15_an_approved_override_lifts_the_ground_until_its_last_day(settings, sup, deputy, overseer, interested):
    row = ask(sup, interested)
    assert recusals(interested, sup), "asking lifts nothing"
    assert row.get_absolute_url() in [todo.url for todo in todos_for(deputy)]
    row = transition_perform(instance=row, name="approve", actor=deputy, reason="确有必要")
    assert recusals(interested, sup) == []
    assert dossier_open(official=interested, user=sup, purpose="DAILY", reason="季度日常监督").standing
    settings.TODAY = row.until + timedelta(days=1)
    assert recusals(interested, sup)


def test_r15_it_is_for_one_official_and_one_person(sup, sup_colleague, deputy, interested, edu_deputy):
    for user, official in ((sup, edu_deputy), (sup_colleague, interested)):
        interest_declare(actor=user, official=official, kind="INTEREST", ground="有利害关系")
    transition_perform(instance=ask(sup, interested), name="approve", actor=deputy, reason="确有必要")
    assert recusals(edu_deputy, sup)
    assert recusals(interested, sup_colleague)


def test_r15_history_and_trail_keep_it_and_the_overseer_is_told(sup, deputy, overseer, interested):
    row = transition_perform(instance=ask(sup, interested), name="approve", actor=deputy, reason="确有必要")
    assert [(line.name, line.actor, line.reason) for line in history_of(row)] == [
        ("ask", sup, "该单位仅由本人联系"),
        ("approve", deputy, "确有必要"),
    ]
    assert AuditEntry.objects.filter(content_type__model="recusaloverride", object_id=row.pk).count() == 2
    (message,) = messages_to(overseer)
    assert message.owner == row
    assert interested.name not in message.subject


def test_r15_against_kin_and_oneself_there_is_no_override(sup, deputy, brothers, city):
    with pytest.raises(NotAllowed):
        ask(sup, brothers)


def test_r15_kinship_declared_meanwhile_stops_the_approval(sup, deputy, interested):
    row = ask(sup, interested)
    interest_declare(actor=sup, official=interested, kind="KIN", relation="OTHER", ground="堂兄")
    with pytest.raises(NotAllowed):
        transition_perform(instance=row, name="approve", actor=deputy, reason="确有必要")


def test_r15_an_override_does_not_lift_kinship_declared_later(sup, deputy, interested):
    transition_perform(instance=ask(sup, interested), name="approve", actor=deputy, reason="确有必要")
    interest_declare(actor=sup, official=interested, kind="KIN", relation="OTHER", ground="堂兄")
    assert recusals(interested, sup)[0].absolute


def test_r15_a_deputy_does_not_approve_his_own_and_the_database_holds_it(deputy, deputy2, interested):
    interest_declare(actor=deputy, official=interested, kind="INTEREST", ground="曾为同学")
    row = ask(deputy, interested)
    with pytest.raises(NotAllowed):
        transition_perform(instance=row, name="approve", actor=deputy, reason="自批")
    assert todos_for(deputy) == []
    with pytest.raises(IntegrityError), transaction.atomic():
        RecusalOverride.objects.filter(pk=row.pk).update(decided_by=deputy, decision="自批")
    transition_perform(instance=row, name="approve", actor=deputy2, reason="确有必要")


def test_r15_a_deputy_who_is_recused_himself_does_not_decide(sup, deputy, interested):
    interest_declare(actor=deputy, official=interested, kind="KIN", relation="OTHER", ground="表亲")
    with pytest.raises(NotAllowed):
        transition_perform(instance=ask(sup, interested), name="approve", actor=deputy, reason="确有必要")


@pytest.mark.parametrize("role", ["sup_colleague", "overseer", "secretary"])
def test_r15_other_roles_do_not_approve(request, sup, interested, role):
    with pytest.raises(NotAllowed):
        transition_perform(
            instance=ask(sup, interested), name="approve", actor=request.getfixturevalue(role), reason="确有必要"
        )


def test_r15_taken_back_it_lifts_nothing(sup, deputy, interested):
    row = transition_perform(instance=ask(sup, interested), name="approve", actor=deputy, reason="确有必要")
    transition_perform(instance=row, name="revoke", actor=deputy, reason="事项已移交")
    assert recusals(interested, sup)


def test_a_decision_needs_its_reason(sup, deputy, interested):
    with pytest.raises(InvalidInput):
        transition_perform(instance=ask(sup, interested), name="refuse", actor=deputy)


def test_what_cannot_be_asked_is_refused(sup, sup_colleague, interested):
    with pytest.raises(Conflict):
        ask(sup_colleague, interested)
    with pytest.raises(InvalidInput):
        ask(sup, interested, until=clock.today() + timedelta(days=31))
    with pytest.raises(InvalidInput):
        ask(sup, interested, reason="")
    ask(sup, interested)
    with pytest.raises(Conflict):
        ask(sup, interested)
