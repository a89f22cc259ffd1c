"""What must hold of the index whatever the figures."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from early_warning.ecology.engine.assembly import Reading, Rules, Standing, assemble
from early_warning.ecology.engine.changes import apportion, changes
from early_warning.ecology.engine.scores import score
from early_warning.ecology.registry import Direction, dimensions, indicators

D = Decimal
CLOSE = D("1e-15")
RULES = Rules({d.code: d.weight for d in dimensions()}, D("0.70"), 2, small_sample_covers=True)
SCORES = st.decimals(0, 100, places=4)
SHARES = st.decimals(0, 1, places=3)


@st.composite
def readings(draw):
    """A unit's readings: each of the 23 scored, too small, or missing."""
    found = []
    for indicator in indicators():
        standing = draw(st.sampled_from(Standing))
        scored = standing is Standing.SCORED
        covered = D(0) if standing is Standing.MISSING else D(1)
        points = draw(SCORES) if scored else None
        found.append(Reading(indicator.code, indicator.dimension, indicator.weight, standing, covered, points))
    return found


@given(st.sampled_from(Direction), st.decimals(0, 1_000, places=4), st.decimals("0.01", 10, places=2))
def test_a_score_lies_between_0_and_100(direction, value, bar):
    assert 0 <= score(direction, value, bar) <= 100


@given(SHARES, SHARES, st.decimals("0.01", 1, places=2))
def test_a_score_follows_its_direction(one, other, bar):
    low, high = sorted((one, other))
    assert score(Direction.POSITIVE, low, bar) <= score(Direction.POSITIVE, high, bar)
    assert score(Direction.NEGATIVE, low, bar) >= score(Direction.NEGATIVE, high, bar)


@given(readings())
def test_redistribution_keeps_the_sum_of_100(found):
    weights = assemble(found, RULES).effective_weights
    assert not weights or abs(sum(weights.values()) - 100) < CLOSE


@given(readings())
def test_the_index_lies_between_the_worst_and_the_best_score(found):
    outcome = assemble(found, RULES)
    if outcome.index is not None:
        points = [reading.score for reading in found if reading.score is not None]
        assert min(points) - CLOSE <= outcome.index <= max(points) + CLOSE


@given(readings())
def test_what_is_not_available_never_counts_as_zero(found):
    """All that was scored is perfect: then the index is 100 however much is missing."""
    perfect = [
        Reading(r.code, r.dimension, r.weight, r.standing, r.covered, D(100) if r.score is not None else None)
        for r in found
    ]
    index = assemble(perfect, RULES).index
    assert index is None or abs(index - 100) < CLOSE


@given(readings(), st.data())
def test_a_better_score_never_lowers_the_index(found, data):
    scored = [place for place, reading in enumerate(found) if reading.score is not None]
    if not scored:
        return
    place = data.draw(st.sampled_from(scored))
    old = found[place]
    higher = data.draw(st.decimals(old.score, 100, places=4))
    better = [*found]
    better[place] = Reading(old.code, old.dimension, old.weight, old.standing, old.covered, higher)
    before, after = assemble(found, RULES).index, assemble(better, RULES).index
    assert (before is None) == (after is None)
    assert before is None or after >= before - CLOSE


@given(readings())
def test_the_index_is_the_weighted_mean_of_its_dimensions(found):
    outcome = assemble(found, RULES)
    if outcome.index is not None:
        weights = {code: RULES.dimension_weights[code] for code in outcome.dimension_scores}
        mean = sum(weights[code] * points for code, points in outcome.dimension_scores.items()) / sum(weights.values())
        assert abs(outcome.index - mean) < CLOSE


@given(st.dictionaries(st.sampled_from([i.code for i in indicators()]), SCORES, min_size=1))
def test_rounded_parts_add_up_to_the_rounded_whole_and_stay_near(parts):
    rounded = apportion(parts)
    assert abs(sum(rounded.values()) - sum(parts.values())) <= D("0.05")
    assert all(abs(rounded[code] - part) < D("0.1") for code, part in parts.items())


CONTRIBUTIONS = st.dictionaries(st.sampled_from([i.code for i in indicators()]), st.decimals(0, 30, places=1))


@given(CONTRIBUTIONS, CONTRIBUTIONS)
def test_the_changes_add_up_to_the_difference_exactly(before, after):
    total = sum((change.delta for change in changes(before, after)), D(0))
    assert total == sum(after.values(), D(0)) - sum(before.values(), D(0))
