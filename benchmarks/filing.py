"""Filing a 1 M-row CSV and a 100 k-row XLSX against the bare read of the same file.

    python benchmarks/filing.py [--csv-rows 1000000] [--xlsx-rows 100000] [--repeat 5] [--database postgres://…]

Filing is the whole course behind the page, with its rows in the database: the upload is received in chunks, measured
and hashed, the file examined, opened and given a mapping; the dry run reads, maps, converts, checks by row and column,
finds duplicates and writes the draft; filing publishes it, hashed, and writes state, history and audit trail. What
people do in between (look, correct, confirm) takes no time here. The bare read is pyarrow.csv.read_csv, or calamine's
to_python. The figures are ratios, best of `--repeat` runs that take turns. Aim: 4 at most. Everything lies in a
temporary folder; ``--database`` names an empty database to be used instead of SQLite there.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

CHUNK = 64 * 1024  # as Django hands an upload on


def chunks_of(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


class Desk:
    """An empty product in ``folder`` with one unit, whose liaison files."""

    def __init__(self, folder: Path, database: str) -> None:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        os.environ |= {
            "ENVIRONMENT": "development",
            "STORAGE_DIR": str(folder),
            "DATABASE_URL": database or f"sqlite:///{folder / 'benchmark.sqlite3'}",
            "REDIS_URL": "",
            "TODAY": "2026-06-30",
        }
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        from organization.models import Unit, UnitKind, User
        from organization.users.services import roles_set

        self.unit = Unit.objects.create(code="B1", name="市财政局", kind=UnitKind.GOVERNMENT)
        self.liaison = User.objects.create_user("liaison", unit=self.unit)
        roles_set(user=self.liaison, codes=["LIA"])

    def file(self, path: Path) -> str:
        """File ``path``; what the report says in short."""
        from early_warning.filings.mapping.plan import MappingPlan
        from early_warning.filings.services import filing_check, filing_file, filing_start

        asked = {"unit": self.unit, "kind": "purchases", "period": "2026Q1", "actor": self.liaison}
        filing = filing_start(**asked, name=path.name, chunks=chunks_of(path))
        report = filing_check(filing=filing, plan=MappingPlan.from_json(filing.plan), actor=self.liaison)
        filing_file(filing=filing, actor=self.liaison)
        return f"{report.taken:,} of {report.total:,} rows taken"

    def forget(self) -> None:
        """The very same file would be refused a second time."""
        from early_warning.filings.models import DataFiling

        for filing in DataFiling.objects.all():
            filing.stored_path.unlink(missing_ok=True)
            filing.delete()


def read_csv(path: Path) -> int:
    import pyarrow.csv as pacsv

    return pacsv.read_csv(path).num_rows


def read_xlsx(path: Path) -> int:
    from python_calamine import CalamineWorkbook

    return len(CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python())


def seconds(work: Callable[[], object]) -> tuple[float, object]:
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


def compare(name: str, path: Path, bare: Callable[[Path], int], desk: Desk, repeat: int) -> None:
    """Print filing ÷ bare read; the runs take turns so that a busy machine hurts both alike. The first warms up."""
    pairs = []
    for _ in range(repeat + 1):
        pairs.append((seconds(lambda: bare(path))[0], seconds(lambda: desk.file(path))))
        desk.forget()
    read = min(first for first, _ in pairs[1:])
    filed, words = min((second for _, second in pairs[1:]), key=lambda pair: pair[0])
    size = path.stat().st_size / 1e6
    print(
        f"{name:<24} {size:6.0f} MB   bare {read:5.2f} s   filing {filed:5.2f} s   ratio {filed / read:4.1f}   {words}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--csv-rows", type=int, default=1_000_000)
    parser.add_argument("--xlsx-rows", type=int, default=100_000)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--database", default="")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        desk = Desk(folder / "var", options.database)
        from benchmarks.filing_data import make_csv, make_xlsx

        if options.csv_rows:
            make_csv(folder / "purchases.csv", options.csv_rows)
            compare(f"CSV {options.csv_rows:,} rows", folder / "purchases.csv", read_csv, desk, options.repeat)
        if options.xlsx_rows:
            make_xlsx(folder / "purchases.xlsx", options.xlsx_rows)
            compare(f"XLSX {options.xlsx_rows:,} rows", folder / "purchases.xlsx", read_xlsx, desk, options.repeat)


if __name__ == "__main__":
    main()
