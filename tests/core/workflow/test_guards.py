"""A guard stands before every step and every page of a record, and an attempt against it leaves a trace."""

import pytest
from django.db import transaction

from core.audit.models import AuditEntry, AuditEvent
from core.workflow import guards
from core.workflow.queries import actions_for
from core.workflow.services import transition_perform
from organization.feedback.services import feedback_write
from tests.support.cast import make_user

WHY = "您须回避。"


@pytest.fixture
def overseer(db):
    return make_user("cso", "CSO")


@pytest.fixture
def comment(head):
    return feedback_write(author=head, text="建议一次告知所需材料。")


@pytest.fixture
def told(monkeypatch, overseer):
    """A guard that keeps the overseer off everything; hands out whom it was told of."""
    monkeypatch.setattr(guards, "_guards", {})
    found = []

    def ground_of(record, user, step):
        return guards.Ground(WHY, "请交由他人办理。", ("申请", "/elsewhere/")) if user == overseer else None

    guards.register("test", ground_of, refused=lambda record, user, ground: found.append((record.pk, user)))
    return found


def refusals(user):
    return AuditEntry.objects.filter(event=AuditEvent.REFUSED, actor=user)


def test_the_button_says_why_and_looking_at_it_is_no_attempt(comment, overseer, told):
    (action,) = actions_for(comment, overseer)
    assert (action.allowed, action.why_not) == (False, WHY)
    assert told == []
    assert not refusals(overseer).exists()


def test_an_attempted_step_is_refused_and_written_down_once(comment, overseer, told):
    with pytest.raises(guards.Guarded, match=WHY):
        transition_perform(instance=comment, name="give_answer", actor=overseer, reason="谢谢")
    comment = type(comment).objects.get(pk=comment.pk)
    assert comment.status == "OPEN"
    assert told == [(comment.pk, overseer)]
    assert refusals(overseer).get().additional_data == {"why": "test", "step": "give_answer"}


def test_without_the_permission_the_role_is_the_reason_and_no_guard_is_troubled(comment, head, overseer, told):
    with pytest.raises(guards.NotAllowed, match="角色"):
        transition_perform(instance=comment, name="give_answer", actor=head, reason="谢谢")
    assert told == []


def test_a_page_behind_a_guard_says_the_ground_the_cure_and_the_way(client, comment, overseer, told):
    client.force_login(overseer)
    answer = client.get(comment.get_absolute_url())
    assert answer.status_code == 403
    page = answer.content.decode()
    assert WHY in page
    assert "请交由他人办理。" in page
    assert 'href="/elsewhere/"' in page
    assert refusals(overseer).get().remote_addr == "127.0.0.1"


@pytest.mark.django_db(transaction=True)
def test_the_trace_outlives_the_rolled_back_work_of_a_request(rf, comment, overseer, told):
    from core.audit.afterwards import AfterwardsMiddleware

    def view(request):
        with transaction.atomic():
            transition_perform(instance=comment, name="give_answer", actor=overseer, reason="谢谢")

    with pytest.raises(guards.Guarded):
        AfterwardsMiddleware(view)(rf.post("/"))
    assert refusals(overseer).count() == 1


def test_others_pass(client, comment, overseer, told):
    other = make_user("cso2", "CSO")
    client.force_login(other)
    assert client.get(comment.get_absolute_url()).status_code == 200
    assert transition_perform(instance=comment, name="give_answer", actor=other, reason="谢谢").status == "ANSWERED"
