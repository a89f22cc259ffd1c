"""CSV in batches at the speed of pyarrow; rows with a wrong number of cells are set aside, not guessed at."""

import csv
import io
import itertools
from collections.abc import Collection, Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
from django.utils.translation import gettext as _

from core.reading import layout, limits
from core.reading.markings import refuse_marked
from core.reading.refusals import FileRefused
from core.reading.source import Batch, Malformed
from core.reading.text import Utf8Text

_BLOCK = 24 * limits.MIB
_DICTIONARY = pa.dictionary(pa.int32(), pa.string())
# A cell as long as the file is odd, but no reason to stumble.
csv.field_size_limit(limits.MAX_BYTES)
_DELIMITERS = ",;\t|"
KEPT_MALFORMED = 1000
# Below the header, to tell a file without rows.
_LOOKED_AT = 4096


class CsvSource:
    """A CSV file: delimiter and header found, cells read as text, row numbers true to the file."""

    def __init__(self, path: Path, *, name: str, known: frozenset[str] = frozenset()) -> None:
        self.malformed: list[Malformed] = []
        self.malformed_count = 0
        self._last: Malformed | None = None
        self.remarks: list[str] = []
        self._read = 0.0
        self._text = Utf8Text(path)
        self._open(name, known)

    def _open(self, name: str, known: frozenset[str]) -> None:
        if not self._text.quotes_balance():
            raise _truncated()
        self.remarks += [self._text.encoding] if self._text.encoding != "utf-8" else []
        self.remarks += ["nul"] if self._text.had_nul else []
        head = self._text.head()
        self._delimiter = _delimiter(head)
        rows, lines = _first_rows(head, self._delimiter)
        number = layout.header_row(rows, known)
        refuse_marked(name, (cell for row in rows[: number + 1] for cell in row))
        self.header_row = number + 1
        self.headers = layout.clean_headers(rows[number])
        above = itertools.islice(io.StringIO(head, newline=""), lines[number])
        self._start = len("".join(above).encode())
        below = self._text.buffer[self._start : self._start + _LOOKED_AT].to_pybytes()
        if not below.strip() and self._start + _LOOKED_AT > self._size:
            raise layout.no_rows()

    @property
    def _size(self) -> int:
        return self._text.buffer.size

    def batches(self, wanted: Collection[str], repeating: Collection[str] = ()) -> Iterator[Batch]:
        """See ``Source``."""
        self.malformed.clear()
        self.malformed_count, self._last = 0, None
        skipped: list[int] = []
        number = 1
        types = {name: _DICTIONARY if name in repeating else pa.string() for name in self.headers if name in wanted}
        try:
            for cells in self._reader(types, skipped):
                row_no = _row_numbers(number, len(cells), skipped)
                number = int(row_no[-1]) + 1
                self._read += cells.nbytes
                yield from _without_blank(cells, pa.array(row_no, pa.int32()))
        except (pa.ArrowInvalid, UnicodeDecodeError) as error:
            raise _unreadable() from error
        self._refuse_cut_off(number)

    def _reader(self, types: dict[str, pa.DataType], skipped: list[int]) -> pacsv.CSVStreamingReader:
        def set_aside(row: pacsv.InvalidRow) -> str:
            skipped.append(row.number)
            self.malformed_count += 1
            self._last = Malformed(row.number, row.expected_columns, row.actual_columns, row.text[:200])
            if len(self.malformed) < KEPT_MALFORMED:
                self.malformed.append(self._last)
            return "skip"

        return pacsv.open_csv(
            pa.BufferReader(self._text.buffer.slice(self._start)),
            # One thread parses, because only then the rows set aside have numbers; the checks use the others.
            read_options=pacsv.ReadOptions(column_names=self.headers, block_size=_BLOCK, use_threads=False),
            parse_options=pacsv.ParseOptions(
                delimiter=self._delimiter,
                newlines_in_values=True,
                ignore_empty_lines=False,
                invalid_row_handler=set_aside,
            ),
            convert_options=pacsv.ConvertOptions(
                # The whole file was found to be UTF-8 when it was opened.
                column_types=types,
                include_columns=list(types),
                check_utf8=False,
                strings_can_be_null=False,
            ),
        )

    def _refuse_cut_off(self, number: int) -> None:
        """A last row that is short and has no line end was cut off in the middle."""
        last = self._last
        ended = self._text.buffer[-1:].to_pybytes() in b"\r\n"
        if last and not ended and last.row_no >= number and last.actual < last.expected:
            raise _truncated()

    def preview(self, rows: int) -> list[list[str]]:
        """See ``Source``."""
        text = self._text.buffer[self._start : self._start + 256 * 1024].to_pybytes().decode(errors="ignore")
        found = csv.reader(io.StringIO(text, newline=""), delimiter=self._delimiter)
        return [row for row, _number in zip(found, range(rows), strict=False)]

    def progress(self) -> float:
        """See ``Source``."""
        return min(1.0, self._read / max(self._size, 1))


def _delimiter(head: str) -> str:
    """The candidate that cuts the first rows into most cells, most evenly."""

    def evenness(mark: str) -> float:
        widths = [len(row) for row in _first_rows(head, mark)[0] if row]
        return max(widths.count(width) * (width - 1) for width in widths) if widths else 0

    return max(_DELIMITERS, key=evenness)


def _first_rows(head: str, delimiter: str) -> tuple[list[list[str]], list[int]]:
    """The first rows, and for each the number of text lines up to its end (a quoted cell spans several)."""
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
    rows, lines = [], []
    for row in reader:
        rows.append(row)
        lines.append(reader.line_num)
        if len(rows) == layout.HEAD_ROWS:
            break
    return rows, lines


def _row_numbers(first: int, count: int, skipped: list[int]) -> np.ndarray:
    """The numbers of the next ``count`` rows when those in ``skipped`` were set aside."""
    aside = np.array([number for number in skipped if number >= first], dtype=np.int64)
    numbers = np.arange(first, first + count + len(aside))
    return numbers[~np.isin(numbers, aside)][:count]


def _without_blank(cells: pa.RecordBatch, row_no: pa.Array) -> Iterator[Batch]:
    """The batch without rows that hold nothing at all; they are counted but say nothing."""
    blank = None
    for column in cells.columns:
        empty = pc.equal(column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column, "")
        blank = empty if blank is None else pc.and_(blank, empty)
        if not blank.true_count:
            break
    if blank is not None and blank.true_count:
        filled = pc.invert(blank)
        cells, row_no = cells.filter(filled), row_no.filter(filled)
    if len(cells):
        yield Batch(cells, row_no)


def _truncated() -> FileRefused:
    return FileRefused(
        "truncated",
        _("The file ends in the middle of a row: it was cut off, or a quotation mark is missing."),
        _("Export the data again, wait until the export has finished, and upload the complete file."),
    )


def _unreadable() -> FileRefused:
    return FileRefused(
        "unreadable",
        _("The file cannot be read as a table."),
        _("Open it in Excel or WPS, check that it shows columns and rows, and save it as “CSV UTF-8”."),
    )
