"""The dry run: the whole file read, converted and checked, good rows written to a draft, everything else explained.

It is the only pass over the file. Filing afterwards merely publishes the draft, so that what was shown is what is kept.
"""

import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.utils.translation import gettext as _

from core.reading import limits
from core.reading.refusals import FileRefused
from core.reading.source import Batch, Source
from early_warning.filings.catalogue import Column, ColumnType, DatasetKind, arrow_schema
from early_warning.filings.mapping.plan import ROW_NUMBER, MappingPlan
from early_warning.filings.periods import Period
from early_warning.filings.storage.parquet import RowWriter, without_rows
from early_warning.filings.validation import schemas
from early_warning.filings.validation.convert import REPEATING, ColumnConverter, Converted
from early_warning.filings.validation.duplicates import find_duplicates
from early_warning.filings.validation.findings import KEPT, Findings
from early_warning.filings.validation.problems import Finding
from early_warning.filings.validation.quality import QualityCounter, Report

Progress = Callable[[float], None]


@dataclass(slots=True)
class _Checked:
    """One batch after conversion."""

    row_no: pa.Array
    columns: dict[str, Converted]


class DryRun:
    """One run over one file. ``draft`` receives the rows that are taken."""

    def __init__(self, source: Source, kind: DatasetKind, plan: MappingPlan, draft: Path) -> None:
        self.source = source
        self.kind = kind
        self.plan = plan
        self.draft = draft
        self.findings = Findings()
        self._schema = arrow_schema(kind)
        self._keys: list[pa.Table] = []
        refuse_missing_columns(source, kind, plan)
        self._converters = {c.name: ColumnConverter(c, plan.column(c.name), plan) for c in kind.columns}

    def run(self, *, period: Period, today: date, progress: Progress | None = None) -> Report:
        """Check every row. Raises FileRefused when the file turns out to be cut off; the draft is removed then."""
        quality = QualityCounter(self.kind, period, today)
        total = 0
        with RowWriter(self.draft, self._schema, unrepeated=unrepeated_columns(self.kind)) as writer:
            for checked in self._converted():
                total += len(checked.row_no)
                if total > limits.MAX_ROWS:
                    raise too_many_rows()
                taken = self._taken(checked)
                quality.add(taken)
                writer.write(taken)
                self._keys.append(taken.select(["row_no", *(key.name for key in self.kind.keys)]))
                if progress:
                    progress(self.source.progress())
        taken_rows = writer.rows - self._drop_duplicates()
        malformed = self._add_malformed()
        return quality.report(
            findings=self.findings,
            total=total + malformed,
            taken=taken_rows,
            dropped=sorted(set(self.source.headers) - self.plan.used_sources()),
            remarks=self.source.remarks,
        )

    def _converted(self) -> Iterator[_Checked]:
        """Batches converted by a few threads, in order; never more in memory than threads plus two."""
        workers = min(4, os.cpu_count() or 1)
        waiting: deque[Future[_Checked]] = deque()
        with ThreadPoolExecutor(workers) as pool:
            for batch in self.source.batches(*self._sources()):
                waiting.append(pool.submit(self._convert, batch))
                if len(waiting) > workers + 1:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()

    def _sources(self) -> tuple[frozenset[str], frozenset[str]]:
        """(the columns of the file that are needed, those of them that hold few different texts)."""
        plans = [(self.kind.by_name[name], plan) for name, plan in self.plan.columns.items()]
        varied = {source for column, plan in plans if column.type not in REPEATING for source in plan.sources}
        wanted = self.plan.used_sources()
        return wanted, wanted - varied

    def _convert(self, batch: Batch) -> _Checked:
        columns = {name: converter.convert(batch) for name, converter in self._converters.items()}
        return _Checked(batch.row_no, columns)

    def _taken(self, checked: _Checked) -> pa.Table:
        """The typed rows without any problem; the others go to the findings.

        Unreadable and missing cells are the common case and sorted out first, so that the schema judges what is left.
        """
        arrays = [checked.row_no, *(converted.values for converted in checked.columns.values())]
        rows = pa.Table.from_arrays(arrays, schema=self._schema)
        keep = np.ones(len(rows), dtype=bool)
        for name, converted in checked.columns.items():
            codes = self._codes(self.kind.by_name[name], converted)
            if codes is not None:
                header = self._header(name)
                self.findings.add_column(checked.row_no, converted.cells, codes, column=name, header=header)
                keep &= pc.is_null(codes).to_numpy(zero_copy_only=False)
        return self._by_rules(rows if keep.all() else rows.filter(pa.array(keep)))

    @staticmethod
    def _codes(column: Column, converted: Converted) -> pa.Array | None:
        """The problem of each cell: could not be read, or missing although required; None when there is none."""
        codes = converted.codes
        if column.required and converted.values.null_count:
            missing = pc.is_null(converted.values)
            codes = pa.nulls(len(missing), pa.string()) if codes is None else codes
            codes = pc.if_else(pc.and_(missing, pc.is_null(codes)), "missing", codes)
        return codes if codes is not None and codes.null_count < len(codes) else None

    def _by_rules(self, rows: pa.Table) -> pa.Table:
        """The rows that keep every rule of the schema; the others go to the findings."""
        keep = np.ones(len(rows), dtype=bool)
        for name, code, places in schemas.broken_rules(self.kind.code, rows):
            limit = schemas.limit_of(self.kind.by_name[name], code)
            template = Finding(0, code, name, self._header(name), limit=limit)
            self.findings.add_rule(rows["row_no"], rows[name], places, template)
            keep[places] = False
        return rows if keep.all() else rows.filter(pa.array(keep))

    def _drop_duplicates(self) -> int:
        """Take out rows whose key is already there; returns how many."""
        keys = pa.concat_tables(self._keys) if self._keys else self._schema.empty_table()
        names = [key.name for key in self.kind.keys]
        duplicates = find_duplicates([keys[name] for name in names])
        if not len(duplicates.later):
            return 0
        repeated, first = keys.take(duplicates.later), keys["row_no"].take(duplicates.first)
        for place in range(min(len(repeated), KEPT)):
            value = " + ".join(str(repeated[name][place]) for name in names)
            row, before = repeated["row_no"][place].as_py(), str(first[place])
            self.findings.add(Finding(row, "duplicate", names[0], self._header(names[0]), value, before))
        self.findings.counts[names[0], "duplicate"] = len(repeated)
        without_rows(self.draft, duplicates.later.tolist())
        return len(repeated)

    def _add_malformed(self) -> int:
        for row in self.source.malformed:
            self.findings.add(Finding(row.row_no, "cells", value=str(row.actual), limit=str(row.expected)))
        unkept = self.source.malformed_count - len(self.source.malformed)
        if unkept:
            self.findings.counts["", "cells"] += unkept
        return self.source.malformed_count

    def _header(self, name: str) -> str:
        return " + ".join(source for source in self.plan.column(name).sources if source != ROW_NUMBER)


def too_many_rows() -> FileRefused:
    """The refusal of a table that is longer than any department's."""
    return FileRefused(
        "too_many_rows",
        _("The table has more than %(most)s rows.") % {"most": f"{limits.MAX_ROWS:,}"},
        _("File each period by itself; check whether the export repeats rows."),
    )


def unrepeated_columns(kind: DatasetKind) -> list[str]:
    """The columns where nearly every row differs: row numbers, keys, amounts and long texts."""
    names = [
        column.name
        for column in kind.columns
        if column.key or column.type is ColumnType.MONEY or column.max_length > 500
    ]
    return ["row_no", *names]


def refuse_missing_columns(source: Source, kind: DatasetKind, plan: MappingPlan) -> None:
    """Raise FileRefused when a required column has neither a column of this file nor a value of its own."""
    present = {*source.headers, ROW_NUMBER}
    missing = [
        column
        for column in kind.required
        if not plan.column(column.name).default and not present & set(plan.column(column.name).sources)
    ]
    if missing:
        names = _(", ").join(f"“{column.label}”" for column in missing)
        raise FileRefused(
            "missing_column",
            _("Required columns are missing: %(names)s.") % {"names": names},
            _("Choose a column of the file for each in the mapping, or give a value that holds for all rows."),
        )
