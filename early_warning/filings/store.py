"""Reading filed data: one typed table for each dataset kind, over the Parquet files of any filings.

Health-check models and indicators start here. The table also exists when nothing was filed, so that a model
says "no data" instead of failing; files of an older schema version get their later columns as NULL.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir
import pyarrow as pa
from ibis.backends.duckdb import Backend

from early_warning.filings.catalogue import DatasetKind, arrow_schema, kind_of


class StoredFiling(Protocol):
    """What a filing must offer to be read; ``DataFiling`` does."""

    schema_version: int
    sha256: str

    @property
    def stored_path(self) -> Path:
        """Where its Parquet file stands: …/<kind>/<unit code>/<period>/<filing id>.parquet."""
        ...


def table_schema(kind: str) -> ibis.Schema:
    """The columns a reader meets: those of the file, then whose filing the row came from."""
    columns = dict(ibis.Schema.from_pyarrow(arrow_schema(kind_of(kind))).items())
    return ibis.schema(columns | {"unit_code": dt.string, "filing_id": dt.int64})


def dataset_table(con: Backend, kind: str, filings: Iterable[StoredFiling]) -> ir.Table:
    """Every row of these filings of one kind, with ``row_no``, ``unit_code`` and ``filing_id``.

    The last two are read from the file's path: DuckDB computes them once a file and only when a model asks.
    """
    schema = table_schema(kind)
    stored = list(filings)
    if not stored:
        return ibis.memtable(schema.to_pyarrow().empty_table())
    definition = kind_of(kind)
    paths = [str(filing.stored_path) for filing in stored]
    mixed = any(filing.schema_version != definition.schema_version for filing in stored)
    table = con.read_parquet(paths, filename="source_file", union_by_name=mixed)
    return table.select(**_columns(table, definition, schema))


def _columns(table: ir.Table, kind: DatasetKind, schema: ibis.Schema) -> dict[str, ir.Value]:
    present = set(table.columns)
    columns: dict[str, ir.Value] = {
        name: table[name] if name in present else ibis.null(schema[name]) for name in ("row_no", *kind.by_name)
    }
    parts = table.source_file.split("/")
    columns["unit_code"] = parts[parts.length() - 3]
    columns["filing_id"] = parts[parts.length() - 1].split(".")[0].cast("int64")
    return columns


def filing_rows(kind: str, filing: StoredFiling, row_numbers: Iterable[int] | None = None) -> pa.Table:
    """Rows of one filing as they were filed, all or those with these numbers, ordered by number."""
    con = ibis.duckdb.connect()
    table = dataset_table(con, kind, [filing])
    if row_numbers is not None:
        table = table.filter(table.row_no.isin(list(row_numbers)))
    return table.order_by("row_no").to_pyarrow()


def data_version(filings: Iterable[StoredFiling]) -> str:
    """A short name for exactly this set of files, the same whatever their order."""
    digests = "\n".join(sorted(filing.sha256 for filing in filings))
    return hashlib.sha256(digests.encode()).hexdigest()[:12]
