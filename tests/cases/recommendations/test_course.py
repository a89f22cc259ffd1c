"""A recommendation letter is made by four people, its suggestions are tasks, and the unit never verifies itself."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cases.recommendations.models import Recommendation
from core.deadlines.reminders import reminders_of
from core.digests.collecting import collect, days_of_round
from core.documents.queries import documents_of
from core.errors import Conflict, InvalidInput, NotAllowed
from core.outbox.models import Delivery
from core.workbench.queries import todos_for
from core.workflow.services import transition_perform

pytestmark = pytest.mark.django_db


def test_the_letter_is_numbered_when_it_is_signed_and_due_days_follow_d28(at):
    served = at("serve")
    assert served.doc_no == "云纪建〔2026〕1号"
    # P03: served 2026-04-20, two months are Saturday 06-20 after the holiday of 06-19, rolled to Monday.
    assert served.result_due == date(2026, 6, 22)
    assert served.due_on == date(2026, 4, 27)
    assert {task.due_on for task in served.suggestions.all()} == {date(2026, 6, 22)}
    assert [document.kind for document in documents_of(served)] == ["W04"]


def test_the_unit_hears_of_it_by_a_mail_without_facts(at, head):
    at("serve")
    mail = Delivery.objects.get(recipient=head, channel="EMAIL")
    assert "云纪建〔2026〕1号" in mail.subject
    assert "教辅" not in mail.subject + mail.body


def test_acknowledging_issues_the_receipt_and_asks_for_the_plan(at):
    acked = at("acknowledge")
    assert acked.due_on == date(2026, 5, 13)
    assert "W20" in {document.kind for document in documents_of(acked)}


def test_r02_nobody_takes_two_of_the_four_parts(letter, step, sup, sup_colleague, secretary):
    submitted = step(letter, "submit")
    with pytest.raises(NotAllowed):
        step(submitted, "check_letter", actor=sup)
    checked = step(submitted, "check_letter")
    with pytest.raises(NotAllowed):
        step(checked, "review", actor=sup_colleague)
    with pytest.raises(NotAllowed):
        step(step(checked, "review"), "approve", actor=sup_colleague)


def test_r02_the_database_refuses_it_too(at):
    reviewed = at("review")
    for other in ("created_by", "checker", "reviewer"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Recommendation.objects.filter(pk=reviewed.pk).update(approver=getattr(reviewed, other))


def test_a_letter_without_problem_or_suggestion_is_not_submitted(sup, education, step):
    from core.mechanisms.services import record_create

    bare = record_create(model=Recommendation, values={"unit": education, "title": "空"}, actor=sup)
    with pytest.raises(NotAllowed):
        step(bare, "submit")


def test_a_returned_letter_is_checked_again(at, step, secretary):
    returned = step(at("review"), "return_draft", actor=secretary)
    assert (returned.status, returned.checker, returned.reviewer) == ("DRAFT", None, None)


def test_every_suggestion_is_reported_verified_and_only_then_struck_off(at, step, head, sup):
    planned = at("hand_in_plan")
    with pytest.raises(NotAllowed):
        step(planned, "report_result")
    for task in planned.suggestions.all():
        transition_perform(instance=task, name="report_done", actor=head, report="已完成")
    reported = step(planned, "report_result")
    with pytest.raises(NotAllowed):
        step(reported, "close")
    for task in planned.suggestions.all():
        transition_perform(instance=task, name="verify", actor=sup)
    closed = step(reported, "close")
    assert closed.status == "CLOSED"
    assert closed.closed_at is not None


def test_the_unit_never_verifies_itself(at, head, liaison):
    planned = at("hand_in_plan")
    task = planned.suggestions.first()
    transition_perform(instance=task, name="report_done", actor=head, report="已完成")
    for own in (head, liaison):
        with pytest.raises(NotAllowed):
            transition_perform(instance=task, name="verify", actor=own)


def test_urging_again_opens_what_is_not_verified_with_a_new_day(at, step, head, sup):
    planned = at("hand_in_plan")
    for task in planned.suggestions.all():
        transition_perform(instance=task, name="report_done", actor=head, report="已完成")
    first = planned.suggestions.first()
    transition_perform(instance=first, name="verify", actor=sup)
    urged = step(step(planned, "report_result"), "urge")
    assert (urged.status, urged.urged) == ("PLANNED", 1)
    assert sorted(task.status for task in urged.suggestions.all()) == ["OPEN", "VERIFIED"]
    assert urged.due_on == date(2026, 5, 20)


@pytest.fixture
def objected(at, step):
    """An acknowledged letter to which the unit has objected, and the objection."""
    letter = step(at("acknowledge"), "raise_objection")
    return letter, letter.objections.get()


def test_r07_an_objection_is_decided_outside_the_drafting_chain_with_reasons(objected, step, sup, deputy, head):
    letter, objection = objected
    with pytest.raises(NotAllowed):
        step(objection, "refuse", actor=sup)
    with pytest.raises(InvalidInput):
        transition_perform(instance=objection, name="refuse", actor=deputy, answer="")
    assert step(objection, "refuse").status == "REFUSED"
    letter.refresh_from_db()
    assert (letter.status, letter.has_open_objection) == ("ACKED", False)
    assert Delivery.objects.filter(recipient=head, key__contains="objection-answered").exists()


def test_r07_who_signed_decides_no_objection_whatever_his_role(at, step, secretary):
    from django.contrib.auth.models import Group

    letter = step(at("acknowledge"), "raise_objection")
    secretary.groups.add(Group.objects.get(name="DEP"))
    with pytest.raises(NotAllowed):
        step(letter.objections.get(), "refuse", actor=type(secretary).objects.get(pk=secretary.pk))


def test_r07_the_decision_has_a_day_a_to_do_and_a_reminder_for_whoever_decides(objected, deputy, sup):
    _letter, objection = objected
    # Ten working days after 2026-04-20; the 1st to 5th of May are a holiday, Saturday the 9th is worked.
    assert objection.due_on == date(2026, 5, 7)
    assert objection.handler == deputy

    def waits(user) -> bool:
        return any(todo.url == objection.get_absolute_url() for todo in todos_for(user))

    assert waits(deputy)
    assert not waits(sup)
    told = collect(days_of_round(objection.due_on, None))
    lines = {user: [row for row in rows if row.reminder.model is type(objection)] for user, rows in told.items()}
    assert lines[deputy]
    # Nobody puts the day off.
    assert not any(kind.extends or kind.suspends for kind in reminders_of(type(objection)))
    assert not any(rows for user, rows in lines.items() if user != deputy)


def test_r06_nothing_heavier_while_an_objection_waits(objected, step):
    letter, objection = objected
    for name in ("refer", "revoke", "hand_in_plan", "raise_objection"):
        with pytest.raises(NotAllowed):
            step(letter, name)
    step(objection, "refuse")
    assert step(letter, "refer").status == "REFERRED"


def test_r06_who_signed_does_not_pursue_responsibility_himself(at, step, secretary, deputy):
    planned = at("hand_in_plan")
    with pytest.raises(NotAllowed):
        step(planned, "refer", actor=secretary)
    assert step(planned, "refer", actor=deputy).status == "REFERRED"


def test_an_objection_comes_within_its_days(at, step, settings):
    acked = at("acknowledge")
    settings.TODAY = date(2026, 4, 28)
    with pytest.raises(NotAllowed):
        step(acked, "raise_objection")


def test_an_upheld_objection_revokes_the_letter_and_tells_the_unit(objected, step, head):
    letter, objection = objected
    step(objection, "uphold")
    letter.refresh_from_db()
    assert letter.status == "REVOKED"
    assert Delivery.objects.filter(recipient=head, key__contains=":revoked").exists()


@pytest.mark.parametrize("name", ["check_letter", "review", "approve", "serve", "acknowledge", "close", "urge"])
def test_a_step_from_the_wrong_state_is_a_conflict(letter, step, name):
    with pytest.raises(Conflict):
        step(letter, name)


@pytest.mark.parametrize(
    ("last", "name"),
    [("submit", "check_letter"), ("check_letter", "review"), ("review", "approve"), ("approve", "serve"),
     ("serve", "acknowledge"), ("acknowledge", "hand_in_plan"), ("hand_in_plan", "refer"), ("serve", "revoke")],
)  # fmt: skip
def test_a_step_by_the_wrong_role_is_refused(at, step, liaison, stranger, last, name):
    wrong = stranger if name in ("acknowledge", "hand_in_plan") else liaison
    with pytest.raises(NotAllowed):
        step(at(last), name, actor=wrong)


def test_the_unit_sees_the_letter_only_once_it_is_served(at, letter, head, stranger):
    def seen(user) -> bool:
        return Recommendation.objects.visible_to(user).filter(pk=letter.pk).exists()

    at("approve")
    assert not seen(head)
    assert not seen(stranger)


def test_the_served_letter_is_seen_by_its_unit_only(at, head, stranger):
    served = at("serve")
    assert Recommendation.objects.visible_to(head).filter(pk=served.pk).exists()
    assert not Recommendation.objects.visible_to(stranger).filter(pk=served.pk).exists()
