"""Collecting problems: all are counted, a thousand are kept for the person who mends the file, spread over the columns
and kinds of problem, so that one bad column does not hide the others."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from early_warning.filings.validation.problems import Finding

KEPT = 1000
_LONGEST_VALUE = 200
Kind = tuple[str, str]  # column, code


@dataclass(slots=True)
class Findings:
    """The problems of one file. ``counts`` is by (column, code); a row may have several."""

    counts: Counter[Kind] = field(default_factory=Counter)
    _kept: defaultdict[Kind, list[Finding]] = field(default_factory=lambda: defaultdict(list))

    def add(self, finding: Finding) -> None:
        """Count a problem, and keep it while there is room."""
        kind = finding.column, finding.code
        self.counts[kind] += 1
        if self._room(kind):
            self._kept[kind].append(finding)

    def add_column(self, rows: pa.Array, cells: pa.Array, codes: pa.Array, *, column: str, header: str) -> None:
        """Every cell of a column that could not be read; ``codes`` is null where it could."""
        for counted in pc.value_counts(codes.drop_null()).to_pylist():
            kind = column, counted["values"]
            self.counts[kind] += counted["counts"]
            if room := self._room(kind):
                found = pc.fill_null(pc.equal(codes, counted["values"]), False)
                for place in np.flatnonzero(found)[:room].tolist():
                    value = str(cells[place].as_py())[:_LONGEST_VALUE]
                    self._kept[kind].append(Finding(rows[place].as_py(), kind[1], column, header, value))

    def add_rule(
        self, rows: pa.ChunkedArray, values: pa.ChunkedArray, places: Sequence[int], template: Finding
    ) -> None:
        """Every row that breaks one rule of a column; ``template`` carries all but row and value."""
        kind = template.column, template.code
        self.counts[kind] += len(places)
        for place in places[: self._room(kind)]:
            text = values[place].as_py()
            value = "" if text is None else str(text)[:_LONGEST_VALUE]
            self._kept[kind].append(replace(template, row_no=rows[place].as_py(), value=value))

    def _room(self, kind: Kind) -> int:
        return KEPT - len(self._kept[kind])

    def sorted(self) -> list[dict[str, Any]]:
        """The problems that are kept, by row, as plain data: the first of every kind, equally many of each; what a rare
        kind does not need goes to the others."""
        left, kept = KEPT, []
        by_size = sorted(self._kept.values(), key=len)
        for place, found in enumerate(by_size):
            share = found[: left // (len(by_size) - place)]
            left -= len(share)
            kept += share
        return [asdict(finding) for finding in sorted(kept, key=lambda one: (one.row_no, one.column))]
