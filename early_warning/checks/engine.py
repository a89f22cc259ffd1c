"""From filed data to hits: opens the tables, runs a model's expression, and folds its small frame into hits.

Knows the store and the models, and nothing of runs or doubt points; writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Any

import ibis
import ibis.expr.types as ir
import pandas as pd
from ibis.backends.duckdb import Backend
from ibis.util import gen_name

from early_warning.filings.catalogue import kind_of
from early_warning.filings.store import StoredFiling, dataset_table

from .expressions import SEPARATOR
from .registry import CheckModel, Data, Values

# What the engine itself reads of a model's frame; every other column is a fact for the sentence.
OWN = {
    "unit_code", "object_key", "reason", "period", "value", "whole", "threshold", "threshold_whole",
    "kind", "filing_id", "row_no", "is_hit", "head_kind", "head_filing_id", "head_row_no",
}  # fmt: skip
EXACT = Decimal("0.000001")


@dataclass(frozen=True, order=True)
class RowRef:
    """One filed row behind a hit; `is_hit` tells it from a row that only gives context."""

    kind: str
    filing_id: int
    row_no: int
    is_hit: bool = True

    def as_json(self) -> dict[str, Any]:
        return {"kind": self.kind, "filing_id": self.filing_id, "row_no": self.row_no, "hit": self.is_hit}


@dataclass(frozen=True)
class Hit:
    """What a model found: about which objects, how much against which threshold, on which rows."""

    model: str
    unit_code: str
    object_ids: tuple[str, ...]
    reason: str
    period: str
    value: Decimal
    threshold: Decimal
    rows: tuple[RowRef, ...]
    facts: Mapping[str, Any] = field(default_factory=dict)


def connect() -> Backend:
    """A private in-memory DuckDB; the progress bar would write into job logs. Whoever reads rows sorts them himself: to
    keep the order of many small files takes a third of the time of reading them."""
    con = ibis.duckdb.connect()
    con.raw_sql("SET enable_progress_bar = false; SET preserve_insertion_order = false")
    return con


def load(con: Backend, filings: Mapping[str, Sequence[StoredFiling]], *, as_filed: bool = False) -> Data:
    """The rows in force of each kind; filings come oldest first. Of a key filed again the last filing's row counts: a
    purchase that was tendered again, a contract that was accepted since. `as_filed` leaves all rows as they are."""
    tables = {kind: _gathered(con, kind, dataset_table(con, kind, found), found) for kind, found in filings.items()}
    if as_filed:
        return tables
    return {kind: current_rows(table, kind, filings[kind]) for kind, table in tables.items()}


# Opening hundreds of small files costs far more than reading them, and every model would open them again.
MANY_FILES, SMALL_FILE = 100, 64 * 1024


def _gathered(con: Backend, kind: str, table: ir.Table, filings: Sequence[StoredFiling]) -> ir.Table:
    """Rows out of many small files are read once into DuckDB's memory; large files, or few, stay where they are."""
    if len(filings) <= MANY_FILES:
        return table
    size = sum(filing.stored_path.stat().st_size for filing in filings)
    if size > len(filings) * SMALL_FILE:
        return table
    return con.create_table(gen_name(f"filed_{kind}"), table, temp=True)


def current_rows(table: ir.Table, kind: str, filings: Sequence[StoredFiling]) -> ir.Table:
    """`table` without rows whose key the same unit filed again in a later one of `filings`."""
    key = ["unit_code", *(column.name for column in kind_of(kind).keys)]
    if len(filings) < 2:
        return table
    again = table.group_by(key).aggregate(filed=table.count())
    again = again.filter(again.filed > 1).select(*key)
    if again.count().execute() == 0:
        return table
    order = [{"filing_id": int(filing.stored_path.stem), "place": place} for place, filing in enumerate(filings)]
    twice = (
        table.inner_join(again, key).inner_join(ibis.memtable(order), "filing_id").select(*key, "filing_id", "place")
    )
    last = twice.place.max().over(group_by=key)
    outdated = twice.mutate(last=last).filter(lambda row: row.place < row.last).select(*key, "filing_id")
    return table.anti_join(outdated, [*key, "filing_id"])


