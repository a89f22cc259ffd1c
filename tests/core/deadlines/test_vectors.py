"""Around the table of handbook 2.4 (test_handbook_table): month ends, merged sanctions, the adjusted days of 2026."""

from datetime import date

import pytest

from core.deadlines.months import add_months, merged_period_end, period_end
from core.deadlines.workcalendar import WorkCalendar

CALENDAR = WorkCalendar()


def vector(sentence: str, *values: object) -> object:
    return pytest.param(*values, id=sentence)


def test_a_lead_of_31_january_is_due_on_28_february_a_make_up_saturday() -> None:
    due = add_months(date(2026, 1, 31), 1)
    assert due == date(2026, 2, 28)
    assert CALENDAR.is_workday(due)


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        vector("a warning of 2 June binds up to 1 December", date(2025, 6, 2), 6, date(2025, 12, 1)),
        vector("a demerit of 10 July binds up to 9 July", date(2025, 7, 10), 12, date(2026, 7, 9)),
        vector("without a corresponding day the month's last day binds", date(2025, 8, 31), 6, date(2026, 2, 28)),
        vector("a corresponding day that exists is not counted", date(2025, 8, 28), 6, date(2026, 2, 27)),
    ],
)
def test_a_sanction_counts_its_first_day(start: date, months: int, last: date) -> None:
    assert period_end(start, months, inclusive_start=True) == last


def test_two_administrative_sanctions_never_make_more_than_48_months() -> None:
    assert merged_period_end((date(2020, 1, 1), 24), (date(2020, 1, 1), 24 + 12), 48) == date(2023, 12, 31)


def test_a_sanction_after_the_first_has_run_out_stands_alone() -> None:
    assert merged_period_end((date(2020, 1, 1), 6), (date(2021, 1, 1), 6)) == date(2021, 6, 30)


def test_the_remainder_of_a_running_sanction_is_counted_to_the_day() -> None:
    # 6 months from 10 January end on 9 July; on 20 June 20 days are left.
    assert merged_period_end((date(2026, 1, 10), 6), (date(2026, 6, 20), 6)) == date(2027, 1, 8)


def test_the_adjusted_days_of_2026_are_those_of_the_notice() -> None:
    every_day = [date.fromordinal(n) for n in range(date(2026, 1, 1).toordinal(), date(2027, 1, 1).toordinal())]
    off = [day for day in every_day if day.weekday() < 5 and not CALENDAR.is_workday(day)]
    on = [day for day in every_day if day.weekday() >= 5 and CALENDAR.is_workday(day)]
    assert [f"{day:%m-%d}" for day in off] == [
        "01-01",
        "01-02",
        "02-16",
        "02-17",
        "02-18",
        "02-19",
        "02-20",
        "02-23",
        "04-06",
        "05-01",
        "05-04",
        "05-05",
        "06-19",
        "09-25",
        "10-01",
        "10-02",
        "10-05",
        "10-06",
        "10-07",
    ]
    assert [f"{day:%m-%d}" for day in on] == ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"]
