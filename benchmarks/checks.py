"""The eight models on 1 M purchases against the same questions hand-written in bare DuckDB SQL.

    python benchmarks/checks.py [--purchases 1000000] [--repeat 3]

Both read the same Parquet files, laid out as the product stores filings; both end with the hits and the rows behind
them in Python. The figures are ratios: ours ÷ bare, best of `--repeat`. Aim: 1.5 at most.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

import duckdb

from benchmarks.checks_data import StoredFile, make_city
from benchmarks.checks_sql import QUERIES
from early_warning.checks import engine, registry


def best(repeat: int, work) -> tuple[float, object]:
    """The shortest of `repeat` runs in seconds, and what the work returned."""
    times, result = [], None
    for _ in range(repeat):
        started = time.perf_counter()
        result = work()
        times.append(time.perf_counter() - started)
    return min(times), result


def bare(folder: Path, code: str) -> set[tuple[str, str, int, int]]:
    """The hand-written query on a fresh connection: (unit, object, filing, row) of every row behind a hit."""
    con = duckdb.connect()
    con.execute("SET enable_progress_bar = false")
    for kind in ("purchases", "bids", "contracts", "payments", "invoices"):
        con.execute(
            f"""CREATE VIEW {kind} AS SELECT *, split_part(source, '/', -3) AS unit_code,
                split_part(split_part(source, '/', -1), '.', 1)::BIGINT AS filing_id
                FROM read_parquet('{folder}/{kind}/*/*/*.parquet', filename = 'source')"""
        )
    return set(con.execute(QUERIES[code]).fetchall())


def ours(filings: dict[str, list[StoredFile]], code: str) -> set[tuple[str, str, int, int]]:
    model = registry.get(code)
    values = {param.name: param.default for param in model.parameters}
    data = engine.load(engine.connect(), filings, as_filed=True)
    hits = engine.find(model, data, values)
    return {
        (hit.unit_code, hit.object_ids[-1].split(":", 1)[1], ref.filing_id, ref.row_no)
        for hit in hits
        for ref in hit.rows
        if ref.kind == hit.rows[-1].kind
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--purchases", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        started = time.perf_counter()
        filings = make_city(folder, options.purchases)
        rows = {kind: sum(file.rows for file in files) for kind, files in filings.items()}
        print(f"made {rows} rows in {time.perf_counter() - started:.1f} s")
        total_ours = total_bare = 0.0
        print(f"{'model':8}{'bare s':>9}{'ours s':>9}{'ratio':>8}{'rows':>8}")
        for model in registry.all_models():
            bare_time, expected = best(options.repeat, lambda code=model.code: bare(folder, code))
            our_time, found = best(options.repeat, lambda code=model.code: ours(filings, code))
            assert found == expected, (model.code, len(found), len(expected))
            total_bare, total_ours = total_bare + bare_time, total_ours + our_time
            print(f"{model.code:8}{bare_time:9.3f}{our_time:9.3f}{our_time / bare_time:8.2f}{len(found):8}")
        print(f"{'all':8}{total_bare:9.3f}{total_ours:9.3f}{total_ours / total_bare:8.2f}")
        whole(filings, total_bare)


def whole(filings: dict[str, list[StoredFile]], total_bare: float) -> None:
    """What a run does beside the hits: newest rows only, and rows examined and columns missing by unit."""
    started = time.perf_counter()
    data = engine.load(engine.connect(), filings)
    loaded = time.perf_counter()
    for model in registry.all_models():
        values = {param.name: param.default for param in model.parameters}
        engine.find(model, data, values)
        engine.examine(model, data, values)
    done = time.perf_counter()
    print(f"a whole run: keys filed twice {loaded - started:.2f} s, hits and results {done - loaded:.2f} s,", end=" ")
    print(f"together {(done - started) / total_bare:.2f} x the bare hits")


if __name__ == "__main__":
    main()
