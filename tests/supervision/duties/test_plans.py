"""The course of a plan of duties: studied, filed in ten working days, accepted, in force; the rule stands before it."""

from datetime import date

import pytest

from core.errors import Conflict, InvalidInput, NotAllowed
from core.mechanisms.services import record_create, record_edit
from officials.models import DutyArea, DutyDivision
from officials.queries import head_duty_conflicts
from supervision.duties.models import DutyPlan
from supervision.filed import Status
from tests.supervision.duties.conftest import MEETING, START, TODAY, add, division, do
from tests.support.cast import make_user

pytestmark = pytest.mark.django_db
YESTERDAY_OF_START = date(2026, 6, 30)


def test_the_meeting_starts_the_ten_working_days_of_filing(studied):
    plan = studied()

    assert plan.status == Status.STUDIED
    assert plan.due_on == date(2026, 7, 6)


def test_a_plan_without_rows_is_not_studied(plan, liaison):
    empty = plan()
    empty.items.all().delete()

    with pytest.raises(NotAllowed, match="no rows"):
        do(empty, "study", liaison, meeting_on=MEETING, minutes_ref="x")


def test_a_meeting_that_has_not_taken_place_decides_nothing(plan, liaison):
    with pytest.raises(InvalidInput, match="not taken place"):
        do(plan(), "study", liaison, meeting_on=date(2026, 7, 1), minutes_ref="x")


def test_a_plan_does_not_take_effect_before_its_meeting(plan, liaison):
    with pytest.raises(InvalidInput, match="before the meeting"):
        do(plan(start=date(2026, 6, 1)), "study", liaison, meeting_on=MEETING, minutes_ref="x")


def test_acceptance_writes_the_intervals_with_meeting_and_filing(accepted, education, edu_deputy):
    plan = accepted()

    assert plan.status == Status.IN_FORCE
    duty = DutyDivision.objects.get(unit=education, official=edu_deputy)
    assert (duty.area, duty.start, duty.end) == (DutyArea.FIN, START, None)
    assert (duty.meeting_on, duty.filed_on) == (MEETING, TODAY)


def test_a_new_plan_closes_the_former_intervals_the_day_before(
    accepted, education, edu_head, edu_deputy, second_deputy
):
    DutyDivision.objects.create(unit=education, official=edu_head, area="OVERALL", start=date(2022, 5, 1))
    DutyDivision.objects.create(unit=education, official=second_deputy, area="FIN", start=date(2023, 1, 1))

    accepted()

    assert division(education) == {
        ("任景衡", "OVERALL", date(2022, 5, 1), None),
        ("沈砚秋", "FIN", date(2023, 1, 1), YESTERDAY_OF_START),
        ("文嘉翀", "FIN", START, None),
    }


def test_a_change_supersedes_the_plan_in_force(accepted, liaison, sup, edu_deputy, second_deputy, settings):
    first = accepted()
    settings.TODAY = date(2026, 8, 3)

    do(first, "renew", liaison)

    change = DutyPlan.objects.get(status=Status.DRAFT)
    assert {row.area for row in change.items.all()} == {"OVERALL", "FIN"}
    change.items.filter(area="FIN").update(official=second_deputy)
    do(change, "study", liaison, meeting_on=date(2026, 8, 3), minutes_ref="y")
    do(change, "file", liaison)
    do(change, "accept", sup)
    first.refresh_from_db()
    assert (first.status, first.ended_on) == (Status.SUPERSEDED, date(2026, 8, 2))
    running = DutyDivision.objects.on(date(2026, 8, 3)).filter(area="FIN")
    assert [row.official for row in running] == [second_deputy]


def test_a_unit_has_one_plan_under_way(accepted, plan, liaison):
    do(accepted(), "renew", liaison)

    with pytest.raises((Conflict, InvalidInput)):
        plan()
    with pytest.raises(Conflict):
        do(DutyPlan.objects.get(status=Status.IN_FORCE), "renew", liaison)


def test_a_plan_that_would_begin_before_the_one_in_force_is_not_accepted(accepted, studied, liaison, sup):
    accepted(start=date(2026, 7, 20))
    earlier = do(studied(), "file", liaison)

    with pytest.raises(Conflict, match="2026-07-20"):
        do(earlier, "accept", sup)
    assert DutyPlan.objects.get(status=Status.IN_FORCE).effective_on == date(2026, 7, 20)


def test_a_head_with_finance_cannot_be_filed_and_the_refusal_names_him(studied, liaison, edu_head):
    plan = studied((edu_head, DutyArea.FIN))

    with pytest.raises(InvalidInput) as refused:
        do(plan, "file", liaison)

    assert "任景衡" in str(refused.value)
    assert "Finance" in str(refused.value)
    plan.refresh_from_db()
    assert plan.status == Status.STUDIED


