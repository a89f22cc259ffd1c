"""Scales of charts: round numbers on the axis, values to points on paper."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

STEPS = (1, 2, 2.5, 5, 10)
Number = float | int


@dataclass(frozen=True)
class Axis:
    """A linear scale from ``low`` to ``high`` onto ``start`` .. ``end`` (points; reversed for upward axes)."""

    low: float
    high: float
    step: float
    start: float
    end: float

    def at(self, value: Number) -> float:
        """Where ``value`` stands, to a tenth of a point."""
        share = (float(value) - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)

    @property
    def ticks(self) -> list[tuple[float, str]]:
        """(position, label) of every round number."""
        count = round((self.high - self.low) / self.step)
        values = (self.low + index * self.step for index in range(count + 1))
        return [(self.at(value), plain(value)) for value in values]


def fit_axis(values: Iterable[Number], start: float, end: float, *, zero: bool = True, parts: int = 5) -> Axis:
    """An axis of about ``parts`` round steps that holds ``values``, and zero unless told otherwise."""
    found = [float(value) for value in values] or [0.0, 1.0]
    low, high = min(found), max(found)
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if high == low:
        high = low + 1
    step = round_step((high - low) / parts)
    return Axis(math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step, step, start, end)


def round_step(rough: float) -> float:
    """The smallest of 1, 2, 2.5, 5 times a power of ten that is not below ``rough``."""
    power = 10.0 ** math.floor(math.log10(rough))
    return next(step * power for step in STEPS if step * power >= rough * (1 - 1e-9))


def plain(value: Number, digits: int = 2) -> str:
    """A number without needless zeros, with thousands and a true minus."""
    text = f"{float(value):,.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text.replace("-", "−")
