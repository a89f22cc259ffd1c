"""A year that the package does not know comes from the State Council's notice."""

from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from core.deadlines import calendar
from core.deadlines.models import CalendarDay
from core.deadlines.services import DayRow, calendar_import
from core.errors import InvalidInput

pytestmark = pytest.mark.django_db

REST = [
    "01-01",
    "01-02",
    "02-05",
    "02-06",
    "02-07",
    "02-08",
    "02-09",
    "04-05",
    "05-01",
    "05-02",
    "06-09",
    "09-15",
    "10-01",
    "10-02",
    "10-03",
    "10-04",
]


def notice(*, without: str = "") -> list[DayRow]:
    """An invented notice for 2027: rest days, and Saturday 20 February worked."""
    rest = [DayRow(date.fromisoformat(f"2027-{day}"), False) for day in REST if day != without]
    return [*rest, DayRow(date(2027, 2, 20), True, "调休上班")]


def test_it_counts_through_an_imported_year() -> None:
    assert calendar_import(rows=notice()) == [2027]
    assert calendar.add_workdays(date(2026, 12, 30), 2) == date(2027, 1, 4)
    assert calendar.is_workday(date(2027, 2, 20))
    assert not calendar.is_workday(date(2027, 2, 21))


def test_importing_a_year_again_replaces_it() -> None:
    calendar_import(rows=notice())
    assert not calendar.is_workday(date(2027, 10, 4))
    calendar_import(rows=notice(without="10-04"))
    assert calendar.is_workday(date(2027, 10, 4))


def test_a_year_without_national_day_is_refused_by_name() -> None:
    with pytest.raises(InvalidInput, match="2027-10-01"):
        calendar_import(rows=notice(without="10-01"))
    assert not CalendarDay.objects.exists()


def test_a_year_with_too_few_rest_days_is_refused() -> None:
    with pytest.raises(InvalidInput, match="13"):
        calendar_import(rows=[row for row in notice() if row.date.month in (1, 5, 10)])


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(InvalidInput):
        calendar_import(rows=[])


def test_one_row_overrides_the_package() -> None:
    assert calendar.is_workday(date(2026, 7, 1))
    CalendarDay.objects.create(date=date(2026, 7, 1), is_workday=False, note="防汛停工")
    assert not calendar.is_workday(date(2026, 7, 1))
    CalendarDay.objects.all().delete()
    calendar.forget()
    assert calendar.is_workday(date(2026, 7, 1))


def test_a_list_of_due_days_asks_the_database_once(django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        for day in range(1, 20):
            calendar.add_workdays(date(2026, 6, day), 10)


def test_the_command_reads_a_file_with_a_byte_order_mark(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    file = tmp_path / "2027.csv"
    lines = [f"{row.date},{int(row.is_workday)},{row.note}" for row in notice()]
    file.write_text("date,is_workday,note\n" + "\n".join(lines), encoding="utf-8-sig")
    call_command("import_calendar", str(file))
    assert "2027" in capsys.readouterr().out
    assert CalendarDay.objects.get(date=date(2027, 2, 20)).note == "调休上班"


@pytest.mark.parametrize("line", ["2027-13-01,0,", "2027-01-01,perhaps,", ",,"])
def test_a_bad_line_is_named_with_its_cure(tmp_path: Path, line: str) -> None:
    file = tmp_path / "bad.csv"
    file.write_text(f"date,is_workday,note\n2027-01-02,0,\n{line}\n", encoding="utf-8")
    with pytest.raises(CommandError, match="3"):
        call_command("import_calendar", str(file))
    assert not CalendarDay.objects.exists()


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"none\.csv"):
        call_command("import_calendar", str(tmp_path / "none.csv"))
