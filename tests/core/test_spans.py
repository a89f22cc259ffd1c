"""Runs of days against sets of days."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.spans import Span, covered_days

DAY0 = date(2026, 1, 1)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    first = draw(st.integers(0, 40))
    return Span(DAY0 + timedelta(first), DAY0 + timedelta(first + draw(st.integers(0, 12))))


def days(span: Span) -> set[date]:
    return {span.first + timedelta(n) for n in range(span.days)}


@given(st.lists(spans(), max_size=6))
def test_days_that_overlap_count_once(rows):
    assert covered_days(rows) == len(set().union(*map(days, rows)))


@given(spans(), st.lists(spans(), max_size=5))
def test_days_taken_away_are_gone_and_no_others(span, others):
    left = span.without(others)

    assert set().union(*map(days, left)) == days(span) - set().union(*map(days, others))
    assert left == sorted(left, key=lambda found: found.first)


@given(spans(), spans())
def test_an_overlap_is_what_both_have(one, other):
    both = one.overlap(other)

    assert (days(both) if both else set()) == days(one) & days(other)


def test_a_run_without_end_can_be_counted_from_and_cut():
    forever = Span(DAY0, date.max)

    assert covered_days([forever, forever]) == forever.days
    assert forever.without([Span(DAY0 + timedelta(1), date.max)]) == [Span(DAY0, DAY0)]
