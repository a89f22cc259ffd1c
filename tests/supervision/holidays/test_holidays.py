"""Holiday reminders: drafted by one, approved by another, told once to each official, nobody's family counted."""

from datetime import date

import pytest

from core.deadlines import calendar
from core.deadlines.models import CalendarDay
from core.errors import InvalidInput, NotAllowed
from core.jobs.models import Job
from core.jobs.services import job_execute
from core.mechanisms.services import record_create
from core.outbox.models import Delivery
from core.workflow.services import transition_perform
from organization.models import JurisdictionKind
from supervision.holidays.calendar import Holiday, coming
from supervision.holidays.models import HolidayReminder
from supervision.holidays.todos import unprepared
from tests.officials.conftest import make_official
from tests.support.cast import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(settings) -> None:
    settings.TODAY = date(2026, 9, 16)


@pytest.fixture
def conduct(city):
    return make_user("con", "CON", units=[city], kind=JurisdictionKind.TREE)


@pytest.fixture
def values() -> dict:
    return {"holiday": Holiday.MID_AUTUMN, "year": 2026, "text": "严守中央八项规定精神,廉洁过节。"}


@pytest.fixture
def reminder(conduct, values):
    return record_create(model=HolidayReminder, values=values, actor=conduct)


@pytest.fixture
def people(city, education, health):
    """Two officials with accounts, of two units."""
    found = []
    for login, unit in (("o1", education), ("o2", health)):
        user = make_user(login, "OFF", unit=unit)
        make_official(f"官员{login}", managed_by=city, user=user)
        found.append(user)
    return found


def sent(reminder, deputy, conduct):
    approved = transition_perform(instance=reminder, name="approve", actor=deputy)
    return transition_perform(instance=approved, name="send", actor=conduct)


def test_the_next_holidays_are_known_with_their_first_day():
    found = dict(coming(date(2026, 9, 16), 20))
    assert found == {Holiday.MID_AUTUMN: date(2026, 9, 25), Holiday.NATIONAL: date(2026, 10, 1)}


def test_a_holiday_that_runs_already_is_not_coming():
    assert Holiday.NATIONAL not in dict(coming(date(2026, 10, 2), 10))


@pytest.fixture
def year_2030() -> None:
    """A notice for a year that the package does not know; 国庆节 and 中秋节 fall together."""
    off = {
        "元旦": [(1, 1)], "春节": [(2, day) for day in range(2, 10)], "清明节": [(4, 5)], "端午节": [(6, 5)],
        "": [(5, day) for day in range(1, 4)], "国庆节、中秋节": [(10, day) for day in range(1, 8)],
    }  # fmt: skip
    for note, days in off.items():
        for month, day in days:
            CalendarDay.objects.create(date=date(2030, month, day), is_workday=False, note=note)
    CalendarDay.objects.create(date=date(2030, 2, 16), is_workday=True, note="春节调休上班")
    calendar.forget()
    yield
    calendar.forget()


def test_an_imported_year_that_the_package_lacks_has_its_holidays(year_2030):
    assert dict(coming(date(2030, 1, 20), 30)) == {Holiday.SPRING: date(2030, 2, 2)}
    assert dict(coming(date(2030, 9, 20), 20)) == {
        Holiday.NATIONAL: date(2030, 10, 1), Holiday.MID_AUTUMN: date(2030, 10, 1),
    }  # fmt: skip


def test_a_fixed_holiday_needs_no_note_and_a_running_one_is_not_coming(year_2030):
    assert dict(coming(date(2030, 4, 20), 20)) == {Holiday.LABOUR: date(2030, 5, 1)}
    assert dict(coming(date(2030, 2, 3), 20)) == {}


def test_the_house_table_goes_before_the_package(year_2030):
    CalendarDay.objects.create(date=date(2026, 9, 24), is_workday=False, note="中秋节")
    calendar.forget()
    assert next(iter(coming(date(2026, 9, 16), 20))) == (Holiday.MID_AUTUMN, date(2026, 9, 24))


def test_a_year_that_nobody_knows_is_not_guessed():
    assert list(coming(date(2031, 9, 20), 30)) == []


def test_a_holiday_without_a_draft_waits_for_the_conduct_office(conduct, sup, values):
    assert [todo.due for todo in unprepared(conduct)] == [date(2026, 9, 25)]
    assert list(unprepared(sup)) == []
    record_create(model=HolidayReminder, values=values, actor=conduct)
    assert list(unprepared(conduct)) == []


def test_r02_who_drafted_it_does_not_approve_it(reminder, conduct, deputy):
    with pytest.raises(NotAllowed):
        transition_perform(instance=reminder, name="approve", actor=conduct)
    assert transition_perform(instance=reminder, name="approve", actor=deputy).approver == deputy


def test_a_holiday_has_one_reminder(reminder, conduct, values):
    with pytest.raises(InvalidInput):
        record_create(model=HolidayReminder, values=values, actor=conduct)


def test_everybody_is_told_once_even_when_the_job_runs_twice(
    reminder, deputy, conduct, people, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        sent(reminder, deputy, conduct)
    job = Job.objects.get()
    Job.objects.filter(pk=job.pk).update(state="PENDING")
    job_execute(pk=job.pk)
    mails = Delivery.objects.filter(channel="EMAIL")
    assert sorted(mails.values_list("recipient__username", flat=True)) == ["o1", "o2"]
    assert all("八项规定" not in mail.subject + mail.body for mail in mails)


def test_named_units_narrow_who_is_told_and_who_reads_it(
    conduct, deputy, values, people, education, django_capture_on_commit_callbacks
):
    reminder = record_create(model=HolidayReminder, values=values | {"units": [education]}, actor=conduct)
    with django_capture_on_commit_callbacks(execute=True):
        sent(reminder, deputy, conduct)
    first, second = people
    assert set(Delivery.objects.values_list("recipient", flat=True)) == {first.pk}
    assert HolidayReminder.objects.visible_to(first).exists()
    assert not HolidayReminder.objects.visible_to(second).exists()


def test_officials_do_not_see_what_is_not_sent(reminder, people):
    assert not HolidayReminder.objects.visible_to(people[0]).exists()


def test_the_to_do_opens_a_form_that_knows_the_holiday(client, conduct):
    client.force_login(conduct)
    todo = next(iter(unprepared(conduct)))
    form = client.get(todo.url).context["form"]
    assert (form["holiday"].value(), form["year"].value()) == ("Mid-autumn Festival", "2026")
