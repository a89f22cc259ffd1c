"""Handbook 3.1 on vectors worked out by hand."""

from decimal import Decimal

import pytest

from early_warning.ecology.engine.assembly import Reading, Rules, Standing, assemble, standing_of
from early_warning.ecology.engine.bands import Band, band_of
from early_warning.ecology.engine.changes import apportion, changes
from early_warning.ecology.engine.scores import score
from early_warning.ecology.registry import Direction

D = Decimal
WEIGHTS = {"A": D(22), "B": D(22), "C": D(22), "D": D(14), "E": D(8), "F": D(12)}
RULES = Rules(WEIGHTS, min_coverage=D("0.70"), min_dimensions=2, small_sample_covers=True)
STRICT = Rules(WEIGHTS, min_coverage=D("0.70"), min_dimensions=2, small_sample_covers=False)


def scored(code: str, weight: int, points: str) -> Reading:
    return Reading(code, code[0], D(weight), Standing.SCORED, D(1), D(points))


def absent(code: str, weight: int, standing: Standing, covered: str = "1") -> Reading:
    return Reading(code, code[0], D(weight), standing, D(covered))


@pytest.mark.parametrize(
    ("direction", "value", "bar", "expected"),
    [
        (Direction.POSITIVE, "0.81", "1", "81"),  # screens.md section 6: B1 17/21 reads 81
        (Direction.POSITIVE, "0.475", "0.95", "50"),
        (Direction.POSITIVE, "0.99", "0.95", "100"),
        (Direction.POSITIVE, "0", "0.95", "0"),
        (Direction.NEGATIVE, "0", "0.30", "100"),
        (Direction.NEGATIVE, "0.15", "0.30", "50"),
        (Direction.NEGATIVE, "0.31", "0.30", "0"),
        (Direction.BINARY, "1", "1", "100"),
        (Direction.BINARY, "0.99", "1", "0"),
    ],
)
def test_score(direction, value, bar, expected):
    assert score(direction, D(value), D(bar)) == D(expected)


@pytest.mark.parametrize(("value", "bar"), [("-0.1", "1"), ("0.5", "0")])
def test_a_figure_that_cannot_be_is_a_mistake(value, bar):
    with pytest.raises(ValueError):
        score(Direction.POSITIVE, D(value), D(bar))


def test_the_index_of_all_six_dimensions():
    """A 100, B (7·81 + 4·50)/11, C 50, D 100, E 100, F (3·100 + 2·0)/5 = 60."""
    outcome = assemble(
        [
            scored("A2", 7, "100"),
            scored("B1", 7, "81"),
            scored("B4", 4, "50"),
            scored("C1", 7, "50"),
            scored("D4", 4, "100"),
            scored("E1", 3, "100"),
            scored("F3", 3, "100"),
            scored("F4", 2, "0"),
        ],
        RULES,
    )
    assert outcome.dimension_scores["B"] == D(767) / D(11)
    assert outcome.dimension_scores["F"] == D(60)
    by_hand = (22 * 100 + 22 * D(767) / 11 + 22 * 50 + 14 * 100 + 8 * 100 + 12 * 60) / D(100)
    assert outcome.index is not None
    assert outcome.index.quantize(D("1e-20")) == by_hand.quantize(D("1e-20"))
    assert outcome.coverage == 1


def test_a_small_sample_gives_its_weight_to_its_own_dimension():
    full = [scored("B1", 7, "80"), scored("B4", 4, "40"), scored("F4", 2, "90")]
    small = [scored("B1", 7, "80"), absent("B4", 4, Standing.SMALL), scored("F4", 2, "90")]
    before, after = assemble(full, RULES), assemble(small, RULES)
    assert after.dimension_scores["B"] == 80
    assert after.effective_weights["F4"] == before.effective_weights["F4"] == D(1200) / D(34)
    assert after.effective_weights["B1"] == D(2200) / D(34)
    assert after.coverage == 1


def test_a_dimension_without_a_score_is_left_out_and_never_counts_as_zero():
    outcome = assemble([scored("B4", 4, "100"), scored("F4", 2, "100"), absent("C1", 7, Standing.SMALL)], RULES)
    assert outcome.index == 100
    assert "C" not in outcome.dimension_scores


