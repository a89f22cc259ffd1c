"""Several keepers of the same kind of record answer one indicator together."""

from collections.abc import Mapping
from decimal import Decimal

from early_warning.ecology.measures import NOTHING_KNOWN, Measurement, Question, Source


def together(*sources: Source | None) -> Source:
    """One source of plain ratios out of several: numerators, denominators, samples and rows are added up.

    A keeper that knows nothing of a unit adds nothing; ``covered`` is the share that is known of the least covered one
    that has data.
    """
    asked = [source for source in sources if source is not None]

    def measure(question: Question) -> Mapping[str, Measurement]:
        answers = [source(question) for source in asked]
        return {code: _sum([found[code] for found in answers if code in found]) for code in question.units}

    return measure


def _sum(found: list[Measurement]) -> Measurement:
    known = [one for one in found if one.covered > 0]
    if not known:
        return NOTHING_KNOWN
    return Measurement(
        numerator=sum((one.numerator for one in known), Decimal(0)),
        denominator=sum((one.denominator for one in known), Decimal(0)),
        n=sum(one.n for one in known),
        covered=min(one.covered for one in known),
        rows=tuple(row for one in known for row in one.rows),
        note=" ".join(one.note for one in known if one.note),
        basis=" ".join(one.basis for one in known if one.basis),
    )
