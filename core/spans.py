"""Runs of days, both ends included: overlap, count, take away."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """Days from ``first`` to ``last``, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def overlap(self, other: "Span") -> "Span | None":
        first, last = max(self.first, other.first), min(self.last, other.last)
        return Span(first, last) if first <= last else None

    def without(self, others: Iterable["Span"]) -> list["Span"]:
        """What is left of the days when those of ``others`` are taken away, in order."""
        left, first = [], self.first
        for other in sorted(others, key=lambda span: span.first):
            if other.last < first or other.first > self.last:
                continue
            if other.first > first:
                left.append(Span(first, other.first - ONE_DAY))
            if other.last >= self.last:
                return left
            first = other.last + ONE_DAY
        return [*left, Span(first, self.last)]


def covered_days(spans: Iterable[Span]) -> int:
    """How many different days the spans cover; overlapping ones count once."""
    total, reached = 0, 0  # in ordinals: a run without end ends on the last day there is
    for first, last in sorted((span.first.toordinal(), span.last.toordinal()) for span in spans):
        total += max(0, last - max(first, reached + 1) + 1)
        reached = max(reached, last)
    return total
