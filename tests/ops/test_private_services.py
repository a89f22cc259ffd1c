"""`make services` where no server is at hand: a private PostgreSQL and Redis that work, and leave nothing behind."""

import contextlib
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import psycopg2
import pytest
import redis

from scripts import packages, ports, services
from scripts.environment import ROOT
from tests.support.processes import wait_until

pytestmark = [
    pytest.mark.services,
    pytest.mark.skipif(
        bool(packages.missing([*packages.POSTGRES, *packages.REDIS])),
        reason="the programs of PostgreSQL and Redis are not installed here (servers may still run elsewhere)",
    ),
]
Services = Callable[..., dict[str, str]]
# The command as `make` gives it, but for the folder of its notes and the ports on which it looks for servers.
COMMAND = """
import sys
from pathlib import Path
from scripts import services
services.FOLDER, services.POSTGRES_PORT, services.REDIS_PORT = Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
sys.exit(services.main([sys.argv[1]]))
"""


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Services]:
    """`run("start")` or `run("stop")`: the addresses that were printed. On the usual ports nobody answers."""
    nobody = (ports.free_port(), ports.free_port())

    def command(word: str, *, usual: tuple[int, int] = nobody, folder: Path = tmp_path) -> dict[str, str]:
        words = [sys.executable, "-c", COMMAND, word, folder, *usual]
        done = subprocess.run([str(each) for each in words], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return dict(line.removeprefix("export ").split("=", 1) for line in done.stdout.splitlines())

    yield command
    command("stop")


def numbers(addresses: dict[str, str]) -> tuple[int, int]:
    """The ports of PostgreSQL and Redis."""
    postgres, queue = (int(addresses[name].rsplit(":", 1)[1].split("/")[0]) for name in ("DATABASE_URL", "REDIS_URL"))
    return postgres, queue


def runs(process: psutil.Process) -> bool:
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE


def test_private_servers_start_once_work_and_leave_nothing_running(run: Services, tmp_path: Path):
    addresses = run("start")
    assert run("start") == addresses, "a second start finds what runs already"
    with contextlib.closing(psycopg2.connect(addresses["DATABASE_URL"])) as database, database.cursor() as cursor:
        cursor.execute("SHOW server_encoding")
        assert cursor.fetchone() == ("UTF8",)
    with contextlib.closing(redis.Redis.from_url(addresses["REDIS_URL"])) as queue:
        queue.set("x", "1")
        assert queue.get("x") == b"1"

    data = Path((tmp_path / "postgres").read_text().splitlines()[0])
    started = [psutil.Process(int((data / "postmaster.pid").read_text().split()[0]))]
    started.append(psutil.Process(int((tmp_path / "redis").read_text().split()[0])))
    run("stop")
    wait_until(lambda: not any(runs(process) for process in started), what="both servers to end")
    assert not any(ports.answers(port) for port in numbers(addresses))
    assert not data.parent.exists()
    assert {path.name for path in tmp_path.iterdir()} <= {"redis.log"}
    run("stop")  # where nothing runs there is nothing to stop


def test_servers_that_are_reachable_are_used_and_left_alone(run: Services, tmp_path: Path):
    addresses = run("start")
    usual = numbers(addresses)
    assert run("start", usual=usual, folder=tmp_path / "another-clone") == addresses
    run("stop", usual=usual, folder=tmp_path / "another-clone")
    assert services.postgres_answers(usual[0])
    assert services.redis_answers(usual[1])
