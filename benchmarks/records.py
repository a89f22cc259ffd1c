"""Pages over 100 k officials and 1 M records on PostgreSQL: p50 and p95 of list, search, detail and dossier.

    python benchmarks/records.py [--officials 100000] [--records 1000000] [--repeat 60] [--server postgres://…]

Makes a database of its own beside the one of ``--server`` and drops it in the end. Each figure stands beside the bare
query of its fifty rows (or its one row), so that the ratio says what the product adds, whatever the machine.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

sys.path.insert(0, str(Path(__file__).parents[1]))
DATABASE = "lianjian_benchmark"


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--officials", type=int, default=100_000)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=60)
    parser.add_argument("--server", default="postgres://postgres@127.0.0.1:5432/postgres")
    return parser.parse_args()


def measure(repeat: int, work) -> tuple[float, float]:
    """p50 and p95 of ``repeat`` runs in ms; the first runs warm up."""
    times = []
    for number in range(repeat + 5):
        started = time.perf_counter()
        work()
        if number >= 5:
            times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def run(options: argparse.Namespace) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    setup_test_environment()  # pages are asked in this process, by the test client
    call_command("migrate", verbosity=0)
    from benchmarks.records_data import make

    started = time.perf_counter()
    city = make(officials=options.officials, records=options.records)
    print(f"{options.officials} officials, {options.records} records in {time.perf_counter() - started:.0f} s")
    from benchmarks.records_pages import pages

    print(f"{'page':34}{'bare ms':>9}{'p50 ms':>9}{'p95 ms':>9}{'ratio':>8}")
    for name, bare, page in pages(city):
        least, _most = measure(options.repeat, bare)
        p50, p95 = measure(options.repeat, page)
        print(f"{name:34}{least:9.1f}{p50:9.1f}{p95:9.1f}{p50 / least:8.1f}")


def main() -> None:
    import psycopg2

    options = parse()
    server = psycopg2.connect(options.server)
    server.autocommit = True
    with server.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {DATABASE}")
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(
            DJANGO_SETTINGS_MODULE="config.settings",
            DATABASE_URL=urlunsplit(urlsplit(options.server)._replace(path=f"/{DATABASE}")),
            STORAGE_DIR=folder,
            REDIS_URL="",
            TODAY="2026-06-30",
            LOG_LEVEL="WARNING",
        )
        try:
            run(options)
        finally:
            from django.db import connections

            connections.close_all()
            with server.cursor() as cursor:
                cursor.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")


if __name__ == "__main__":
    main()
