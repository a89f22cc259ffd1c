"""Bring the database to where the product can start: migrate, and for the demo build the city once."""

import shutil
import subprocess
import sys
from pathlib import Path

from scripts.environment import ROOT, storage
from scripts.instance import LOCK_NAME

FINISHED = ".city-built"


class Unprepared(Exception):
    """A preparing command failed; the text says which and what to do."""


def manage(environment: dict[str, str], *arguments: str, capture: bool = False) -> str:
    """Run manage.py; its output passes through unless captured. Raises `Unprepared`."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if capture else None,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Unprepared(f"`manage.py {' '.join(arguments)}` failed (code {done.returncode}); see above.")
    return done.stdout or ""


def prepare(kind: str, environment: dict[str, str], *, fresh: bool = False) -> None:
    """Idempotent: a database that is up to date and a city that stands are left alone, unless `fresh`."""
    if kind == "demo":
        _prepare_demo(storage("demo"), environment, fresh=fresh)
    else:
        manage(environment, "migrate", "--verbosity", "0")


def empty(folder: Path) -> None:
    """Remove everything in the folder but the lock that we hold."""
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name != LOCK_NAME:
            path.unlink()


def _prepare_demo(folder: Path, environment: dict[str, str], *, fresh: bool) -> None:
    finished = folder / FINISHED
    if fresh or not finished.exists():
        # A build that was broken off left half a city; the demo holds nothing that anybody entered for keeps.
        empty(folder)
    manage(environment, "migrate", "--verbosity", "0")
    if finished.exists():
        return
    print("Building the demo city (about a minute, only the first time) …", flush=True)
    manage(environment, "demo_city")
    finished.write_text("make demo-fresh builds the city anew\n", encoding="utf-8")


def accounts(kind: str, environment: dict[str, str]) -> str:
    """Who can sign in: the demo's accounts, or how to make the first administrator."""
    if kind == "demo":
        return manage(environment, "demo_accounts", capture=True).rstrip()
    return "First administrator: make admin LOGIN=name   (asks for a password)"
