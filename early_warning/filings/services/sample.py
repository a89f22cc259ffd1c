"""What the mapping page needs of a file, kept so that it need not be read again: headers, first rows, repeated words.

It goes as soon as the upload is filed or dropped: columns outside the catalogue are never kept (R29).
"""

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from core.reading.source import Batch, Source

ROWS = 10
# A column with more different words than this is no list of values.
MOST_WORDS = 40
_LONGEST_WORD = 60
_LONGEST_CELL = 200


def sample_of(source: Source) -> dict[str, Any]:
    """Headers, first rows, and for each column with few different texts those texts, by how often they occur."""
    batch = next(iter(source.batches(source.headers)), None)
    words = {} if batch is None else {name: _words(batch.cells.column(name)) for name in batch.cells.schema.names}
    rows = [] if batch is None else _rows(batch)
    return {
        "headers": list(source.headers),
        "rows": rows,
        "words": {name: found for name, found in words.items() if found},
        "remarks": list(source.remarks),
    }


def _rows(batch: Batch) -> list[list[str]]:
    columns = [column.slice(0, ROWS).to_pylist() for column in batch.cells.columns]
    return [[(cell or "")[:_LONGEST_CELL] for cell in row] for row in zip(*columns, strict=True)]


def _words(cells: pa.Array) -> list[str]:
    texts = pc.utf8_trim_whitespace(cells)
    if pc.count_distinct(texts.slice(0, 5000)).as_py() > MOST_WORDS:
        return []
    counted = pc.value_counts(texts).to_pylist()
    if len(counted) > MOST_WORDS:
        return []
    ordered = sorted(counted, key=lambda pair: -pair["counts"])
    return [pair["values"] for pair in ordered if pair["values"] and len(pair["values"]) <= _LONGEST_WORD]


def sample_batch(sample: dict[str, Any]) -> Batch:
    """The kept first rows as a batch, to try a mapping on."""
    headers, rows = sample["headers"], sample["rows"]
    columns = zip(*rows, strict=True) if rows else [()] * len(headers)
    arrays = {name: pa.array(cells, pa.string()) for name, cells in zip(headers, columns, strict=True)}
    return Batch(pa.RecordBatch.from_pydict(arrays), pa.array(range(1, len(rows) + 1), pa.int32()))
