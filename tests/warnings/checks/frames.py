"""Small filings for the models: rows as plain dicts become Parquet files where the store expects them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from early_warning import demo
from early_warning.checks import engine
from early_warning.checks.engine import Hit
from early_warning.checks.registry import CheckModel
from early_warning.filings.catalogue import ColumnType, all_kinds, arrow_schema, kind_of

# The demo city plants these very rows, so that the tests and the demo cannot drift apart.
GROUND_TRUTH = json.loads((Path(demo.__file__).parent / "data" / "ground_truth.json").read_text(encoding="utf-8"))
BUILT = [entry for entry in GROUND_TRUTH if entry["built"]]
Rows = Mapping[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class StoredFile:
    stored_path: Path
    sha256: str = ""
    schema_version: int = 1


def file_rows(root: Path, kind: str, unit: str, number: int, rows: list[dict[str, Any]]) -> StoredFile:
    """Write `rows` as filing `number` of `unit`."""
    schema = arrow_schema(kind_of(kind))
    path = root / kind / unit / "2025Q1" / f"{number}.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.Table.from_pylist(typed_rows(kind, rows), schema=schema), path)
    return StoredFile(path)


def typed_rows(kind: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """JSON values as the stored types, numbered as lines of the file."""
    return [{"row_no": line, **_typed(kind, row)} for line, row in enumerate(rows, start=1)]


def _typed(kind: str, row: dict[str, Any]) -> dict[str, Any]:
    columns = kind_of(kind).by_name
    return {name: _cell(columns[name].type, value) for name, value in row.items() if value is not None}


def _cell(type_: ColumnType, value: Any) -> Any:
    if type_ in (ColumnType.MONEY, ColumnType.RATIO):
        return Decimal(str(value))
    return date.fromisoformat(value) if type_ is ColumnType.DATE and isinstance(value, str) else value


def load(root: Path, units: Mapping[str, Rows]) -> engine.Data:
    """The tables a model sees when every unit has filed these rows in one filing a kind."""
    filings: dict[str, list[StoredFile]] = {kind.code: [] for kind in all_kinds()}
    number = 0
    for unit, kinds in units.items():
        for kind, rows in kinds.items():
            number += 1
            filings[kind].append(file_rows(root, kind, unit, number, rows))
    return engine.load(engine.connect(), filings)


def defaults(model: CheckModel, **changed: Any) -> dict[str, Any]:
    return {param.name: param.default for param in model.parameters} | changed


def find(model: CheckModel, root: Path, units: Mapping[str, Rows], **changed: Any) -> list[Hit]:
    return engine.find(model, load(root, units), defaults(model, **changed))
