"""Measures after the first agenda item: reported by the unit, checked by somebody from outside (M52)."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.errors import InvalidInput, NotAllowed
from core.mechanisms.bench import todos_of
from core.mechanisms.registry import mechanism_of
from core.mechanisms.services import record_create, record_edit
from organization.models import JurisdictionKind
from supervision.meetings.choices import MeasureStatus, Status
from supervision.meetings.models import Meeting, StudyMeasure
from tests.supervision.meetings.conftest import MEETING_DAY, add_measure, do
from tests.support.cast import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def measure(held) -> StudyMeasure:
    return add_measure(held())


@pytest.fixture
def reported(measure, liaison) -> StudyMeasure:
    return do(measure, "report_done", liaison, done_on=MEETING_DAY)


def test_the_unit_reports_and_somebody_from_outside_checks(reported, observer):
    assert (reported.status, reported.done_by.username) == (MeasureStatus.SUBMITTED, "lia")
    checked = do(reported, "confirm", observer, finding="查看了修订后的制度。")
    assert (checked.checked_by, checked.checked_on, checked.finding) == (observer, MEETING_DAY, "查看了修订后的制度。")
    assert checked.closed_at is not None


def test_what_was_not_done_goes_back_with_what_was_found(reported, sup, liaison):
    back = do(reported, "send_back", sup, reason="制度尚未印发。")
    assert (back.status, back.done_on, back.checked_by, back.finding) == ("OPEN", None, sup, "制度尚未印发。")
    again = do(back, "report_done", liaison, done_on=MEETING_DAY)
    assert (again.checked_by, again.finding) == (None, "")


def test_nobody_of_the_unit_checks_what_it_has_done(reported, education, liaison, head):
    inside = make_user("con2", "CON", units=[education], kind=JurisdictionKind.OWN, unit=education)
    for user in (liaison, head, inside):
        with pytest.raises(NotAllowed):
            do(reported, "confirm", user, finding="x")


def test_the_database_holds_that_the_checker_is_another(reported, liaison, sup, education):
    rows = StudyMeasure.objects.filter(pk=reported.pk)
    for wrong in (
        {"checked_by": liaison, "finding": "x"},
        {"checked_by": sup, "checker_unit": education, "finding": "x"},
        {"status": MeasureStatus.VERIFIED},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)


@pytest.mark.parametrize("day", [date(2026, 6, 24), date(2026, 6, 26)])
def test_it_was_done_between_the_meeting_and_today(measure, liaison, day):
    with pytest.raises(InvalidInput):
        do(measure, "report_done", liaison, done_on=day)


def test_a_check_says_what_it_found(reported, observer):
    with pytest.raises(InvalidInput):
        do(reported, "confirm", observer)


def test_only_the_units_own_people_add_measures_to_an_open_meeting(held, liaison, sup, stranger):
    meeting = held()
    values = {"meeting": meeting, "text": "修订制度", "owner": "办公室", "due_on": date(2026, 9, 1)}
    row = record_create(model=StudyMeasure, values=values, actor=liaison)
    assert row.unit == meeting.unit
    assert record_edit(record=row, values={"owner": "财务科"}, actor=liaison).owner == "财务科"
    for user in (sup, stranger):
        with pytest.raises(NotAllowed):
            record_create(model=StudyMeasure, values=values, actor=user)
    with pytest.raises(InvalidInput):
        record_create(model=StudyMeasure, values=values | {"due_on": None}, actor=liaison)
    Meeting.objects.filter(pk=meeting.pk).update(status=Status.CANCELLED)
    with pytest.raises(NotAllowed):
        record_create(model=StudyMeasure, values=values | {"meeting": Meeting.objects.get()}, actor=liaison)


def test_it_waits_for_the_unit_and_then_for_whoever_checks(measure, liaison, sup):
    todos = todos_of(mechanism_of(StudyMeasure))
    assert ([len(list(todos(user))) for user in (liaison, sup)]) == [1, 0]
    do(measure, "report_done", liaison, done_on=MEETING_DAY)
    assert ([len(list(todos(user))) for user in (liaison, sup)]) == [0, 1]


def test_page_and_json_are_doors_to_the_same_steps(client, reported, sup, liaison, stranger):
    client.force_login(sup)
    page = client.get(reported.meeting.get_absolute_url()).content.decode()
    assert "修订制度" in page
    assert "Follow-up check: done" in page
    address = f"/api/v1/study-measures/{reported.pk}/"
    found = {"finding": "查看了修订后的制度。"}
    answer = client.post(f"{address}transitions/confirm/", found, content_type="application/json")
    assert answer.status_code == 200, answer.content
    assert client.get(address).json()["finding"] == found["finding"]
    client.force_login(stranger)
    assert client.get(address).status_code == 404


def test_the_unit_adds_a_measure_from_the_page_of_the_meeting(client, held, liaison):
    meeting = held()
    client.force_login(liaison)
    link = f"{reverse('study-measures-new')}?meeting={meeting.pk}"
    assert link in client.get(meeting.get_absolute_url()).content.decode()
    given = {"meeting": meeting.pk, "text": "修订制度", "owner": "办公室", "due_on": "2026-09-01"}
    assert client.post(link, given).status_code == 302
    assert StudyMeasure.objects.get().meeting == meeting
