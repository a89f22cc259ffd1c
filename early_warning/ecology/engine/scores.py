"""The score of one indicator (handbook 3.1 rule 5)."""

from decimal import Decimal

from early_warning.ecology.registry import Direction

HUNDRED = Decimal(100)
ZERO = Decimal(0)


def score(direction: Direction, value: Decimal, bar: Decimal) -> Decimal:
    """0..100. Positive: 100·min(1, x/target); negative: 100·max(0, 1 − x/ceiling); binary: 100 from the target on.

    ``value`` is never negative and ``bar`` is above zero; ValueError otherwise, because such a figure is a mistake.
    """
    if value < 0 or bar <= 0:
        raise ValueError(f"value {value}, bar {bar}")
    if direction is Direction.NEGATIVE:
        return HUNDRED * max(ZERO, 1 - value / bar)
    if direction is Direction.BINARY:
        return HUNDRED if value >= bar else ZERO
    return HUNDRED * min(Decimal(1), value / bar)
