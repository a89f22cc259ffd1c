"""The notice of a year: imported with a dry run, shown, missed when it is not there, and taken back."""

from datetime import date

import pytest
from django.urls import reverse

from core.deadlines import calendar
from core.deadlines.models import CalendarDay
from core.deadlines.services import calendar_import
from core.deadlines.years.queries import year_of
from core.deadlines.years.todos import next_year_missing
from core.errors import NotAllowed
from core.imports.services import batch_apply
from core.reading.refusals import FileRefused
from tests.core.deadlines.test_calendar_import import notice
from tests.core.imports.files import applied, book, checked, errors, outcomes, picture, started, undone


@pytest.fixture(autouse=True)
def _forget():
    calendar.forget()
    yield
    calendar.forget()


def rows(**options):
    return [
        {"date": day.date, "is_workday": "是" if day.is_workday else "否", "note": day.note}
        for day in notice(**options)
    ]


def test_an_imported_notice_makes_the_year_known_and_undoing_unknown_again(admin):
    assert not calendar.work_calendar().knows(2027)
    batch = applied("calendar", book("calendar", *rows()), admin)
    assert calendar.add_workdays(date(2026, 12, 30), 2) == date(2027, 1, 4)
    undone(batch, admin)
    assert not calendar.work_calendar().knows(2027)


def test_the_file_of_the_command_is_taken_as_it_is(admin):
    lines = [f"{day.date},{int(day.is_workday)},{day.note}" for day in notice()]
    batch = checked("calendar", "\n".join(["date,is_workday,note", *lines]).encode() + b"\n", admin)
    assert batch.count("NEW") == len(lines)


def test_days_that_a_corrected_notice_leaves_out_go_and_come_back_when_it_is_undone(admin):
    calendar_import(rows=notice())
    before = picture(CalendarDay)
    batch = applied("calendar", book("calendar", *rows(without="10-04")), admin)
    assert calendar.is_workday(date(2027, 10, 4))
    assert batch.changes.get().action == "REMOVED"
    undone(batch, admin)
    assert picture(CalendarDay) == before


def test_half_a_year_is_refused_as_a_whole_with_what_is_missing(admin):
    batch = checked("calendar", book("calendar", *rows(without="10-01")), admin)
    assert "2027-10-01" in batch.report["refused"]
    with pytest.raises(NotAllowed):
        batch_apply(batch=batch, actor=admin)
    assert not CalendarDay.objects.exists()


def test_wrong_cells_and_the_same_day_twice_are_named(admin):
    wrong = [*rows(), {"date": "昨天", "is_workday": "否"}, {"date": "2027-01-01", "is_workday": "否"}]
    batch = checked("calendar", book("calendar", *wrong), admin)
    assert [column for _row, column in errors(batch)] == ["date", "date"]
    assert set(outcomes(batch).values()) == {"NEW", "ERROR"}


def test_a_file_that_is_no_notice_is_refused(admin):
    with pytest.raises(FileRefused):
        started("calendar", b"a,b\n1,2\n", admin)


def test_the_page_shows_a_known_year_and_says_when_one_is_unknown(client, sup, admin, liaison):
    client.force_login(sup)
    text = client.get(reverse("calendar"), {"year": 2026}).content.decode()
    assert "春节" in text
    assert "imports/new" not in text
    year = year_of(2026)
    assert (year.worked + year.rested, sum(day.worked for day in year.special()) > 0) == (365, True)
    assert "2027" in client.get(reverse("calendar"), {"year": 2027}).content.decode()
    assert client.get(reverse("calendar"), {"year": "x"}).status_code == 200
    client.force_login(liaison)
    assert client.get(reverse("calendar")).status_code == 403


def test_from_december_on_the_administrator_is_told_that_next_year_is_missing(settings, admin, sup):
    settings.TODAY = date(2026, 11, 30)
    assert not list(next_year_missing(admin))
    settings.TODAY = date(2026, 12, 1)
    assert [todo.due for todo in next_year_missing(admin)] == [date(2026, 12, 31)]
    assert not list(next_year_missing(sup))
    applied("calendar", book("calendar", *rows()), admin)
    assert not list(next_year_missing(admin))