def find(model: CheckModel, data: Data, values: Values) -> list[Hit]:
    """All hits of `model`, in the order of their units and object ids whatever the order of the rows."""
    frame = model.hits(data, values).to_pandas()
    return list(hits_of(model, frame))


def hits_of(model: CheckModel, frame: pd.DataFrame) -> Iterator[Hit]:
    records = sorted(frame.to_dict("records"), key=itemgetter("unit_code", "object_key", "filing_id", "row_no"))
    for (unit_code, object_key), group in groupby(records, key=itemgetter("unit_code", "object_key")):
        rows = list(group)
        yield Hit(
            model=model.code,
            unit_code=unit_code,
            object_ids=tuple(object_key.split(SEPARATOR)),
            reason=rows[0]["reason"],
            period=rows[0]["period"],
            value=_share(rows[0], "value", "whole"),
            threshold=_share(rows[0], "threshold", "threshold_whole"),
            rows=tuple(_refs(rows)),
            facts=dict(_facts(rows[0])),
        )


def _share(row: Mapping[str, Any], part: str, whole: str) -> Decimal:
    """A value as it is, or divided by its whole where the model gives one: models compare without division."""
    value = Decimal(str(row[part]))
    return (value / Decimal(str(row[whole]))).quantize(EXACT) if whole in row else value


def _refs(rows: Iterable[Mapping[str, Any]]) -> list[RowRef]:
    heads = {
        RowRef(row["head_kind"], int(row["head_filing_id"]), int(row["head_row_no"]), False)
        for row in rows
        if "head_kind" in row
    }
    found = {RowRef(row["kind"], int(row["filing_id"]), int(row["row_no"]), bool(row["is_hit"])) for row in rows}
    return sorted(heads) + sorted(found)


def _facts(row: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """What the sentence needs; `x_part` and `x_whole` become the share `x`."""
    for name, value in row.items():
        if name.endswith("_part"):
            yield name.removesuffix("_part"), str(_share(row, name, name.removesuffix("part") + "whole"))
        elif name not in OWN and not name.endswith("_whole"):
            yield name, _fact(value)


def _fact(value: Any) -> Any:
    """JSON-safe: decimals as text, so that no cent is lost on the way."""
    if isinstance(value, Decimal):
        return str(value)
    return value.item() if hasattr(value, "item") else (None if pd.isna(value) else value)


@dataclass(frozen=True)
class Examined:
    """How many rows of a unit a model looked at, and the columns it needed but found empty throughout."""

    rows: int = 0
    empty_columns: tuple[str, ...] = ()


def examine(model: CheckModel, data: Data, values: Values) -> dict[str, Examined]:
    """For each unit that filed: rows looked at, and needed columns without any value. Units without rows are absent."""
    population = model.population(data, values).to_pandas().to_dict("records")
    counts = {row["unit_code"]: int(row["rows"]) for row in population}
    empty: dict[str, list[str]] = {}
    for need in model.needs:
        for columns in need.any_of:
            for unit_code in _units_without(data, need.kind, columns):
                empty.setdefault(unit_code, []).append(f"{need.kind}.{columns[0]}")
    return {unit: Examined(counts.get(unit, 0), tuple(empty.get(unit, ()))) for unit in {*counts, *empty}}


def _units_without(data: Data, kind: str, columns: tuple[str, ...]) -> set[str]:
    """Units with rows of `kind` in which none of `columns` ("column", or "kind.column" of another) has a value."""
    present = _units_with(data, f"{kind}.row_no")
    for column in columns:
        present -= _units_with(data, column if "." in column else f"{kind}.{column}")
    return present


def _units_with(data: Data, column: str) -> set[str]:
    kind, name = column.split(".")
    table = data[kind]
    return set(table.filter(table[name].notnull()).select("unit_code").distinct().to_pandas()["unit_code"])
