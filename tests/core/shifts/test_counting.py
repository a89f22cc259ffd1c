"""How far a due day moves when the counting stands still."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.deadlines.shifts.counting import prolonged, resumed
from core.deadlines.workcalendar import WorkCalendar

CALENDAR = WorkCalendar()
days = st.dates(date(2012, 1, 1), date(2024, 12, 31))


@pytest.mark.parametrize(
    ("due", "start", "end", "working", "moved"),
    [
        pytest.param(
            date(2026, 6, 29), date(2026, 6, 15), date(2026, 6, 18), True, date(2026, 7, 3), id="four working days"
        ),
        pytest.param(
            date(2026, 6, 29), date(2026, 6, 15), date(2026, 6, 22), True, date(2026, 7, 6),
            id="the Dragon Boat Friday and the weekend stop nothing",
        ),
        pytest.param(
            date(2026, 9, 12), date(2026, 7, 1), date(2026, 7, 20), False, date(2026, 10, 2), id="twenty calendar days"
        ),
        pytest.param(
            date(2026, 6, 15), date(2026, 6, 15), date(2026, 6, 15), True, date(2026, 6, 16), id="on the last day"
        ),
    ],
)  # fmt: skip
def test_what_was_left_is_counted_on_afterwards(due, start, end, working, moved):
    assert resumed(due, start, end, CALENDAR, working=working) == moved


@given(days, st.integers(0, 60), st.integers(0, 60))
def test_calendar_days_move_by_exactly_the_days_that_stood_still(start, left, length):
    due, end = start + timedelta(days=left), start + timedelta(days=length)
    assert resumed(due, start, end, CALENDAR, working=False) == due + timedelta(days=length + 1)


@given(days, st.integers(0, 40), st.integers(0, 40))
def test_a_suspension_never_makes_it_due_earlier_and_keeps_what_was_left(start, left, length):
    due, end = start + timedelta(days=left), start + timedelta(days=length)
    moved = resumed(due, start, end, CALENDAR, working=True)
    assert moved >= due
    before = CALENDAR.workdays_between(start - timedelta(days=1), due)
    assert CALENDAR.workdays_between(end, moved) >= before


@given(days, st.integers(0, 40), st.integers(0, 40))
def test_a_rule_that_rolls_ends_on_a_working_day(start, left, length):
    due, end = start + timedelta(days=left), start + timedelta(days=length)
    assert CALENDAR.is_workday(resumed(due, start, end, CALENDAR, working=False, rolls=True))


def test_what_is_overdue_cannot_stand_still():
    with pytest.raises(ValueError, match="before it is due"):
        resumed(date(2026, 6, 1), date(2026, 6, 2), date(2026, 6, 3), CALENDAR, working=True)


@pytest.mark.parametrize(
    ("amount", "unit", "expected"),
    [(10, "WD", "2026-06-29"), (30, "CD", "2026-07-12"), (1, "M", "2026-07-12"), (1, "Y", "2027-06-12")],
)
def test_extensions_count_in_the_unit_of_the_rule(amount, unit, expected):
    assert prolonged(date(2026, 6, 12), amount, unit, CALENDAR) == date.fromisoformat(expected)
