"""A file opened for reading: its headers, and its rows as batches of text cells."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pyarrow as pa

from core.reading.content import FileFormat, examine


@dataclass(frozen=True, slots=True)
class Batch:
    """Consecutive rows: every cell as text, and the number of each row (1 = first below the header)."""

    cells: pa.RecordBatch
    row_no: pa.Array


@dataclass(frozen=True, slots=True)
class Malformed:
    """A row that has not as many cells as the header."""

    row_no: int
    expected: int
    actual: int
    text: str


class Source(Protocol):
    """What the checks need of an opened file. ``remarks`` are codes of what a person should know.

    ``header_row`` is the header's number in the sheet (1 = first): a row's number there is its ``row_no`` more.
    ``malformed`` holds the first rows that were set aside, ``malformed_count`` says how many there were.
    """

    headers: tuple[str, ...]
    header_row: int
    malformed: list[Malformed]
    malformed_count: int
    remarks: list[str]

    def batches(self, wanted: Collection[str], repeating: Collection[str] = ()) -> Iterator[Batch]:
        """The rows from first to last, only the ``wanted`` columns; every call starts anew.

        Columns in ``repeating`` may come dictionary-encoded: few different texts, each looked at once.
        Raises FileRefused when the file ends too early.
        """
        ...

    def preview(self, rows: int) -> list[list[str]]:
        """The first rows as shown to a person."""
        ...

    def progress(self) -> float:
        """How much was read, from 0 to 1."""
        ...


def open_source(path: Path, *, name: str, known: frozenset[str] = frozenset()) -> Source:
    """Open a received file. ``known`` are normalised headers that help to find the header row.

    May leave a working copy beside the file, which goes with it (``working_copy.remove_with_copies``).
    Raises FileRefused for everything that is no plain table (see ``content``, ``package``, ``markings``).
    """
    from core.reading.csv_source import CsvSource
    from core.reading.xlsx_source import XlsxSource

    content = examine(path)
    reader = XlsxSource if content.format is FileFormat.XLSX else CsvSource
    source = reader(path, name=name, known=known)
    if content.has_formulas:
        source.remarks.append("formulas")
    return source
