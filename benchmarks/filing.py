"""Filing a 1 M-row CSV and a 100 k-row XLSX against the bare read of the same file.

    python benchmarks/filing.py [--csv-rows 1000000] [--xlsx-rows 100000] [--repeat 5]

Filing is everything from the upload on disk to the published Parquet: examined, read, mapped, converted, checked by row
and column, duplicates found, written, flushed, hashed. The bare read is pyarrow.csv.read_csv, or calamine's to_python.
The figures are ratios, best of `--repeat` runs that take turns. Aim: 4 at most.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

import pyarrow.csv as pacsv
from python_calamine import CalamineWorkbook

from benchmarks.filing_data import make_csv, make_xlsx
from core.reading.forbidden import refuse_forbidden
from core.reading.source import open_source
from early_warning.filings.catalogue import kind_of
from early_warning.filings.mapping.guess import guess_plan, known_headers
from early_warning.filings.periods import Period
from early_warning.filings.storage.parquet import publish
from early_warning.filings.validation.dry_run import DryRun

KIND = kind_of("purchases")


def filing(path: Path, folder: Path) -> str:
    """The whole course of one file; what the report says in short."""
    source = open_source(path, name=path.name, known=known_headers(KIND))
    try:
        refuse_forbidden(source.headers)
        draft = folder / "draft.parquet"
        run = DryRun(source, KIND, guess_plan(KIND, source.headers), draft)
        report = run.run(period=Period.parse("2026Q1"), today=date(2026, 6, 30))
    finally:
        source.close()
    publish(draft, folder / "filed.parquet")
    return f"{report.taken:,} of {report.total:,} rows taken"


def read_csv(path: Path) -> int:
    return pacsv.read_csv(path).num_rows


def read_xlsx(path: Path) -> int:
    return len(CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python())


def seconds(work: Callable[[], object]) -> tuple[float, object]:
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


def compare(name: str, path: Path, bare: Callable[[Path], int], repeat: int) -> float:
    """Print and return filing ÷ bare read; the runs take turns so that a busy machine hurts both alike."""
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        seconds(lambda: filing(path, Path(folder)))
        pairs = [(seconds(lambda: bare(path)), seconds(lambda: filing(path, Path(folder)))) for _ in range(repeat)]
    read = min(first for (first, _rows), _ in pairs)
    filed, words = min((second for _, second in pairs), key=lambda pair: pair[0])
    size = path.stat().st_size / 1e6
    print(
        f"{name:<24} {size:6.0f} MB   bare {read:5.2f} s   filing {filed:5.2f} s   ratio {filed / read:4.1f}   {words}"
    )
    return filed / read


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--csv-rows", type=int, default=1_000_000)
    parser.add_argument("--xlsx-rows", type=int, default=100_000)
    parser.add_argument("--repeat", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.csv_rows:
            make_csv(folder / "purchases.csv", options.csv_rows)
            compare(f"CSV {options.csv_rows:,} rows", folder / "purchases.csv", read_csv, options.repeat)
        if options.xlsx_rows:
            make_xlsx(folder / "purchases.xlsx", options.xlsx_rows)
            compare(f"XLSX {options.xlsx_rows:,} rows", folder / "purchases.xlsx", read_xlsx, options.repeat)


if __name__ == "__main__":
    main()
