"""Filed rows and findings as files for people. Text that begins like a formula is made harmless on the way out."""

import io
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as pq
from django.utils.translation import gettext as _

from core.records.exports import rows_workbook
from early_warning.filings.catalogue import Column, ColumnType, DatasetKind
from early_warning.filings.models import DataFiling
from early_warning.filings.presenting import finding_rows, not_listed, reason_lines
from early_warning.filings.pseudonyms import Mask

_FORMULA = r"^[=+\-@\t\r]"
_BOM = b"\xef\xbb\xbf"


def neutral(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would calculate it."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _neutral_column(cells: pa.Array) -> pa.Array:
    risky = pc.fill_null(pc.match_substring_regex(cells, _FORMULA), False)
    return pc.if_else(risky, pc.binary_join_element_wise("'", cells, ""), cells)


def findings_workbook(filing: DataFiling, mask: Mask | None) -> bytes:
    """The findings as XLSX: row, column, value, what is wrong, how to mend it; ``mask`` hides names."""
    header = [
        _("Row"),
        _("Column"),
        _("Header in the file"),
        _("Value in the file"),
        _("What is wrong"),
        _("How to mend it"),
    ]
    rows: list[list[Any]] = [
        [row.row_no, str(row.column), neutral(row.header), neutral(row.value), row.message, row.cure]
        for row in finding_rows(filing, mask)
    ]
    if missing := not_listed(filing):
        rows.append(["", "", "", "", missing, ""])
    return rows_workbook([header, *rows], title=_("Findings"), note=_counted(filing))


def _counted(filing: DataFiling) -> str:
    """How many problems of each kind there are, and how many of them the workbook lists."""
    lines = [
        _("%(reason)s: %(rows)s, of which %(listed)s are listed")
        % {"reason": line["text"], "rows": f"{line['rows']:,}", "listed": f"{line['listed']:,}"}
        for line in reason_lines(filing)
    ]
    return "\n".join([*lines, not_listed(filing)]).strip()


def template_workbook(dataset: DatasetKind) -> bytes:
    """An empty XLSX with the official headers of a dataset."""
    header = [column.headers[0] for column in dataset.columns]
    return rows_workbook([header], title=str(dataset.label))


def rows_csv(filing: DataFiling, mask: Mask | None) -> Iterator[bytes]:
    """The stored rows as CSV (UTF-8 with BOM, official headers), piece by piece; ``mask`` hides names."""
    dataset = filing.dataset
    columns = list(dataset.columns)
    buffer = io.BytesIO()
    schema = pa.schema([pa.field(column.headers[0], pa.string()) for column in columns])
    with pq.ParquetFile(filing.stored_path) as stored, pacsv.CSVWriter(buffer, schema) as writer:
        yield _BOM + _emptied(buffer)
        for batch in stored.iter_batches(batch_size=20_000):
            cells = [_readable(column, batch.column(column.name), mask) for column in columns]
            writer.write_batch(pa.RecordBatch.from_arrays(cells, schema=schema))
            yield _emptied(buffer)


def _emptied(buffer: io.BytesIO) -> bytes:
    content = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return content


def _readable(column: Column, cells: pa.Array, mask: Mask | None) -> pa.Array:
    """Cells as a person reads them, and as they can be filed again."""
    if column.type is ColumnType.YES_NO:
        return pc.if_else(cells, "是", "否")
    if column.type is ColumnType.CHOICE:
        codes = pa.array([choice.code for choice in column.choices])
        words = pa.array([choice.words[1] for choice in column.choices])
        return words.take(pc.index_in(cells, value_set=codes))
    text = cells.cast(pa.string())
    if mask is not None and column.is_name:
        return _masked(text, mask)
    return _neutral_column(text) if column.type is ColumnType.TEXT else text


def _masked(cells: pa.Array, mask: Mask) -> pa.Array:
    """Each distinct name masked once."""
    encoded = cells.dictionary_encode()
    codes = [mask(name) if name else name for name in encoded.dictionary.to_pylist()]
    return pa.array(codes, pa.string()).take(encoded.indices)
