"""Appointments and pre-appointment talks (M26, D32, HC-G5), and the coverage of a year (M25, M61, M64)."""

from datetime import date

import pytest

from core.errors import Conflict
from early_warning.ecology.entries.models import OfficeEntry
from supervision.talks.appointments import Standing, appointments_for, appointments_without_talk, standing_of
from supervision.talks.choices import Kind
from supervision.talks.coverage import coverage, share
from supervision.talks.models import Talk
from supervision.talks.queries import members_with_talk
from supervision.talks.services import talk_hold, talk_plan_for_appointment
from tests.supervision.talks.conftest import TALK_DAY, appoint, do, held_input, opening_of
from tests.warnings.notices.conftest import make_official

START = date(2026, 4, 9)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("held_on", "today", "standing"),
    [
        (date(2026, 4, 1), date(2026, 6, 30), Standing.IN_TIME),  # before taking office
        (date(2026, 5, 9), date(2026, 6, 30), Standing.IN_TIME),  # N45: day +30 is in time
        (date(2026, 5, 10), date(2026, 6, 30), Standing.LATE),
        (None, date(2026, 5, 9), Standing.WAITING),
        (None, date(2026, 5, 10), Standing.MISSING),  # GT42
    ],
)
def test_hc_g5_day_thirty_is_in_time(held_on, today, standing):
    assert standing_of(start=START, held_on=held_on, today=today) == standing


@pytest.mark.django_db
def test_r01_an_appointment_plans_nothing_by_itself_but_is_offered(member, sup, stranger):
    tenure = appoint(member, START)
    assert [row.tenure for row in appointments_without_talk(sup)] == [tenure]
    assert appointments_without_talk(stranger) == []
    assert not Talk.objects.exists()


@pytest.mark.django_db
def test_one_click_plans_the_talk_of_an_appointment_once(member, sup, sup_colleague):
    tenure = appoint(member, START)
    talk = talk_plan_for_appointment(tenure=tenure, actor=sup)
    assert (talk.kind, talk.drafter, talk.tenure) == (Kind.PRE_OFFICE, sup, tenure)
    assert appointments_without_talk(sup) == []
    with pytest.raises(Conflict):
        talk_plan_for_appointment(tenure=tenure, actor=sup_colleague)
    do(talk, "cancel", sup, reason="改期。")
    assert talk_plan_for_appointment(tenure=tenure, actor=sup_colleague).drafter == sup_colleague


@pytest.mark.django_db
def test_the_register_of_taking_office_learns_the_day(approved, member, sup, talk_day):
    tenure = appoint(member, date(2026, 6, 8))
    talk = do(approved(kind=Kind.PRE_OFFICE, tenure=tenure), "notify", sup)
    talk_day()
    talk_hold(talk=talk, actor=sup, given=held_input(commitments=()))
    assert OfficeEntry.objects.get(tenure=tenure).talk_on == TALK_DAY
    assert [row.standing for row in appointments_for(sup)] == [Standing.IN_TIME]


@pytest.mark.django_db
def test_a_talk_in_the_register_counts_without_a_talk_here(member, sup):
    OfficeEntry.objects.create(tenure=appoint(member, START), talk_on=date(2026, 4, 20))
    assert appointments_without_talk(sup) == []


@pytest.mark.django_db
def test_the_map_counts_heads_reached_of_heads_due(held, head_official, member, secretary, sup, education, planned):
    empty = coverage(sup, 2026)
    first = empty.lines[0].cells[0]
    assert (first.done, first.due) == (0, 1)
    held()  # with a member who is no head: reaches no head
    assert share(coverage(sup, 2026), Kind.SUPERVISION) == 0
    talk = do(planned(official=head_official, planned_at=opening_of(date(2026, 7, 2))), "submit", sup)
    talk = do(do(talk, "approve", secretary), "notify", sup)
    from django.conf import settings

    settings.TODAY = date(2026, 7, 2)
    talk_hold(talk=talk, actor=sup, given=held_input(held_at=opening_of(date(2026, 7, 2))))
    assert share(coverage(sup, 2026), Kind.SUPERVISION) == 1
    members, reached = members_with_talk(education, date(2026, 1, 1), date(2026, 7, 31))
    assert members == reached == {head_official.pk, member.pk}


@pytest.mark.django_db
def test_the_map_names_only_units_of_the_jurisdiction_by_code(sup, secretary, stranger, education, health):
    assert [line.unit for line in coverage(sup, 2026).lines] == [education]
    assert [line.unit for line in coverage(secretary, 2026).lines] == [education, health]


@pytest.mark.django_db
def test_reminder_talks_are_no_duty_and_not_on_the_map(sup):
    kinds = {cell.kind for line in coverage(sup, 2026).lines for cell in line.cells}
    assert Kind.REMINDER not in kinds


@pytest.mark.django_db
def test_the_map_takes_the_same_queries_for_one_unit_and_for_many(
    secretary, education, health, django_assert_max_num_queries
):
    for unit in (education, health):
        make_official(unit, head=True)
    with django_assert_max_num_queries(14):
        coverage(secretary, 2026)
