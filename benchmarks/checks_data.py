"""A city of filings for the benchmark: 62 units, four quarters, in the proportions of the handbook's demo city."""

from dataclasses import dataclass
from pathlib import Path

import duckdb

UNITS, PERIODS = 62, 4
# Rows for each purchase, as in handbook 6.2
SHARES = {"purchases": 1.0, "bids": 3.03, "contracts": 0.87, "payments": 2.0, "invoices": 4.52}

# Every value is a hash (h, g) of the row's number: the same on every machine.
SELECTS = {
    "purchases": """
        'P' || i AS purchase_no, 'title ' || i AS title, 2025::BIGINT AS fiscal_year,
        'B' || (i // 240 * 40 + i % 40) AS budget_item,
        'A' || (i % 40) AS category_code, 'cat ' || (i % 40) AS category_name,
        ['OPEN','OPEN','DIRECT','INQUIRY','NEGOTIATION','SINGLE'][1 + h % 6] AS method,
        ((1000 + h % 60000000) * 0.01)::DECIMAL(18,2) AS amount, NULL::DECIMAL(18,2) AS control_price,
        (CASE WHEN h % 1000 = 0 THEN 2 ELSE 3 + h % 5 END)::BIGINT AS valid_bids,
        CASE WHEN g % 50 = 0 THEN 'RETENDER' ELSE 'AWARDED' END AS status,
        DATE '2025-01-01' + (h % 360)::INT AS award_date, 'S' || (g % 500) AS supplier_name,
        NULL::VARCHAR AS supplier_code,
        CASE WHEN h % 3000 = 5 THEN 'OTHER' ELSE 'UNIQUE' END AS single_source_reason,
        DATE '2025-01-01' + (h % 300)::INT AS publicity_date, false AS adjustment_approved, false AS framework""",
    "bids": """
        'P' || (i // 3) AS purchase_no,
        CASE WHEN i // 3 % 40 = 7 THEN 'S' || ((i - (hash(i // 3 + 13) >> 2)::BIGINT) % 3)
             ELSE 'S' || (i % 3) || '-' || (hash(i // 3) % 400) END AS bidder_name,
        NULL::VARCHAR AS bidder_code, 1::DECIMAL(18,2) AS price, true AS valid,
        i % 3 = (hash(i // 3 + 13) >> 2)::BIGINT % 3 AS won, DATE '2025-01-01' AS bid_date""",
    "contracts": """
        'C' || i AS contract_no, NULL::VARCHAR AS purchase_no, 'title ' || i AS title, 's' AS supplier_name,
        NULL::VARCHAR AS supplier_code, ['GOODS','SERVICE','WORKS'][1 + h % 3] AS kind,
        (100000 + h % 100000000)::DECIMAL(18,2) AS amount,
        (CASE WHEN g % 2000 = 0 THEN 50000000 ELSE 0 END)::DECIMAL(18,2) AS amendment_amount,
        false AS amendment_approved, DATE '2025-01-01' + (h % 90)::INT AS signed_on, NULL::DATE AS published_on,
        0.3::DECIMAL(5,4) AS prepay_ratio, DATE '2025-06-01' AS accepted_on, false AS emergency, '' AS decision_no""",
    "payments": """
        'F' || i AS payment_no, 'C' || (i // 3) AS contract_no, 's' AS payee_name,
        ((100000 + (hash(i // 3 * 64 + {unit}) >> 2)::BIGINT % 100000000) *
            (CASE WHEN h % 5000 = 0 THEN 0.9 ELSE 0.28 END))::DECIMAL(18,2) AS amount,
        DATE '2025-03-01' + (CASE WHEN i % 3 = 0 THEN 0 ELSE 100 END + h % 20)::INT AS paid_on, 'p' AS purpose,
        'x' AS first_approver_post""",
    "invoices": """
        'X' || i AS claim_no, '0440' AS invoice_code,
        'N' || (CASE WHEN h % 20000 = 0 THEN i - 1 ELSE i END) AS invoice_no, 'seller ' || (h % 5000) AS seller_name,
        ((100 + g % 100000000) * 0.01)::DECIMAL(18,2) AS amount, DATE '2025-01-01' + (h % 360)::INT AS invoice_date,
        DATE '2025-02-01' + (h % 300)::INT AS claimed_on, 'd' AS department, false AS instalment""",
}


@dataclass(frozen=True)
class StoredFile:
    stored_path: Path
    rows: int
    sha256: str = ""
    schema_version: int = 1


def make_city(folder: Path, purchases: int) -> dict[str, list[StoredFile]]:
    """Write the filings; contracts, payments and bids of a unit refer to each other within the unit."""
    con = duckdb.connect()
    city: dict[str, list[StoredFile]] = {}
    number = 0
    for kind, share in SHARES.items():
        rows = int(purchases * share) // (UNITS * PERIODS)
        city[kind] = []
        for unit in range(1, UNITS + 1):
            for period in range(1, PERIODS + 1):
                number += 1
                path = folder / kind / f"U{unit:02d}" / f"2025Q{period}" / f"{number}.parquet"
                path.parent.mkdir(parents=True)
                start = (period - 1) * rows
                con.execute(
                    f"COPY (SELECT (i - {start} + 1)::INT AS row_no, {SELECTS[kind].format(unit=unit)} "
                    f"FROM ({_rows(unit, start, rows)})) TO '{path}' (FORMAT parquet)"
                )
                city[kind].append(StoredFile(path, rows))
    return city


def _rows(unit: int, start: int, rows: int) -> str:
    """Numbers of the file; each unit's values differ because the unit goes into the hash."""
    h, g = (f"(hash(i * 64 + {unit} + {salt}) >> 2)::BIGINT" for salt in (0, 7919))
    return f"SELECT i, {h} AS h, {g} AS g FROM range({start}, {start + rows}) t(i)"