def test_missing_data_lower_the_coverage_and_below_70_percent_there_is_no_index():
    readings = [
        absent("B1", 7, Standing.MISSING, "0"),
        scored("B4", 4, "100"),
        scored("C1", 7, "100"),
        scored("F4", 2, "100"),
    ]
    outcome = assemble(readings, RULES)
    assert outcome.coverage == D("0.65")
    assert outcome.index is None
    assert outcome.dimension_scores["B"] == 100


def test_exactly_70_percent_is_enough():
    readings = [scored("B1", 7, "60"), scored("C1", 7, "60"), absent("D4", 6, Standing.MISSING, "0")]
    assert assemble(readings, RULES).coverage == D("0.7")
    assert assemble(readings, RULES).index == 60


def test_the_strict_reading_takes_a_small_sample_for_a_gap():
    readings = [scored("B1", 7, "80"), absent("C1", 7, Standing.SMALL), scored("F4", 2, "90")]
    assert assemble(readings, STRICT).coverage == D(9) / D(16)
    assert assemble(readings, STRICT).index is None
    assert assemble(readings, RULES).index is not None


def test_one_dimension_alone_is_no_index():
    assert assemble([scored("F3", 3, "100"), scored("F4", 2, "100")], RULES).index is None


def test_half_the_data_cover_half():
    readings = [Reading("B4", "B", D(4), Standing.SCORED, D("0.5"), D(90)), scored("F4", 4, "90")]
    assert assemble(readings, RULES).coverage == D("0.75")


@pytest.mark.parametrize(
    ("n", "n_min", "covered", "has_value", "expected"),
    [
        (5, 5, "1", True, Standing.SCORED),
        (4, 5, "1", True, Standing.SMALL),
        (0, 1, "1", False, Standing.SMALL),
        (9, 5, "0", True, Standing.MISSING),
        (5, 5, "0.5", True, Standing.SCORED),
        (5, 5, "1", False, Standing.SMALL),
    ],
)
def test_standing(n, n_min, covered, has_value, expected):
    assert standing_of(n=n, n_min=n_min, covered=D(covered), has_value=has_value) is expected


@pytest.mark.parametrize(
    ("index", "band"),
    [
        ("100", Band.GOOD),
        ("85", Band.GOOD),
        ("84.95", Band.GOOD),  # printed 85.0
        ("84.94", Band.NORMAL),
        ("70", Band.NORMAL),
        ("69.9", Band.WATCH),
        ("55", Band.WATCH),
        ("54.9", Band.FOCUS),
        ("0", Band.FOCUS),
        (None, Band.INADEQUATE),
    ],
)
def test_bands(index, band):
    value = None if index is None else D(index)
    assert band_of(value, good=D(85), normal=D(70), watch=D(55)) is band


def test_contributions_are_rounded_so_that_they_add_up():
    parts = {"B1": D("33.33"), "B4": D("33.33"), "F4": D("33.34")}
    assert apportion(parts) == {"B1": D("33.3"), "B4": D("33.3"), "F4": D("33.4")}


def test_nothing_stays_nothing():
    assert apportion({"B1": D(0), "B4": D("12.25")})["B1"] == 0


def test_the_waterfall_names_what_changed_the_index():
    """71.2 → B1 −3.1 → C1 −2.4 → D3 +1.1 → 66.8, as on screens.md section 6."""
    before = {"B1": D("20.0"), "C1": D("22.0"), "D3": D("29.2")}
    after = {"B1": D("16.9"), "C1": D("19.6"), "D3": D("30.3")}
    found = changes(before, after)
    assert [(change.code, change.delta) for change in found] == [("B1", D("-3.1")), ("C1", D("-2.4")), ("D3", D("1.1"))]
    assert sum(change.delta for change in found) == D("66.8") - D("71.2")


def test_an_indicator_scored_only_once_brings_or_takes_all_of_its_contribution():
    found = {change.code: change.delta for change in changes({"C1": D(20)}, {"B4": D(30)})}
    assert found == {"C1": D(-20), "B4": D(30)}
