"""Reads a workbook in a process of its own: ``python sheet_reader.py workbook.xlsx rows.arrow``.

A made-up workbook can ask the spreadsheet reader for more memory than there is, which ends the process that asks. So
that is never the web server or a worker: this script sets itself a limit, reads the first visible sheet with content,
and leaves its cells as text in an Arrow file. It imports nothing of the product.

Exit codes: 0 done, 3 not readable, 4 too large; a negative one when the system ended it.
"""

import resource
import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

UNREADABLE, TOO_LARGE = 3, 4
MEMORY = 4 * 1024**3
SECONDS = 300
# The first batch is short: titles and the header stand in it, and would make every column a mixed one.
HEAD_ROWS = 20
ROWS_A_BATCH = 50_000
SHEETS = b"sheets"


def read_first_sheet(path: str) -> tuple[list[list[Any]], int]:
    """The cells of the first visible sheet with content, and how many visible sheets there are."""
    with CalamineWorkbook.from_path(path) as book:
        names = [sheet.name for sheet in book.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
        sheets = (book.get_sheet_by_name(name) for name in names)
        return next((sheet.to_python() for sheet in sheets if sheet.height), []), len(names)


def batches(rows: list[list[Any]], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """The rows as text: the head, then large pieces."""
    starts = [0, *range(HEAD_ROWS, len(rows), ROWS_A_BATCH)]
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        columns = zip(*rows[start:end], strict=True)
        yield pa.RecordBatch.from_arrays([text_column(cells) for cells in columns], schema=schema)


def text_column(cells: Sequence[Any]) -> pa.Array:
    """One column as text. Columns of one type, blanks apart, are converted by Arrow, mixed ones cell by cell."""
    types = set(map(type, cells))
    if types == {str}:
        return pa.array(cells, pa.string())
    if types <= {float, int, str}:
        numbers = _numbers(cells)
        if numbers is not None:
            return numbers
    if types <= {date, str}:
        days = [None if cell == "" else cell for cell in cells]
        if str not in set(map(type, days)):
            return pa.array(days, pa.date32()).cast(pa.string())
    return pa.array([text_of(cell) for cell in cells], pa.string())


def _numbers(cells: Sequence[Any]) -> pa.Array | None:
    """The shortest exact text of each number (38.6, whole ones without a point); None where that needs exponents."""
    numbers = [None if cell == "" else cell for cell in cells]
    if str in set(map(type, numbers)):
        return None
    values = pa.array(numbers, pa.float64())
    size = pc.abs(values)
    plain = pc.or_(pc.equal(values, 0), pc.and_(pc.greater_equal(size, 1e-4), pc.less(size, 1e15)))
    return values.cast(pa.string()) if pc.all(plain).as_py() is not False else None


def text_of(cell: Any) -> str:
    """The text of one cell as a person reads it; dates in ISO form."""
    if isinstance(cell, str):
        # A lone half of a surrogate pair is no text; it can only come from a damaged file.
        return cell.encode("utf-8", errors="replace").decode()
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, date | time | timedelta | int):
        return str(cell)
    return "" if cell is None else str(cell)


def main(source: str, target: str) -> int:
    """Read ``source`` into ``target``; the exit code."""
    try:
        rows, sheets = read_first_sheet(source)
        width = len(rows[0]) if rows else 0
        schema = pa.schema([pa.field(str(place), pa.string()) for place in range(width)])
        with (
            pa.OSFile(target, "wb") as sink,
            pa.ipc.new_file(sink, schema.with_metadata({SHEETS: str(sheets).encode()})) as writer,
        ):
            for batch in batches(rows, schema) if rows else ():
                writer.write_batch(batch)
    except CalamineError:
        return UNREADABLE
    except MemoryError:
        return TOO_LARGE
    return 0


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    sys.exit(main(sys.argv[1], sys.argv[2]))