def test_an_approved_exemption_lets_it_be_filed(studied, liaison, deputy, sup, asked, edu_head):
    do(asked(), "approve", deputy)

    plan = do(do(studied((edu_head, DutyArea.FIN)), "file", liaison), "accept", sup)

    assert plan.status == Status.IN_FORCE
    assert head_duty_conflicts(edu_head, START) == []


def test_an_exemption_that_is_only_asked_for_helps_nobody(studied, liaison, asked, edu_head):
    asked()

    with pytest.raises(InvalidInput):
        do(studied((edu_head, DutyArea.FIN)), "file", liaison)


def test_n40_a_plan_from_before_the_day_of_the_rule_breaks_nothing(plan, edu_head, settings):
    settings.TODAY = date(2025, 8, 20)

    assert plan((edu_head, DutyArea.FIN), start=date(2025, 8, 12)).conflicts() == []


def test_a_returned_plan_is_written_anew_and_studied_again(filed, sup, liaison, edu_deputy):
    plan = do(filed(), "return_filing", sup, reason="缺纪要")
    assert (plan.status, plan.filed_on) == (Status.RETURNED, None)

    add(plan, edu_deputy, DutyArea.HR, liaison)

    assert do(plan, "study", liaison, meeting_on=MEETING, minutes_ref="x").status == Status.STUDIED


def test_an_official_of_another_unit_is_given_no_duty(plan, liaison, health_official):
    with pytest.raises(InvalidInput, match="no post of the unit"):
        add(plan(), health_official, DutyArea.HR, liaison)


@pytest.fixture
def health_official(city, health):
    from officials.tenures.services import tenure_begin
    from tests.officials.conftest import make_official, make_post

    official = make_official("丁振樾", managed_by=city)
    tenure_begin(official=official, post=make_post(health), start=date(2021, 1, 1))
    return official


@pytest.mark.parametrize("name", ["study", "file", "withdraw"])
def test_the_commission_does_not_write_for_the_unit(name, studied, plan, sup):
    record = plan() if name == "study" else studied()

    with pytest.raises(NotAllowed, match="role"):
        do(record, name, sup, meeting_on=MEETING, minutes_ref="x", reason="x")


@pytest.mark.parametrize("name", ["accept", "return_filing"])
def test_the_unit_does_not_check_itself(name, filed, liaison):
    with pytest.raises(NotAllowed, match="role"):
        do(filed(), name, liaison, reason="x")


@pytest.mark.parametrize(("name", "who"), [("file", "liaison"), ("accept", "sup"), ("return_filing", "sup")])
def test_a_draft_goes_nowhere_without_its_meeting(name, who, plan, request):
    with pytest.raises(Conflict):
        do(plan(), name, request.getfixturevalue(who), reason="x")


def test_what_the_meeting_decided_is_not_rewritten(studied, liaison, edu_deputy):
    plan = studied()
    with pytest.raises(NotAllowed):
        record_edit(record=plan, values={"reason": "改"}, actor=liaison)
    with pytest.raises(NotAllowed):
        add(plan, edu_deputy, DutyArea.HR, liaison)

    assert do(plan, "reopen", liaison, reason="会议决定有误").status == Status.DRAFT


def test_a_withdrawn_plan_makes_room_for_another(studied, plan, liaison):
    do(studied(), "withdraw", liaison, reason="另行研究")

    assert plan().status == Status.DRAFT


def test_another_units_office_sees_no_plan(filed, stranger):
    plan = filed()

    assert not DutyPlan.objects.visible_to(stranger).filter(pk=plan.pk).exists()


def test_a_liaison_makes_no_plan_for_another_unit(health, liaison):
    with pytest.raises(NotAllowed):
        record_create(model=DutyPlan, values={"unit": health, "effective_on": START, "reason": "x"}, actor=liaison)


def test_a_plan_filed_after_the_last_day_is_marked_late(studied, liaison, settings):
    plan = studied()
    settings.TODAY = date(2026, 7, 7)

    assert do(plan, "file", liaison).filed_late is True


def test_a_head_of_another_unit_with_the_whole_city_in_view_writes_only_for_his_own(studied, city, health):
    everywhere = make_user("sec_head", "SEC", "UHD", units=[city], kind="TREE", unit=health)
    plan = studied()

    with pytest.raises(NotAllowed, match="role"):
        do(plan, "file", everywhere)
    with pytest.raises(NotAllowed, match="itself"):
        record_create(
            model=DutyPlan, values={"unit": plan.unit, "effective_on": START, "reason": "x"}, actor=everywhere
        )
