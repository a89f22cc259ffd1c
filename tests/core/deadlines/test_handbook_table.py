"""The table of test vectors of handbook 2.4, row by row, through the functions that every record uses."""

from collections.abc import Callable
from datetime import date

import pytest

from core.deadlines.months import add_months, joint_months, merged_period_end, period_end, running_period_end
from core.deadlines.workcalendar import WorkCalendar

CALENDAR = WorkCalendar()
day = date.fromisoformat


def working_days(start: str, count: int) -> date:
    return CALENDAR.add_workdays(day(start), count)


def before(event: str, count: int) -> date:
    return CALENDAR.subtract_workdays(day(event), count)


def a_month_rolled(start: str) -> date:
    return CALENDAR.roll_forward(add_months(day(start), 1))


def a_month(start: str) -> date:
    return add_months(day(start), 1)


def months(start: str, count: int) -> date:
    return period_end(day(start), count)


def sanction(start: str, count: int) -> date:
    return period_end(day(start), count, inclusive_start=True)


def two_sanctions(first: str, first_months: int, second: str, second_months: int) -> date:
    return merged_period_end((day(first), first_months), (day(second), second_months))


TABLE: list[tuple[Callable[..., date], tuple[object, ...], str]] = [
    (working_days, ("2026-02-10", 15), "2026-03-09"),
    (working_days, ("2026-09-18", 15), "2026-10-15"),
    (working_days, ("2026-01-26", 15), "2026-02-14"),
    (working_days, ("2026-04-28", 10), "2026-05-14"),
    (working_days, ("2026-09-22", 10), "2026-10-13"),
    (working_days, ("2026-06-12", 5), "2026-06-22"),
    (before, ("2026-10-04", 10), "2026-09-17"),
    (before, ("2026-05-16", 10), "2026-04-30"),
    (a_month, ("2026-01-31",), "2026-02-28"),
    (a_month_rolled, ("2026-09-05",), "2026-10-08"),
    (a_month_rolled, ("2026-01-15",), "2026-02-24"),
    (a_month_rolled, ("2026-04-02",), "2026-05-06"),
    (months, ("2025-08-31", 6), "2026-02-28"),
    (sanction, ("2025-06-02", 6), "2025-12-01"),
    (sanction, ("2025-07-10", 12), "2026-07-09"),
    (two_sanctions, ("2016-01-01", 12, "2016-07-01", 18), "2018-06-30"),
]


@pytest.mark.parametrize(
    ("count", "given", "due"), TABLE, ids=[f"{count.__name__}-{given[0]}" for count, given, _due in TABLE]
)
def test_every_row_of_the_table_holds(count, given, due):
    assert count(*given) == day(due)


def test_the_second_of_two_sanctions_runs_24_months():
    assert two_sanctions("2016-01-01", 12, "2016-07-01", 18) == sanction("2016-07-01", 24)


def test_a_third_sanction_takes_on_what_is_left_of_both():
    three = [(day("2024-01-01"), 12), (day("2024-07-01"), 12), (day("2025-01-01"), 6)]
    # 12 + 6 months left run to the end of 2025; on 1 January 2025 twelve months are left, and six come on top.
    assert running_period_end(three) == day("2026-06-30")


def test_administrative_sanctions_end_after_48_months_whatever_runs_into_them():
    three = [(day("2024-01-01"), 24), (day("2024-02-01"), 24), (day("2024-03-01"), 24)]
    assert running_period_end(three, 48) == sanction("2024-03-01", 48)


@pytest.mark.parametrize(
    ("given", "between"), [([6, 12], (12, 18)), ([24, 24, 18], (24, 48)), ([18], (18, 18)), ([24, 24], (24, 48))]
)
def test_breaches_punished_at_once_lie_between_the_longest_and_the_sum(given, between):
    assert joint_months(given, 48) == between
