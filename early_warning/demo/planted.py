"""The planted problems and their decoys (handbook 6.3) as rows; the tests of the models read the same file."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from early_warning.demo.ledger import Ledger, Row
from early_warning.filings.catalogue import ColumnType, kind_of

FILE = Path(__file__).parent / "data" / "ground_truth.json"


@cache
def ground_truth() -> list[dict[str, Any]]:
    """The 52 entries: model, unit, expected hits, rows, decoys."""
    return json.loads(FILE.read_text(encoding="utf-8"))


def planted_rows() -> Iterator[tuple[str, str, Row]]:
    """(dataset, unit, typed row) of everything planted, decoys included."""
    for entry in ground_truth():
        for part in (entry, *entry["decoys"]):
            for kind, rows in part.get("rows", {}).items():
                for row in rows:
                    yield kind, part["unit"], _typed(kind, row)


def planted_markets() -> frozenset[tuple[str, str]]:
    """(unit, category code) pairs that the base data must leave alone."""
    return frozenset((unit, row["category_code"]) for kind, unit, row in planted_rows() if kind == "purchases")


def plant(ledger: Ledger) -> None:
    """Put all planted rows into the ledger. Raises ValueError when a cell that holds one is not filed."""
    for kind, unit, row in planted_rows():
        if not ledger.add(kind, unit, row, on=_day(kind, row)):
            raise ValueError(f"planted row outside the filed cells: {kind} {unit} {row}")


def _day(kind: str, row: Row) -> date:
    """A tender that was called again has no award: it is filed at the end of its year."""
    return row.get(kind_of(kind).date_column) or date(row["fiscal_year"], 12, 15)


def _typed(kind: str, row: dict[str, Any]) -> Row:
    columns = kind_of(kind).by_name
    return {name: _cell(columns[name].type, value) for name, value in row.items() if value is not None}


def _cell(type_: ColumnType, value: Any) -> Any:
    if type_ in (ColumnType.MONEY, ColumnType.RATIO):
        return Decimal(str(value))
    return date.fromisoformat(value) if type_ is ColumnType.DATE else value
