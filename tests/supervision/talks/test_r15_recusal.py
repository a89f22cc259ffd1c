"""R15 where it hurts: talks with somebody from whom one must keep one's hands."""

import pytest

from core.audit.models import AuditEntry, AuditEvent
from core.errors import NotAllowed
from core.workflow.queries import actions_for, status_field
from core.workflow.services import transition_perform
from officials.models import AccessAlert, InterestDeclaration, RecusalRequest
from officials.recusal import drafting, guard
from officials.recusal import engine as recusal_engine
from officials.recusal.services import interest_declare, recusal_request, recusal_request_grant
from supervision.talks.services import talk_sign_as_official


def become_kin(user, official) -> None:
    interest_declare(actor=user, official=official, kind="KIN", relation="SIBLING", ground="胞弟")


def test_r15_a_visible_talk_of_the_brother_is_403_with_the_ground_and_an_alert(client, planned, sup, member):
    talk = planned()
    become_kin(sup, member)
    client.force_login(sup)
    assert client.get("/supervision/talks/").status_code == 200
    for address in (talk.get_absolute_url(), f"/api/v1/talks/{talk.pk}/"):
        answer = client.get(address)
        assert answer.status_code == 403, address
        assert str(InterestDeclaration.objects.get().get_relation_display()) in answer.content.decode()
    alert = AccessAlert.objects.get()
    assert (alert.user, alert.official) == (sup, member)
    assert AuditEntry.objects.filter(event=AuditEvent.REFUSED, actor=sup, content_type__model="talk").count() == 2


def test_r15_every_step_of_a_recused_person_is_refused_and_only_an_attempt_is_written(planned, sup, member):
    talk = planned()
    become_kin(sup, member)
    talk = type(talk).objects.get(pk=talk.pk)
    assert not any(action.allowed for action in actions_for(talk, sup))
    assert not AccessAlert.objects.exists()
    with pytest.raises(NotAllowed):
        transition_perform(instance=talk, name="submit", actor=sup)
    assert AccessAlert.objects.get().user == sup


def test_r15_a_recused_deputy_does_not_approve(planned, sup, deputy, member):
    talk = transition_perform(instance=planned(), name="submit", actor=sup)
    become_kin(deputy, member)
    with pytest.raises(NotAllowed):
        transition_perform(instance=talk, name="approve", actor=deputy)


def test_r15_a_recused_person_plans_nothing_about_him(planned, sup_colleague, member):
    become_kin(sup_colleague, member)
    with pytest.raises(NotAllowed):
        planned(actor=sup_colleague)


def test_r15_the_officials_own_steps_stay_his(held, member, sup):
    talk = held()
    signed = talk_sign_as_official(talk=talk, actor=member.user, remarks="情况属实。")
    assert signed.official_signed_at is not None


def test_r15_which_steps_are_the_officials_own_is_read_from_their_rights(planned):
    """An official who works in the commission signs the talk with him and takes no step of his office in it."""
    talk = planned()
    steps = {step.name: step for step in status_field(type(talk)).get_all_transitions(type(talk))}
    assert guard.is_own_step(steps["sign_as_official"])
    assert not any(guard.is_own_step(steps[name]) for name in ("submit", "approve", "archive"))


def test_r15_the_granted_request_of_the_official_binds_in_the_talk(planned, sup, deputy, member):
    talk = planned()
    row = recusal_request(actor=member.user, person_name="用户sup", ground="OTHER", text="曾有矛盾")
    recusal_request_grant(request=row, actor=deputy, reason="理由成立")
    with pytest.raises(NotAllowed) as refusal:
        transition_perform(instance=talk, name="submit", actor=sup)
    assert "矛盾" not in str(refusal.value)


def test_r38_the_planner_of_the_talk_sees_no_request_of_the_official(planned, sup, deputy, member):
    row = recusal_request(actor=member.user, office="INV", ground="OTHER", text="曾有矛盾")
    assert RecusalRequest.objects.visible_to(deputy).filter(pk=row.pk).exists()
    planned(actor=deputy)
    assert "talks" in drafting._sources
    assert not RecusalRequest.objects.visible_to(deputy).filter(pk=row.pk).exists()


def test_r15_a_room_adds_its_own_ground_for_one_step_of_one_record(monkeypatch, planned, sup, deputy, member):
    """The hook for earlier witnesses and drafters."""
    talk = transition_perform(instance=planned(), name="submit", actor=sup)

    def witness(record, user, step):
        if record == talk and user == deputy and step == "approve":
            yield recusal_engine.Recusal("曾为本事项证人。")

    monkeypatch.setattr(recusal_engine, "_matter_rules", {"witness": witness})
    with pytest.raises(NotAllowed, match="证人"):
        transition_perform(instance=talk, name="approve", actor=deputy)
    transition_perform(instance=talk, name="return_plan", actor=deputy, reason="补充提纲")
