"""Quorum in integers (HC-G3): no rounding."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.parameters import Values
from supervision.meetings.parameters import MEETING
from supervision.meetings.rules.quorum import Quorum, quorum_for

VALUES = Values(MEETING.key, 1, MEETING.defaults())
HALF, TWO_THIRDS = Quorum(1, 2, more_than=True), Quorum(2, 3, more_than=False)


@pytest.mark.parametrize(
    ("category", "present", "due", "met"),
    [
        ("PERSONNEL", 3, 5, False),  # GT40: 9 < 10
        ("FUNDS", 3, 5, True),  # N42
        ("PERSONNEL", 4, 6, True),  # N43: 12 = 12
        ("FUNDS", 3, 6, False),  # half is not more than half
        ("DISCIPLINE", 3, 4, True),
        ("DISCIPLINE", 0, 0, False),
    ],
)
def test_ordinary_items_need_more_than_half_strict_ones_two_thirds(category, present, due, met):
    assert quorum_for(category, VALUES).met(present, due) is met


@given(due=st.integers(1, 500), data=st.data())
def test_the_quorum_is_the_exact_share(due, data):
    present = data.draw(st.integers(0, due))
    assert HALF.met(present, due) == (Fraction(present, due) > Fraction(1, 2))
    assert TWO_THIRDS.met(present, due) == (Fraction(present, due) >= Fraction(2, 3))


@given(due=st.integers(1, 500), numerator=st.integers(1, 9), denominator=st.integers(1, 9), more=st.booleans())
def test_least_is_the_smallest_number_that_suffices(due, numerator, denominator, more):
    quorum = Quorum(numerator, denominator, more)
    least = quorum.least(due)
    assert quorum.met(least, due)
    assert not quorum.met(least - 1, due)


@given(due=st.integers(1, 200), present=st.integers(0, 199))
def test_one_more_present_never_harms(due, present):
    for quorum in (HALF, TWO_THIRDS):
        assert quorum.met(present + 1, due) >= quorum.met(present, due)
