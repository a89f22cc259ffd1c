"""What holds for every day, not only for the handbook's."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from core.deadlines.months import add_months, merged_period_end, period_end
from core.deadlines.workcalendar import CalendarYearUnknown, WorkCalendar

# No time limit an example: the machine may be busy.
property_of = settings(deadline=None)
CALENDAR = WorkCalendar()
days = st.dates(date(2010, 1, 1), date(2025, 12, 31))
counts = st.integers(1, 60)


@property_of
@given(days, counts)
def test_a_counted_day_is_a_workday(day: date, count: int) -> None:
    assert CALENDAR.is_workday(CALENDAR.add_workdays(day, count))
    assert CALENDAR.is_workday(CALENDAR.subtract_workdays(day, count))


@property_of
@given(days, counts)
def test_subtracting_undoes_adding(day: date, count: int) -> None:
    assume(CALENDAR.is_workday(day))
    assert CALENDAR.subtract_workdays(CALENDAR.add_workdays(day, count), count) == day


@property_of
@given(days, counts)
def test_counting_between_undoes_adding(day: date, count: int) -> None:
    due = CALENDAR.add_workdays(day, count)
    assert CALENDAR.workdays_between(day, due) == count
    assert CALENDAR.workdays_between(due, day) == -count


@property_of
@given(days, counts)
def test_a_later_start_is_never_due_earlier(day: date, count: int) -> None:
    assert CALENDAR.add_workdays(day, count) <= CALENDAR.add_workdays(day + timedelta(1), count)
    assert CALENDAR.add_workdays(day, count) < CALENDAR.add_workdays(day, count + 1)


@property_of
@given(days)
def test_rolling_ends_on_the_first_workday_from_there(day: date) -> None:
    rolled = CALENDAR.roll_forward(day)
    assert CALENDAR.is_workday(rolled)
    assert not any(CALENDAR.is_workday(day + timedelta(n)) for n in range((rolled - day).days))
    assert CALENDAR.roll_forward(rolled) == rolled


@property_of
@given(days, st.integers(-60, 60))
def test_adding_months_keeps_the_day_or_takes_the_months_last(day: date, months: int) -> None:
    there = add_months(day, months)
    assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == months
    assert there.day == day.day or (there.day < day.day and (there + timedelta(1)).day == 1)


@property_of
@given(days, st.integers(1, 60))
def test_a_sanction_ends_at_most_a_day_before_a_procedural_period(day: date, months: int) -> None:
    gap = period_end(day, months) - period_end(day, months, inclusive_start=True)
    assert gap in (timedelta(0), timedelta(1))
    assert period_end(day, months) <= period_end(day + timedelta(1), months)


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="never a negative"):
        CALENDAR.add_workdays(date(2026, 1, 5), -1)


def test_a_period_of_no_months_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one month"):
        period_end(date(2026, 1, 5), 0)


def test_no_days_from_a_day_is_that_day() -> None:
    assert CALENDAR.add_workdays(date(2026, 1, 3), 0) == date(2026, 1, 3)


def test_a_year_nobody_knows_is_named_with_its_cure() -> None:
    with pytest.raises(CalendarYearUnknown) as caught:
        CALENDAR.add_workdays(date(2026, 12, 25), 10)
    assert caught.value.year == 2027
    assert "import_calendar" in str(caught.value)
    assert "2027" in str(caught.value)


def test_a_single_day_does_not_make_a_year_known() -> None:
    with pytest.raises(CalendarYearUnknown):
        WorkCalendar({date(2027, 1, 1): False}).is_workday(date(2027, 3, 1))


@property_of
@given(days, st.integers(1, 24), st.integers(0, 700), st.integers(1, 24))
def test_a_second_sanction_never_ends_before_either_would_alone(first, first_months, gap, months):
    second = first + timedelta(days=gap)
    end = merged_period_end((first, first_months), (second, months))
    assert end >= period_end(second, months, inclusive_start=True)
    assert end >= period_end(first, first_months, inclusive_start=True)


@property_of
@given(days, st.integers(1, 24), st.integers(0, 700), st.integers(1, 24))
def test_merged_administrative_sanctions_stay_within_48_months_of_the_second(first, first_months, gap, months):
    second = first + timedelta(days=gap)
    end = merged_period_end((first, first_months), (second, months), 48)
    assert end <= period_end(second, 48, inclusive_start=True)


@property_of
@given(days, st.integers(1, 60))
def test_a_period_that_counts_its_first_day_begins_anew_on_the_day_after_it(start, months):
    last = period_end(start, months, inclusive_start=True)
    assert add_months(start, months) in (last, last + timedelta(1))
