"""The reading side: typed tables over any set of filed files."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from early_warning.filings.catalogue import all_kinds, arrow_schema, kind_of
from early_warning.filings.store import data_version, dataset_table, filing_rows, table_schema

BID = {
    "row_no": 1,
    "purchase_no": "P-1",
    "bidder_name": "青橡咨询有限公司",
    "bidder_code": None,
    "price": Decimal("100.10"),
    "valid": True,
    "won": False,
    "bid_date": datetime.date(2026, 1, 5),
}


@dataclass
class Filed:
    stored_path: Path
    sha256: str
    schema_version: int = 1


def filed(root: Path, unit: str, number: int, rows: list[dict], without: tuple[str, ...] = ()) -> Filed:
    path = root / "bids" / unit / "2026Q1" / f"{number}.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    table = pa.Table.from_pylist(rows, schema=arrow_schema(kind_of("bids")))
    pq.write_table(table.drop_columns(list(without)), path)
    return Filed(path, f"{number:064d}", schema_version=0 if without else 1)


@pytest.fixture
def con():
    return ibis.duckdb.connect()


@pytest.mark.parametrize("kind", [kind.code for kind in all_kinds()])
def test_table_is_typed_even_when_nothing_was_filed(con, kind):
    table = dataset_table(con, kind, [])
    assert table.schema() == table_schema(kind)
    assert con.execute(table.count()) == 0


def test_rows_carry_unit_and_filing(con, tmp_path):
    first = filed(tmp_path, "U01", 7, [BID])
    second = filed(tmp_path, "U02", 9, [BID, BID | {"row_no": 2, "purchase_no": "P-2"}])
    rows = dataset_table(con, "bids", [first, second]).order_by(["filing_id", "row_no"]).to_pyarrow().to_pylist()
    assert [(row["unit_code"], row["filing_id"], row["row_no"]) for row in rows] == [
        ("U01", 7, 1),
        ("U02", 9, 1),
        ("U02", 9, 2),
    ]
    assert rows[0]["price"] == Decimal("100.10")


def test_filled_and_empty_table_have_one_schema(con, tmp_path):
    full = dataset_table(con, "bids", [filed(tmp_path, "U01", 7, [BID])])
    assert con.execute(full.union(dataset_table(con, "bids", [])).count()) == 1


def test_older_schema_version_reads_with_nulls(con, tmp_path):
    old = filed(tmp_path, "U01", 7, [BID], without=("bid_date",))
    new = filed(tmp_path, "U02", 9, [BID])
    table = dataset_table(con, "bids", [old, new])
    assert table.schema() == table_schema("bids")
    assert con.execute(table.bid_date.count()) == 1
    assert con.execute(dataset_table(con, "bids", [old]).bid_date.count()) == 0


def test_rows_behind_a_finding_come_by_number(tmp_path):
    one = filed(tmp_path, "U01", 7, [BID | {"row_no": number} for number in (1, 2, 3)])
    assert filing_rows("bids", one, [3, 1])["row_no"].to_pylist() == [1, 3]


def test_data_version_names_the_set_not_the_order(tmp_path):
    one, two = filed(tmp_path, "U01", 7, [BID]), filed(tmp_path, "U02", 9, [BID])
    assert data_version([one, two]) == data_version([two, one])
    assert data_version([one]) != data_version([one, two])
    assert len(data_version([])) == 12
