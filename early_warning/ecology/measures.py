"""What a source of an indicator is asked, and what it answers: figures and the rows behind them, never a verdict."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from core.parameters import Values

ROWS_KEPT = 500


@dataclass(frozen=True, slots=True)
class Question:
    """Measure these units over ``start``..``end`` (both included), knowing only what was known on ``as_of``."""

    units: tuple[str, ...]
    start: date
    end: date
    as_of: date
    parameters: Values

    @property
    def known_until(self) -> date:
        """The last day that can be judged: a period that still runs is cut at ``as_of``."""
        return min(self.end, self.as_of)


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One row behind a figure. ``source`` and ``key`` find the record again (a filed row, a notice, a tenure);
    ``met`` says whether it counts in the numerator; ``label`` names it without naming a person."""

    source: str
    key: int
    met: bool
    label: str
    row_no: int | None = None
    weight: Decimal = Decimal(1)

    def as_json(self) -> dict[str, object]:
        row: dict[str, object] = {"source": self.source, "key": self.key, "met": self.met, "label": self.label}
        row |= {} if self.row_no is None else {"row_no": self.row_no}
        return row | ({} if self.weight == 1 else {"weight": str(self.weight)})


@dataclass(frozen=True, slots=True)
class Measurement:
    """The answer for one unit: numerator, denominator, sample size and rows.

    ``covered`` (0..1) is the share of the data needed that has arrived; 0 means that nothing can be said.
    ``value`` is given where it is no plain ratio (F4 is a product of three). ``basis`` names the version of the data.
    """

    numerator: Decimal
    denominator: Decimal
    n: int
    covered: Decimal = Decimal(1)
    value: Decimal | None = None
    rows: tuple[EvidenceRow, ...] = ()
    note: str = ""
    basis: str = ""

    @property
    def ratio(self) -> Decimal | None:
        """The measured value; None where there is nothing to divide by."""
        if self.value is not None:
            return self.value
        return self.numerator / self.denominator if self.denominator else None

    def fingerprint(self) -> str:
        """Differs as soon as a figure, a row or the version of the data differs."""
        content = [str(self.numerator), str(self.denominator), self.n, str(self.covered), str(self.value), self.basis]
        rows = [row.as_json() for row in self.rows]
        return hashlib.sha256(json.dumps([content, rows], ensure_ascii=False).encode()).hexdigest()


NOTHING_KNOWN = Measurement(Decimal(0), Decimal(0), 0, covered=Decimal(0))
Source = Callable[[Question], Mapping[str, Measurement]]


@dataclass(slots=True)
class Tally:
    """Counts rows into a measurement: every row weighs in the denominator, those met in the numerator too."""

    rows: list[EvidenceRow] = field(default_factory=list)

    def add(self, rows: Iterable[EvidenceRow]) -> None:
        self.rows.extend(rows)

    def measurement(self, *, covered: Decimal = Decimal(1), note: str = "", basis: str = "") -> Measurement:
        return Measurement(
            numerator=sum((row.weight for row in self.rows if row.met), Decimal(0)),
            denominator=sum((row.weight for row in self.rows), Decimal(0)),
            n=len(self.rows),
            covered=covered,
            rows=tuple(self.rows),
            note=note,
            basis=basis,
        )


def rows_kept(rows: Iterable[EvidenceRow]) -> list[dict[str, object]]:
    """The rows a snapshot keeps: those not met first (they explain the loss), at most ROWS_KEPT of each kind."""
    listed = list(rows)
    missed = [row.as_json() for row in listed if not row.met][:ROWS_KEPT]
    met = [row.as_json() for row in listed if row.met][:ROWS_KEPT]
    return missed + met
