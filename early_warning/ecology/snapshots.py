"""From measurements to the rows that are kept: scores, index, band, and what each indicator contributed."""

import hashlib
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from early_warning.ecology.engine.assembly import Outcome, Reading, Rules, Standing, assemble, standing_of
from early_warning.ecology.engine.bands import Band, band_of, shown
from early_warning.ecology.engine.changes import apportion
from early_warning.ecology.engine.scores import score
from early_warning.ecology.measures import rows_kept
from early_warning.ecology.measuring import Measured
from early_warning.ecology.models import EcologyAssessment, IndicatorValue, ValueState
from early_warning.ecology.parameters import RuleBook
from early_warning.ecology.periods import AnalysisPeriod
from early_warning.ecology.registry import Indicator
from organization.units.models import Unit

HUNDREDTH, BASIS_POINT, MILLIONTH = Decimal("0.01"), Decimal("0.0001"), Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An assessment and its values, not yet written."""

    assessment: EcologyAssessment
    values: list[IndicatorValue]


def reading_of(measured: Measured, book: RuleBook) -> Reading:
    """The reading of a scored indicator: whether it can be scored, and its score."""
    indicator, answer = measured.indicator, measured.measurement
    assert isinstance(indicator, Indicator)  # noqa: S101 - context has no weight and never comes here
    values, ratio = book.by_code[indicator.code], answer.ratio
    standing = standing_of(n=answer.n, n_min=values["n_min"], covered=answer.covered, has_value=ratio is not None)
    scored = standing is Standing.SCORED and ratio is not None
    points = score(indicator.direction, ratio, values["bar"]) if scored and ratio is not None else None
    return Reading(indicator.code, indicator.dimension, values["weight"], standing, answer.covered, points)


def rules_of(book: RuleBook) -> Rules:
    return Rules(
        dimension_weights=book.dimension_weights(),
        min_coverage=book.index["min_coverage"],
        min_dimensions=book.index["min_dimensions"],
        small_sample_covers=book.index["small_sample_covers"],
    )


def data_version(measured: list[Measured]) -> str:
    """A short name for exactly these figures, rows and data: the same whenever they are the same."""
    parts = sorted(f"{one.indicator.code}{one.start}{one.end}{one.measurement.fingerprint()}" for one in measured)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def snapshot(
    *,
    unit: Unit,
    period: AnalysisPeriod,
    as_of: date,
    measured: list[Measured],
    book: RuleBook,
    previous: EcologyAssessment | None,
) -> Snapshot:
    """The assessment of ``unit`` with its values, computed and not written."""
    readings = {one.indicator.code: reading_of(one, book) for one in measured if isinstance(one.indicator, Indicator)}
    outcome = assemble(readings.values(), rules_of(book))
    weight = sum((reading.weight for reading in readings.values()), Decimal(0))
    scored = sum((reading.weight for reading in readings.values() if reading.score is not None), Decimal(0))
    assessment = EcologyAssessment(
        unit=unit,
        period=str(period),
        as_of=as_of,
        index=None if outcome.index is None else shown(outcome.index),
        band=_band(outcome, book),
        # Rounded down: what lies below the least coverage is never printed as reaching it.
        coverage=outcome.coverage.quantize(BASIS_POINT, rounding=ROUND_DOWN),
        scored_share=(scored / weight if weight else Decimal(0)).quantize(BASIS_POINT, rounding=ROUND_DOWN),
        dimension_scores={code: str(_hundredth(points)) for code, points in outcome.dimension_scores.items()},
        params_version=book.number,
        params_versions=book.versions,
        data_version=data_version(measured),
        previous=previous,
    )
    before = previous_contributions(previous)
    contributions = {} if outcome.index is None else apportion(outcome.contributions)
    values = [_value(one, readings.get(one.indicator.code), book, outcome, contributions) for one in measured]
    for value in values:
        value.previous_contribution = before.get(value.code)
    return Snapshot(assessment, values)


def previous_contributions(previous: EcologyAssessment | None) -> dict[str, Decimal]:
    """What each indicator contributed last time; empty when there was no index to compare with."""
    if previous is None or previous.index is None:
        return {}
    return contributions_of(previous)


def contributions_of(assessment: EcologyAssessment) -> dict[str, Decimal]:
    """What each scored indicator contributed to the index."""
    rows = assessment.values.exclude(contribution=None).values_list("code", "contribution")
    return {code: contribution for code, contribution in rows if contribution is not None}


def _band(outcome: Outcome, book: RuleBook) -> Band:
    index = book.index
    return band_of(outcome.index, good=index["good_from"], normal=index["normal_from"], watch=index["watch_from"])


def _value(
    measured: Measured, reading: Reading | None, book: RuleBook, outcome: Outcome, contributions: dict[str, Decimal]
) -> IndicatorValue:
    code, answer = measured.indicator.code, measured.measurement
    ratio = answer.ratio
    value = IndicatorValue(
        code=code,
        state=ValueState.CONTEXT if reading is None else ValueState(reading.standing),
        start=measured.start,
        end=measured.end,
        numerator=answer.numerator,
        denominator=answer.denominator,
        n=answer.n,
        value=None if ratio is None else ratio.quantize(MILLIONTH, rounding=ROUND_HALF_UP),
        covered=answer.covered.quantize(BASIS_POINT, rounding=ROUND_DOWN),
        rows=rows_kept(answer.rows),
        note=answer.note,
    )
    if reading is not None:
        value.weight, value.bar = reading.weight, book.by_code[code]["bar"]
        value.n_min = book.by_code[code]["n_min"]
        value.score = None if reading.score is None else _hundredth(reading.score)
        value.contribution = contributions.get(code)
        effective = outcome.effective_weights.get(code)
        value.effective_weight = None if effective is None else _hundredth(effective)
    return value


def _hundredth(number: Decimal) -> Decimal:
    return number.quantize(HUNDREDTH, rounding=ROUND_HALF_UP)
