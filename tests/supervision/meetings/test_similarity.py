"""Minutes of first agenda items side by side (M52, HC-H4)."""

from decimal import Decimal

from supervision.meetings.choices import Ground
from supervision.meetings.rules.similarity import Studied, runs, similarity

ALIKE, OTHER = Decimal("0.97"), Decimal("0.62")


def studied(*likeness: Decimal | None, measures: bool = True) -> list[Studied]:
    return [Studied(number, value, measures) for number, value in enumerate(likeness)]


def found(rows: list[Studied]) -> list[tuple[Ground, tuple[int, ...]]]:
    return [(run.ground, run.meetings) for run in runs(rows, alike_from=Decimal("0.95"), least=3)]


def test_the_same_text_is_one_and_blanks_do_not_matter():
    assert similarity("传达学习 上级精神。\n", "传达学习上级精神。") == 1


def test_an_empty_text_resembles_nothing():
    assert similarity("", "") == 0


def test_a_value_just_below_the_threshold_is_not_rounded_up_to_it():
    assert similarity("甲" * 1899 + "乙" * 101, "甲" * 1899 + "丙" * 101) == Decimal("0.949")


def test_three_meetings_in_a_row_with_the_same_minutes_are_one_doubt():
    assert found(studied(None, ALIKE, ALIKE)) == [(Ground.SAME_TEXT, (0, 1, 2))]


def test_two_are_none_and_a_different_one_breaks_the_row():
    assert found(studied(None, ALIKE)) == []
    assert found(studied(None, ALIKE, OTHER, ALIKE)) == []


def test_a_run_of_four_is_still_one_doubt():
    assert found(studied(None, OTHER, ALIKE, ALIKE, ALIKE)) == [(Ground.SAME_TEXT, (1, 2, 3, 4))]


def test_n55_the_same_head_only_is_no_doubt():
    assert found(studied(None, OTHER, OTHER, OTHER)) == []


def test_three_meetings_without_a_measure_are_a_doubt():
    assert found(studied(None, OTHER, OTHER, measures=False)) == [(Ground.NO_MEASURE, (0, 1, 2))]
