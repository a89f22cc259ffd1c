"""The course of a problem: every step by the right person, refused to the wrong one and in the wrong state."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.errors import Conflict, InvalidInput, NotAllowed
from core.mechanisms.services import line_edit, record_create
from core.outbox.models import Delivery
from supervision.lists.choices import CheckKind, Origin
from supervision.lists.choices import ProblemStatus as S
from supervision.lists.models import Problem, RectMeasure
from supervision.problems import open_problems
from tests.supervision.lists.conftest import SOON, TODAY, add_line, do

pytestmark = pytest.mark.django_db

# Step, fixture that leads to its state, who may, who may not, what it needs.
STEPS = [
    ("confirm", "found", "sup_colleague", ("sup", "liaison", "head"), {}, S.CONFIRMED),
    ("dismiss", "found", "sup_colleague", ("liaison",), {"reason": "经核不属实。"}, S.DISMISSED),
    ("return_measures", "planned", "sup", ("liaison", "head"), {"reason": "措施不具体。"}, S.CONFIRMED),
    ("accept_measures", "planned", "sup", ("liaison", "deputy"), {}, S.RECTIFYING),
    ("submit", "rectifying", "liaison", ("sup", "deputy"), {"done_text": "已整改。"}, S.SUBMITTED),
    ("verify", "self_checked", "sup", ("liaison", "head", "deputy", "two_sided"), {}, S.VERIFIED),
    ("send_back", "self_checked", "sup", ("liaison", "two_sided"), {"reason": "佐证不足。"}, S.RETURNED),
    ("close", "verified", "sup_colleague", ("liaison", "head", "two_sided"), {}, S.CLOSED),
    ("pass_look_back", "struck_off", "sup", ("liaison", "two_sided"), {"reason": "未反弹。"}, S.PASSED),
    ("reopen", "struck_off", "sup", ("liaison",), {"reason": "问题反弹。", "due_on": SOON}, S.REOPENED),
    ("keep_long_term", "rectifying", "deputy", ("sup", "liaison"), {"reason": "需长期坚持。"}, S.RECTIFYING),
]


@pytest.mark.parametrize(("name", "before", "right", "_wrong", "values", "after"), STEPS)
def test_the_right_person_takes_the_step(request, name, before, right, _wrong, values, after):
    problem = request.getfixturevalue(before)()
    assert do(problem, name, request.getfixturevalue(right), **values).status == after


@pytest.mark.parametrize(("name", "before", "_right", "wrong", "values", "_after"), STEPS)
def test_the_wrong_person_is_told_why(request, name, before, _right, wrong, values, _after):
    problem = request.getfixturevalue(before)()
    for person in wrong:
        with pytest.raises(NotAllowed):
            do(problem, name, request.getfixturevalue(person), **values)


@pytest.mark.parametrize(("name", "_before", "right", "_wrong", "values", "_after"), STEPS)
def test_the_wrong_state_is_a_conflict(request, confirmed, name, _before, right, _wrong, values, _after):
    with pytest.raises(Conflict):
        do(confirmed(), name, request.getfixturevalue(right), **values)


def test_a_problem_without_a_measure_cannot_be_submitted(confirmed, liaison):
    with pytest.raises(NotAllowed, match=r"措施|measure"):
        do(confirmed(), "submit_measures", liaison)


def test_what_is_not_done_is_not_self_checked(rectifying, liaison):
    with pytest.raises(NotAllowed):
        do(rectifying(done=False), "submit", liaison, done_text="已整改。")


def test_measures_are_the_units_and_closed_once_submitted(planned, confirmed, liaison, sup):
    given = {"text": "补齐", "owner_post": "主任", "due_on": SOON}
    with pytest.raises(NotAllowed):
        add_line(confirmed(), RectMeasure, sup, **given)
    with pytest.raises(NotAllowed):
        add_line(planned(title="另一问题"), RectMeasure, liaison, **given)


def test_struck_off_only_by_others_than_the_rectifying_unit(verified, two_sided, head):
    """Handbook 7.3.6: the words say why."""
    problem = verified()
    for person in (two_sided, head):
        with pytest.raises(NotAllowed):
            do(problem, "close", person)


@pytest.mark.parametrize("who", ["verifier", "closer"])
def test_the_database_refuses_a_unit_that_strikes_off_its_own(struck_off, who, sup, liaison):
    problem = struck_off()
    for change in ({f"{who}_unit": problem.unit_id}, {who: problem.submitted_by_id}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Problem.objects.filter(pk=problem.pk).update(**change)


def test_the_database_refuses_a_struck_off_problem_that_nobody_verified(self_checked):
    problem = self_checked()
    with pytest.raises(IntegrityError), transaction.atomic():
        Problem.objects.filter(pk=problem.pk).update(status=S.CLOSED)


def test_who_submitted_never_verifies(self_checked, education, sup, health):
    """Not even after he has changed over to the office that verifies."""
    problem = self_checked()
    mover = problem.submitted_by
    from organization.users.services import jurisdictions_set, roles_set

    roles_set(user=mover, codes=("SUP",))
    jurisdictions_set(user=mover, kind="OWN", units=())
    jurisdictions_set(user=mover, kind="LINKED", units=(education,))
    mover.unit = health
    mover.save()
    with pytest.raises(NotAllowed):
        do(problem, "verify", type(mover).objects.get(pk=mover.pk))


def test_a_reopened_problem_begins_anew_and_counts(struck_off, sup, liaison, sup_colleague):
    problem = do(struck_off(), "reopen", sup, reason="回头看发现反弹。", due_on=SOON)
    assert (problem.times_reopened, problem.closed_at, problem.verifier, problem.due_on) == (1, None, None, SOON)
    problem = do(do(problem, "submit_measures", liaison), "accept_measures", sup)
    problem = do(do(problem, "submit", liaison, done_text="再次整改。"), "verify", sup)
    problem = do(do(problem, "close", sup_colleague), "reopen", sup, reason="再次反弹。", due_on=SOON)
    assert problem.times_reopened == 2
    assert Problem.objects.overdue_or_reopened(TODAY).get() == problem
    kinds = list(problem.checks.values_list("kind", "passed"))
    assert kinds == [
        (CheckKind.VERIFICATION, True), (CheckKind.LOOK_BACK, False), (CheckKind.VERIFICATION, True),
        (CheckKind.LOOK_BACK, False),
    ]  # fmt: skip
    assert problem.evidence.count() == 2


def test_a_long_term_item_has_no_last_day_but_a_look_back_every_year(rectifying, deputy, sup, settings):
    problem = do(rectifying(), "keep_long_term", deputy, reason="需长期坚持。")
    assert problem.due_on == date(2027, 6, 30)
    with pytest.raises(NotAllowed):
        do(problem, "look_back", sup, reason="情况良好。")
    settings.TODAY = date(2027, 7, 1)
    assert not Problem.objects.overdue(settings.TODAY).exists()
    problem = do(problem, "look_back", sup, reason="情况良好。")
    assert (problem.due_on, problem.looked_back_on) == (date(2028, 7, 1), date(2027, 7, 1))


def test_overdue_is_what_lies_with_the_unit_after_its_day(rectifying, self_checked, settings):
    late, waiting = rectifying(), self_checked(title="已自验")
    settings.TODAY = date(2026, 10, 1)
    assert list(Problem.objects.overdue(settings.TODAY)) == [late]
    assert late.late_on(settings.TODAY)
    assert not waiting.late_on(settings.TODAY)


def test_what_the_unit_reports_itself_is_self_found(found, liaison, sup, education):
    assert found(actor=liaison, title="自查发现").origin == Origin.SELF
    with pytest.raises(InvalidInput):
        found(origin=Origin.SELF)


def test_a_finding_day_lies_not_ahead(found):
    with pytest.raises(InvalidInput):
        found(found_on=date(2026, 7, 1))


def test_nobody_enters_problems_of_units_outside_his_jurisdiction(found, health):
    with pytest.raises(NotAllowed):
        found(unit=health)


def test_the_unit_is_told_without_facts(confirmed, liaison, head):
    problem = confirmed()
    told = Delivery.objects.filter(object_id=problem.pk)
    assert {row.recipient for row in told} == {liaison, head}
    assert not any(problem.title in f"{row.subject}{row.body}" for row in told if row.subject)


def test_rows_are_seen_by_office_and_by_the_duty_owner_once_confirmed(found, member, stranger, sup, sup_colleague):
    problem = found(owner=member)
    assert not Problem.objects.visible_to(member.user).exists()
    do(problem, "confirm", sup_colleague)
    assert Problem.objects.visible_to(member.user).get() == problem
    assert Problem.objects.visible_to(sup).exists()
    assert not Problem.objects.visible_to(stranger).exists()


def test_rows_below_are_seen_with_their_problem(planned, sup, stranger):
    planned()
    assert RectMeasure.objects.visible_to(sup).count() == 1
    assert not RectMeasure.objects.visible_to(stranger).exists()


def test_an_open_problem_is_handed_over(rectifying, struck_off, education):
    problem = rectifying()
    struck_off(title="已销号")
    (row,) = open_problems(education, TODAY)
    assert (row.record, row.measures, row.due) == (problem, "补齐验收材料", problem.due_on)


def test_a_done_measure_is_noted_while_rectifying(rectifying, liaison):
    problem = rectifying(done=False)
    measure = problem.measures.get()
    from core.mechanisms.registry import mechanism_of

    lines = mechanism_of(Problem).lines[0]
    line_edit(record=problem, lines=lines, line=measure, values={"done_on": TODAY}, actor=liaison)
    assert do(problem, "submit", liaison, done_text="已完成。").status == S.SUBMITTED


def test_r01_no_import_or_schedule_makes_a_problem(education):
    """Only people make problems: without an actor nothing is made."""
    with pytest.raises(AttributeError):
        record_create(model=Problem, values={"unit": education}, actor=None)


def test_what_was_struck_off_later_is_not_struck_off_in_a_list_of_an_earlier_day(struck_off, education):
    problem = struck_off()
    on = timezone.localdate(problem.closed_at) - timedelta(days=1)
    (shown,) = [row for row in open_problems(education, on) if row.record == problem]
    assert shown.status == "当时未销号"
