"""The product started as `make run` starts it: address, health, a busy port, a second start, and a clean end."""

import contextlib
import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from scripts import ports
from scripts.environment import ROOT
from tests.support.processes import wait_until

pytestmark = pytest.mark.services


def command(port: int) -> list[str]:
    return [sys.executable, "-u", "-m", "scripts.serve", "run", "--port", str(port)]


def environment(folder: Path) -> dict[str, str]:
    # Not the tests' own settings: no shell has them.
    shell = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    return shell | {
        "STORAGE_DIR": str(folder / "var"),
        "DATABASE_URL": f"sqlite:///{folder / 'var' / 'lianjian.sqlite3'}",
        "REDIS_URL": "",
        "LOG_LEVEL": "INFO",
    }


@pytest.fixture
def busy_port() -> Iterator[int]:
    with contextlib.closing(ports.listen(0)) as listener:
        yield listener.getsockname()[1]


@pytest.fixture
def product(tmp_path: Path, busy_port: int) -> Iterator[subprocess.Popen[str]]:
    with (tmp_path / "said").open("w") as said:
        process = subprocess.Popen(
            command(busy_port), cwd=ROOT, env=environment(tmp_path), stdout=said, stderr=said, text=True
        )
    yield process
    if process.poll() is None:
        process.kill()
        process.wait()


def test_it_runs_until_it_is_told_to_end(product: subprocess.Popen[str], tmp_path: Path, busy_port: int):
    def said() -> str:
        return (tmp_path / "said").read_text()

    wait_until(lambda: "Lianjian is running" in said(), seconds=180, what="the address")
    assert f"Port {busy_port} is in use by another program" in said()
    assert "make admin" in said()
    address = next(word for word in said().split() if word.startswith("http://"))
    with urllib.request.urlopen(f"{address}/health/") as answer:
        assert answer.status == 200
    worker = tmp_path / "var/log/worker.log"
    wait_until(lambda: " ready." in worker.read_text(), seconds=60, what="the worker")
    assert "No hostname" not in said() + worker.read_text(), "the embedded broker needs none and must not warn"

    second = subprocess.run(command(busy_port), cwd=ROOT, env=environment(tmp_path), capture_output=True, text=True)
    assert second.returncode == 0
    assert f"running already, started by process {product.pid}: {address}" in second.stdout

    children = psutil.Process(product.pid).children(recursive=True)
    assert len(children) >= 5
    product.send_signal(signal.SIGINT)
    assert product.wait(30) == 0
    _gone, left = psutil.wait_procs(children, timeout=5)
    assert [each for each in left if each.status() != psutil.STATUS_ZOMBIE] == []
    assert not ports.answers(int(address.rsplit(":", 1)[1]))
