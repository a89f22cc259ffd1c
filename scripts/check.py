"""Everything that can be judged without running the product. All checks run, as many at once as there are processors;
each failure is shown in full."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from scripts.environment import ROOT

BIN = Path(sys.executable).parent
# A folder of its own: checking must not depend on what a developer's .env or var/ holds.
ENVIRONMENT = os.environ | {
    "ENVIRONMENT": "development",
    "STORAGE_DIR": str(ROOT / "var" / "check"),
    "DATABASE_URL": f"sqlite:///{ROOT / 'var' / 'check' / 'lianjian.sqlite3'}",
    "REDIS_URL": "",
    "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}",
}
# The one that takes longest begins first.
CHECKS: dict[str, list[str]] = {
    "types": ["mypy", "--no-error-summary", "."],
    "format": ["ruff", "format", "--check", "--quiet", "."],
    "lint": ["ruff", "check", "--quiet", "."],
    "floors": ["lint-imports", "--no-cache"],
    "settings": ["python", "manage.py", "check", "--fail-level", "WARNING"],
    "migrations": ["python", "manage.py", "makemigrations", "--check", "--dry-run", "--verbosity", "1"],
    "templates": ["djlint", "templates", "--lint", "--check", "--quiet"],
    "translations": ["python", "-m", "scripts.translations", "check"],
}


def run(name: str) -> bool:
    """Run one check; silent when it passes, its whole output when not."""
    start = time.monotonic()
    done = subprocess.run(
        CHECKS[name],
        cwd=ROOT,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    passed = done.returncode == 0
    said = "" if passed else f"\n$ {' '.join(CHECKS[name])}\n{done.stdout.rstrip()}\n"
    print(f"{'ok' if passed else 'FAILED':<7} {name:<13} {time.monotonic() - start:5.1f} s{said}\n", end="", flush=True)
    return passed


def main(names: list[str]) -> int:
    """Exit code 1 when any of the named checks (all by default) fails."""
    unknown = [name for name in names if name not in CHECKS]
    if unknown:
        print(f"Unknown check {', '.join(unknown)}; there are: {', '.join(CHECKS)}", file=sys.stderr)
        return 2
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(run, names or CHECKS))
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
