"""From scores to dimensions, index and coverage (handbook 3.1 rules 4 and 6).

What cannot be scored is left out and its weight goes to the others: inside the dimension first; a dimension with
nothing scored is left out as a whole. Nothing that is missing ever counts as zero.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

HUNDRED = Decimal(100)
ZERO = Decimal(0)


class Standing(StrEnum):
    """Why an indicator has a score, or has none."""

    SCORED = "SCORED"
    SMALL = "SMALL"
    MISSING = "MISSING"


@dataclass(frozen=True, slots=True)
class Reading:
    """One indicator in use for one unit. ``score`` is None unless ``standing`` is SCORED; ``covered`` is 0..1."""

    code: str
    dimension: str
    weight: Decimal
    standing: Standing
    covered: Decimal
    score: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """What of the parameters the arithmetic needs."""

    dimension_weights: Mapping[str, Decimal]
    min_coverage: Decimal
    min_dimensions: int
    small_sample_covers: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """The index of one unit, or why there is none. ``effective_weights`` sum to 100 over what was scored, and
    ``contributions`` (effective weight × score ÷ 100) to the index."""

    dimension_scores: Mapping[str, Decimal]
    effective_weights: Mapping[str, Decimal]
    contributions: Mapping[str, Decimal]
    coverage: Decimal
    index: Decimal | None


def standing_of(*, n: int, n_min: int, covered: Decimal, has_value: bool) -> Standing:
    """MISSING without data, SMALL below the least sample, else SCORED."""
    if covered <= 0:
        return Standing.MISSING
    return Standing.SCORED if n >= n_min and has_value else Standing.SMALL


def assemble(readings: Iterable[Reading], rules: Rules) -> Outcome:
    """The index of one unit from its readings."""
    listed = list(readings)
    scored = [reading for reading in listed if reading.score is not None]
    weights = effective_weights(scored, rules.dimension_weights)
    contributions = {reading.code: weights[reading.code] * (reading.score or ZERO) / HUNDRED for reading in scored}
    covered = coverage(listed, small_sample_covers=rules.small_sample_covers)
    scores = dimension_scores(scored)
    publishable = covered >= rules.min_coverage and len(scores) >= rules.min_dimensions
    index = sum(contributions.values(), ZERO) if publishable and contributions else None
    return Outcome(scores, weights, contributions, covered, index)


def dimension_scores(scored: Iterable[Reading]) -> dict[str, Decimal]:
    """Σ(w·s) ÷ Σw over what was scored, a dimension; dimensions with nothing scored are absent."""
    points: defaultdict[str, Decimal] = defaultdict(Decimal)
    weights: defaultdict[str, Decimal] = defaultdict(Decimal)
    for reading in scored:
        points[reading.dimension] += reading.weight * (reading.score or ZERO)
        weights[reading.dimension] += reading.weight
    return {code: points[code] / weight for code, weight in weights.items() if weight > 0}


def effective_weights(scored: Iterable[Reading], dimension_weights: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """What each scored indicator weighs of 100 after redistribution; an indicator of weight 0 weighs nothing."""
    listed = [reading for reading in scored if dimension_weights.get(reading.dimension, ZERO) > 0]
    inside: defaultdict[str, Decimal] = defaultdict(Decimal)
    for reading in listed:
        inside[reading.dimension] += reading.weight
    alive = {code: dimension_weights[code] for code, weight in inside.items() if weight > 0}
    whole = sum(alive.values(), ZERO)
    weights = {reading.code: ZERO for reading in scored}
    for reading in listed:
        if reading.dimension in alive:
            share = reading.weight / inside[reading.dimension]
            weights[reading.code] = HUNDRED * share * alive[reading.dimension] / whole
    return weights


def coverage(readings: Iterable[Reading], *, small_sample_covers: bool) -> Decimal:
    """The share (0..1) of the weight in use for which the data have arrived.

    A small sample is no gap in the data: that nobody had to answer a notice is known. Whether it counts as covered
    is a parameter, because the handbook's sentence can be read both ways.
    """
    listed = list(readings)
    whole = sum((reading.weight for reading in listed), ZERO)
    if not whole:
        return ZERO
    counted = (r for r in listed if r.standing is not Standing.SMALL or small_sample_covers)
    return sum((reading.weight * reading.covered for reading in counted), ZERO) / whole
