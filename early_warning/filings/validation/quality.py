"""The quality report of a filing (handbook M04): what is missing, repeated, dated strangely, and why rows were left."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from early_warning.filings.catalogue import ColumnType, DatasetKind
from early_warning.filings.periods import Period
from early_warning.filings.validation.findings import Findings

# A spreadsheet takes text that begins so for a formula; it is kept as text, and every export makes it harmless.
FORMULA_START = r"^[=+\-@]"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why rows were not taken. A row with two problems counts under both."""

    column: str
    code: str
    rows: int


@dataclass(slots=True)
class Report:
    """What a dry run found. Plain data, so that it can be stored and shown in any language later."""

    total: int
    taken: int
    reasons: list[Reason]
    findings: list[dict[str, Any]]
    dropped: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    empty_cells: dict[str, int] = field(default_factory=dict)
    formula_like: dict[str, int] = field(default_factory=dict)
    first_date: str = ""
    last_date: str = ""
    outside_period: int = 0
    in_future: int = 0

    @property
    def not_taken(self) -> int:
        """How many rows of the file are not taken."""
        return self.total - self.taken

    def quality(self) -> dict[str, Any]:
        """Everything but the single findings, as JSON data."""
        data = asdict(self)
        del data["findings"]
        return data


class QualityCounter:
    """Adds up the figures of the report over the batches of taken rows."""

    def __init__(self, kind: DatasetKind, period: Period, today: date) -> None:
        self.kind = kind
        self._period = period
        self._today = today
        self._empty: Counter[str] = Counter()
        self._formulas: Counter[str] = Counter()
        self._dates: list[date] = []
        self._outside = 0
        self._future = 0

    def add(self, rows: pa.Table) -> None:
        """Count one batch of taken rows."""
        for column in self.kind.columns:
            cells = rows[column.name]
            self._empty[column.name] += cells.null_count
            if column.type is ColumnType.TEXT:
                self._formulas[column.name] += _formula_like(cells)
        self._add_dates(rows[self.kind.date_column])

    def _add_dates(self, days: pa.ChunkedArray) -> None:
        if days.null_count == len(days):
            return
        span = pc.min_max(days).as_py()
        self._dates += [span["min"], span["max"]]
        inside = pc.and_(
            pc.greater_equal(days, pa.scalar(self._period.start)), pc.less_equal(days, pa.scalar(self._period.end))
        )
        self._outside += len(days) - days.null_count - _true(inside)
        self._future += _true(pc.greater(days, pa.scalar(self._today)))

    def report(
        self, *, findings: Findings, total: int, taken: int, dropped: Sequence[str], remarks: Sequence[str]
    ) -> Report:
        """The finished report."""
        reasons = [Reason(column, code, rows) for (column, code), rows in findings.counts.most_common()]
        return Report(
            total=total,
            taken=taken,
            reasons=reasons,
            findings=findings.sorted(),
            dropped=list(dropped),
            remarks=list(remarks),
            empty_cells={name: count for name, count in self._empty.items() if count},
            formula_like={name: count for name, count in self._formulas.items() if count},
            first_date=str(min(self._dates, default="")),
            last_date=str(max(self._dates, default="")),
            outside_period=self._outside,
            in_future=self._future,
        )


def _formula_like(cells: pa.ChunkedArray) -> int:
    """How many texts begin like a formula. All such signs stand before "A", which is quickly told."""
    if not _true(pc.less(cells, "A")):
        return 0
    return _true(pc.match_substring_regex(cells, FORMULA_START))


def _true(mask: pa.ChunkedArray) -> int:
    return pc.sum(mask).as_py() or 0
