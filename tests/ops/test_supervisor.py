"""The supervisor ends every child, starts again what dies, and gives up when that goes round in circles."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import psutil
import pytest

from scripts.children import Child, stop_all
from scripts.serve import watch
from tests.support.processes import wait_until

# A parent with one child of its own, as gunicorn and celery have, that notes both numbers once it is ready.
PARENT = """
import os, signal, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
open(sys.argv[1], "w").write(f"{os.getpid()} {child.pid}\\n")
%s
time.sleep(60)
"""
OBEYS = "signal.signal(signal.SIGTERM, lambda *_: (child.terminate(), child.wait(), sys.exit(0)))"
IGNORES = "signal.signal(signal.SIGTERM, signal.SIG_IGN)"


def make(folder: Path, code: str, name: str = "web") -> Child:
    return Child(
        name=name,
        command=[sys.executable, "-u", "-c", textwrap.dedent(code), str(folder / "numbers")],
        log=folder / f"{name}.log",
        environment=dict(os.environ),
        folder=folder,
    )


def numbers(folder: Path) -> list[int]:
    """Process numbers of the parent and its child, once both are there."""
    note = folder / "numbers"
    wait_until(lambda: note.exists() and note.read_text().endswith("\n"), what="the program to start")
    return [int(word) for word in note.read_text().split()]


def alive(number: int) -> bool:
    return psutil.pid_exists(number) and psutil.Process(number).status() != psutil.STATUS_ZOMBIE


@pytest.mark.parametrize("reaction", [OBEYS, IGNORES])
def test_stopping_leaves_no_process_behind(reaction: str, tmp_path: Path):
    child = make(tmp_path, PARENT % reaction)
    child.start()
    both = numbers(tmp_path)
    stop_all([child], grace=1)
    wait_until(lambda: not any(alive(number) for number in both), seconds=2, what="every process to be gone")


def test_a_child_that_dies_is_reported_and_started_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    child = make(tmp_path, PARENT % OBEYS)
    child.start()
    first, _ = numbers(tmp_path)
    (tmp_path / "numbers").unlink()
    os.killpg(first, signal.SIGKILL)
    assert watch([child], lambda: (tmp_path / "numbers").exists())
    try:
        second, _ = numbers(tmp_path)
        assert second != first
        assert "web ended by itself (code -9)" in capsys.readouterr().err
    finally:
        stop_all([child], grace=1)


def test_a_child_that_keeps_dying_ends_everything_and_shows_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    child = make(tmp_path, "raise SystemExit('no database')", name="worker")
    child.start()
    assert watch([child], lambda: False) is False
    said = capsys.readouterr().err
    assert "no database" in said
    assert "worker does not stay up: ending everything." in said


def test_killing_the_supervisor_ends_the_children(tmp_path: Path):
    program = f"""
        import sys, time
        from pathlib import Path
        from tests.ops.test_supervisor import OBEYS, PARENT, make
        make(Path({str(tmp_path)!r}), PARENT % OBEYS).start()
        time.sleep(60)
    """
    supervisor = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(program)],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"},
    )
    both = numbers(tmp_path)
    time.sleep(0.3)
    supervisor.kill()
    supervisor.wait()
    wait_until(lambda: not any(alive(number) for number in both), what="the children to end")
