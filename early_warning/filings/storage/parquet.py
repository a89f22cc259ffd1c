"""Writing rows as Parquet: to a temporary name, flushed to the disk, then renamed and made read-only."""

import hashlib
import os
from collections.abc import Collection
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

# DuckDB reads row groups in parallel; smaller ones cost more than they give.
_ROWS_A_GROUP = 250_000
READ_ONLY = 0o440


class RowWriter:
    """Takes typed batches and writes them in large row groups. Leaving the block with an error removes the file."""

    def __init__(self, path: Path, schema: pa.Schema, *, unrepeated: Collection[str] = ()) -> None:
        """``unrepeated`` columns hold a different value in nearly every row: no dictionary is tried for them."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self.rows = 0
        self._schema = schema
        self._waiting: list[pa.Table] = []
        repeated = [name for name in schema.names if name not in unrepeated]
        self._writer = pq.ParquetWriter(
            path,
            schema,
            compression="zstd",
            compression_level=1,
            use_dictionary=repeated,
            store_decimal_as_integer=True,
            # Readers skip row groups by dates and amounts, never by texts.
            write_statistics=[field.name for field in schema if not pa.types.is_string(field.type)],
        )

    def write(self, rows: pa.Table) -> None:
        """Append rows of the writer's schema."""
        self._waiting.append(rows)
        self.rows += len(rows)
        if sum(map(len, self._waiting)) >= _ROWS_A_GROUP:
            self._flush()

    def _flush(self) -> None:
        if self._waiting:
            table = pa.concat_tables(self._waiting)
            self._writer.write_table(table, row_group_size=max(len(table), 1))
            self._waiting = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._flush()
        self._writer.close()
        if kind is not None:
            self.path.unlink(missing_ok=True)


def write_rows(rows: pa.Table, path: Path) -> None:
    """Write one whole table of rows to ``path``."""
    with RowWriter(path, rows.schema) as writer:
        writer.write(rows)


def without_rows(path: Path, positions: list[int]) -> None:
    """Rewrite a not yet published file without the rows at these positions."""
    rows = pq.read_table(path)
    keep = np.ones(len(rows), dtype=bool)
    keep[positions] = False
    write_rows(rows.filter(pa.array(keep)), path)


def publish(draft: Path, final: Path) -> str:
    """Move a finished file to its place for good: flushed, renamed, read-only. Returns its SHA-256."""
    final.parent.mkdir(parents=True, exist_ok=True)
    with draft.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
    draft.chmod(READ_ONLY)
    draft.replace(final)
    _sync_folder(final.parent)
    return digest


def _sync_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
