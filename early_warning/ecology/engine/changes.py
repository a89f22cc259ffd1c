"""What led from one index to the next (handbook 3.1 rule 10), in figures that add up as printed."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

TENTH = Decimal("0.1")
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Change:
    """How much of the difference one indicator brought; ``before`` or ``after`` is None where it was not scored."""

    code: str
    before: Decimal | None
    after: Decimal | None

    @property
    def delta(self) -> Decimal:
        return (self.after or ZERO) - (self.before or ZERO)


def apportion(parts: Mapping[str, Decimal], *, step: Decimal = TENTH) -> dict[str, Decimal]:
    """``parts`` rounded to ``step`` so that they add up to their rounded sum (largest remainders go up).

    Parts are never negative; one that is exactly a multiple of ``step`` stays what it is.
    """
    floors = {code: part.quantize(step, rounding=ROUND_FLOOR) for code, part in parts.items()}
    total = sum(parts.values(), ZERO).quantize(step, rounding=ROUND_HALF_UP)
    missing = int((total - sum(floors.values(), ZERO)) / step)
    by_remainder = sorted(parts, key=lambda code: (floors[code] - parts[code], code))
    return floors | {code: floors[code] + step for code in by_remainder[:missing]}


def changes(before: Mapping[str, Decimal], after: Mapping[str, Decimal]) -> list[Change]:
    """The changes by indicator, the largest loss first; together exactly the difference of the two indices.

    An indicator scored only once brings or takes its whole contribution: weight moved to or from the others.
    """
    listed = [Change(code, before.get(code), after.get(code)) for code in sorted({*before, *after})]
    return sorted(listed, key=lambda change: (change.delta, change.code))
