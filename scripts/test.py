"""Run every test: on SQLite without servers, then on PostgreSQL + Redis with worker and browser.

The second run leaves out what is marked "embedded", by hand or because it needs no database (tests/conftest.py).

`make test ARGS="-k notice"` hands its words to pytest in both runs.
"""

import os
import subprocess
import sys
import time

from scripts import packages, services
from scripts.environment import ROOT
from scripts.postgres import ServiceFailed

# Which tests stay together and which begin says tests/conftest.py.
IN_TWO = ("-n", "2", "--dist", "loadscope", "--no-loadscope-reorder")
NOTHING_COLLECTED = 5


def pytest(title: str, environment: dict[str, str], arguments: list[str]) -> bool:
    """One run in two processes. Collecting nothing is a failure unless the caller narrowed the choice himself."""
    print(f"\n== {title}", flush=True)
    start = time.monotonic()
    command = [sys.executable, "-m", "pytest", "-q", *IN_TWO, *arguments]
    code = subprocess.run(
        command, cwd=ROOT, env=os.environ | environment, stdin=subprocess.DEVNULL, check=False
    ).returncode
    print(f"== {title}: {time.monotonic() - start:.0f} s", flush=True)
    narrowed = len(sys.argv) > 1
    return code == 0 or (code == NOTHING_COLLECTED and narrowed)


def main(arguments: list[str]) -> int:
    """Both runs always happen: a failure on one database says something else than one on both."""
    try:
        addresses = services.start()
    except (packages.Missing, ServiceFailed) as problem:
        print(problem, file=sys.stderr)
        return 1
    light = {"DATABASE_URL": "", "REDIS_URL": ""}
    passed = [
        pytest("SQLite", light, ["-m", "not services and not browser", *arguments]),
        pytest("PostgreSQL + Redis, worker, browser", addresses, ["-m", "not embedded", *arguments]),
    ]
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
