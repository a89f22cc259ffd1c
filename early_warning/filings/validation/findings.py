"""Collecting problems: all are counted, the first thousand are kept for the person who mends the file."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from early_warning.filings.validation.problems import Finding

KEPT = 1000
_LONGEST_VALUE = 200


@dataclass(slots=True)
class Findings:
    """The problems of one file. ``counts`` is by (column, code); a row may have several."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    kept: list[Finding] = field(default_factory=list)

    def add(self, finding: Finding, times: int = 1) -> None:
        """Count a problem, and keep it while there is room."""
        self.counts[finding.column, finding.code] += times
        if len(self.kept) < KEPT:
            self.kept.append(finding)

    def add_column(self, rows: pa.Array, cells: pa.Array, codes: pa.Array, *, column: str, header: str) -> None:
        """Every cell of a column that could not be read; ``codes`` is null where it could."""
        for counted in pc.value_counts(codes.drop_null()).to_pylist():
            self.counts[column, counted["values"]] += counted["counts"]
        room = KEPT - len(self.kept)
        places: list[int] = np.flatnonzero(pc.is_valid(codes))[: max(room, 0)].tolist()
        for place in places:
            value = str(cells[place].as_py())[:_LONGEST_VALUE]
            self.kept.append(Finding(rows[place].as_py(), codes[place].as_py(), column, header, value))

    def add_rule(
        self, rows: pa.ChunkedArray, values: pa.ChunkedArray, places: Sequence[int], template: Finding
    ) -> None:
        """Every row that breaks one rule of a column; ``template`` carries all but row and value."""
        self.counts[template.column, template.code] += len(places)
        for place in places[: max(0, KEPT - len(self.kept))]:
            text = values[place].as_py()
            value = "" if text is None else str(text)[:_LONGEST_VALUE]
            self.kept.append(replace(template, row_no=rows[place].as_py(), value=value))

    def sorted(self) -> list[dict[str, Any]]:
        """The kept problems by row, as plain data."""
        return [asdict(finding) for finding in sorted(self.kept, key=lambda one: (one.row_no, one.column))]
