"""`make demo` for real, in a folder of the test and without waiting for the whole city, which tests/demo hold."""

import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from core.demo import DEMO_PASSWORD
from scripts import ports
from scripts.environment import ROOT
from scripts.prepare import FINISHED
from tests.support.processes import wait_until

pytestmark = pytest.mark.services
# The command as `make` gives it, but for the folder that it writes to.
COMMAND = """
import sys
from pathlib import Path
from scripts import environment, prepare, serve
folder = Path(sys.argv.pop(1))
for module in (environment, prepare, serve):
    module.storage = lambda kind: folder
sys.exit(serve.main())
"""
ONE_ACCOUNT = """
from organization.models import User
from organization.users.services import roles_set
roles_set(user=User.objects.create_user("sec", full_name="书记"), codes=["SEC"])
"""


def of_a_shell() -> dict[str, str]:
    """The environment without the tests' own settings, which no shell has."""
    return {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}


class Demo:
    """One start of the demo: its process, what it says, and everything it started."""

    def __init__(self, folder: Path, port: int) -> None:
        self.log = folder.with_suffix(".said")
        words = [sys.executable, "-u", "-c", COMMAND, str(folder), "demo", "--port", str(port)]
        with self.log.open("w") as said:
            self.process = subprocess.Popen(
                words, cwd=ROOT, env=of_a_shell(), stdout=said, stderr=said, start_new_session=True
            )

    def said(self) -> str:
        return self.log.read_text()

    def wait_for(self, words: str) -> None:
        def there() -> bool:
            assert self.process.poll() is None, self.said()
            return words in self.said()

        wait_until(there, seconds=180, what=words)

    def interrupt(self) -> None:
        """Ctrl-C, and nothing may be left of it."""
        children = psutil.Process(self.process.pid).children(recursive=True)
        assert children
        self.process.send_signal(signal.SIGINT)
        assert self.process.wait(30) == 0, self.said()
        _gone, left = psutil.wait_procs(children, timeout=5)
        assert [each for each in left if each.status() != psutil.STATUS_ZOMBIE] == []


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[[], Demo]]:
    started: list[Demo] = []

    def begin() -> Demo:
        started.append(Demo(tmp_path / "demo", ports.free_port()))
        return started[-1]

    yield begin
    for demo in started:
        if demo.process.poll() is None:
            os.killpg(demo.process.pid, signal.SIGKILL)
            demo.process.wait()


def manage(folder: Path, *arguments: str) -> None:
    own = {"STORAGE_DIR": str(folder), "DATABASE_URL": "", "REDIS_URL": "", "ENVIRONMENT": "demo"}
    subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, env=of_a_shell() | own, check=True)


def test_it_can_be_broken_off_while_it_builds_and_a_city_that_stands_is_used(start: Callable[[], Demo], tmp_path: Path):
    folder = tmp_path / "demo"
    first = start()
    first.wait_for("Building the demo city")
    first.interrupt()
    assert "Ended before it was up." in first.said()
    assert not (folder / FINISHED).exists(), "half a city is built anew"

    # A city of one account, as if it had been finished.
    manage(folder, "shell", "-v0", "-c", ONE_ACCOUNT)
    (folder / FINISHED).touch()
    second = start()
    second.wait_for("Ctrl-C ends it")
    assert "Building" not in second.said()
    (line,) = [line.split() for line in second.said().splitlines() if DEMO_PASSWORD in line]
    assert line[:3] == ["sec", DEMO_PASSWORD, "SEC"]
    address = next(word for word in second.said().split() if word.startswith("http://"))
    with urllib.request.urlopen(f"{address}/accounts/login/") as answer:
        assert answer.status == 200
    # Mails, queue and database are the demo's own, whatever the tests' environment says.
    assert (folder / "lianjian.sqlite3").exists()
    assert (folder / "broker").is_dir()
    second.interrupt()
    assert not ports.answers(int(address.rsplit(":", 1)[1]))
