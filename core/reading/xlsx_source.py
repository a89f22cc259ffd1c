"""XLSX through ``sheet_reader``, a process of its own; here its text cells are taken up again."""

import os
import subprocess
import sys
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from django.utils.translation import gettext as _

from core.reading import layout, sheet_reader
from core.reading.markings import refuse_marked
from core.reading.package import bomb
from core.reading.refusals import FileRefused
from core.reading.source import Batch, Malformed
from core.reading.working_copy import being_written

_SECONDS = 600
# The reader needs one allocator that reserves no address space beyond what it uses.
_ENVIRONMENT = {"ARROW_DEFAULT_MEMORY_POOL": "system"}


class XlsxSource:
    """An Excel workbook. Formula cells give the value Excel last calculated."""

    def __init__(self, path: Path, *, name: str, known: frozenset[str] = frozenset()) -> None:
        self.malformed: list[Malformed] = []
        self.malformed_count = 0
        self.remarks: list[str] = []
        self._done = 0
        self._rows = self._read(path)
        self._open(name, known)

    def _read(self, path: Path) -> pa.Table:
        """All cells as text, mapped from the file the reader left. Raises FileRefused when it could not."""
        copy = path.with_suffix(".arrow")
        if copy.exists():
            table = _mapped(copy)
        else:
            with being_written(copy) as part:
                _run_reader(path, part)
                table = _mapped(part)
        if int(table.schema.metadata[sheet_reader.SHEETS]) > 1:
            self.remarks.append("first_sheet")
        return table

    def _open(self, name: str, known: frozenset[str]) -> None:
        head = _lists(self._rows.slice(0, layout.HEAD_ROWS))
        number = layout.header_row(head, known)
        refuse_marked(name, (cell for row in head[: number + 1] for cell in row))
        self.header_row = number + 1
        self.headers = layout.clean_headers(_without_empty_end(head[number]))
        rows = self._rows.slice(number + 1).select(range(len(self.headers)))
        self._rows = rows.rename_columns(list(self.headers))
        if not any(len(batch.cells) for batch in self.batches(self.headers)):
            raise layout.no_rows()

    def batches(self, wanted: Collection[str], repeating: Collection[str] = ()) -> Iterator[Batch]:
        """See ``Source``."""
        self._done = 0
        for batch in self._rows.to_batches():
            first, self._done = self._done + 1, self._done + len(batch)
            row_no = pa.array(range(first, first + len(batch)), pa.int32())
            filled = _filled(batch)
            cells = batch.select([name for name in self.headers if name in wanted])
            if filled.false_count:
                cells, row_no = cells.filter(filled), row_no.filter(filled)
            if len(row_no):
                yield Batch(cells, row_no)

    def preview(self, rows: int) -> list[list[str]]:
        """See ``Source``."""
        return _lists(self._rows.slice(0, rows))

    def progress(self) -> float:
        """See ``Source``."""
        return self._done / max(len(self._rows), 1)


def _mapped(copy: Path) -> pa.Table:
    return pa.ipc.open_file(pa.memory_map(str(copy))).read_all()


def _run_reader(path: Path, target: Path) -> None:
    command = [sys.executable, "-I", sheet_reader.__file__, str(path), str(target)]
    try:
        done = subprocess.run(  # noqa: S603 - our own script on a file with a name of ours
            command, env=os.environ | _ENVIRONMENT, capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise bomb() from error
    if done.returncode == sheet_reader.TOO_LARGE or done.returncode < 0:
        raise bomb()
    if done.returncode:
        raise _unreadable()


def _lists(rows: pa.Table) -> list[list[str]]:
    """Rows as lists of text; a blank cell is an empty text."""
    return [[cell or "" for cell in row] for row in zip(*(c.to_pylist() for c in rows.columns), strict=True)]


def _filled(batch: pa.RecordBatch) -> pa.Array:
    """Which rows hold anything at all."""
    filled = None
    for column in batch.columns:
        here = pc.fill_null(pc.not_equal(column, ""), False)
        filled = here if filled is None else pc.or_(filled, here)
        if filled.true_count == len(batch):
            break
    return filled


def _without_empty_end(cells: Sequence[str]) -> list[str]:
    """The header without the empty cells right of the table."""
    last = max(place for place, cell in enumerate(cells) if cell.strip())
    return list(cells[: last + 1])


def _unreadable() -> FileRefused:
    return FileRefused(
        "unreadable",
        _("The Excel file cannot be read."),
        _("Open it in Excel or WPS and save it again as .xlsx without a password, or as CSV (UTF-8)."),
    )
