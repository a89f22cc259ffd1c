"""A program of the product, run as a separate process against the test database."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

START_SECONDS = 60
KILL_SECONDS = 20


def wait_until(condition: Callable[[], object], *, seconds: float = 20, what: str = "") -> None:
    """Poll until `condition` is true; fails the test with `what` when it stays false."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"Waited {seconds} s in vain for {what or condition}")
        time.sleep(0.05)


def database_url() -> str:
    """The test database that this process uses, as an address for another one."""
    values = connection.settings_dict
    user = quote(values["USER"] or "postgres")
    password = f":{quote(values['PASSWORD'])}" if values["PASSWORD"] else ""
    address = f"{values['HOST'] or '127.0.0.1'}:{values['PORT'] or 5432}"
    return f"postgres://{user}{password}@{address}/{values['NAME']}"


def environment(**extra: str) -> dict[str, str]:
    """Environment of a child that must see what this process sees: database, broker, storage, day."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "ENVIRONMENT": settings.ENVIRONMENT,
        "SECRET_KEY": settings.SECRET_KEY,
        "DATABASE_URL": database_url(),
        "REDIS_URL": settings.REDIS_URL,
        "CELERY_QUEUE": settings.CELERY_TASK_DEFAULT_QUEUE,
        "STORAGE_DIR": str(settings.STORAGE_DIR),
        "TODAY": settings.TODAY.isoformat() if settings.TODAY else "",
        "LOG_LEVEL": "INFO",
        **extra,
    }


class Program:
    """`python -m <module> <arguments>` with its output in `log`; ended by the fixture that made it."""

    def __init__(self, *command: str, log: Path, env: dict[str, str]) -> None:
        self.command = [sys.executable, "-m", *command]
        self.log = log
        self.env = env
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, *, ready: str) -> None:
        """Start and wait until `ready` stands in what it printed since."""
        before = len(self.output())
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=settings.BASE_DIR,
                env=self.env,
                start_new_session=True,
            )
        wait_until(lambda: self._ready(ready, before), seconds=START_SECONDS, what=f"{ready!r} in {self.log}")

    def _ready(self, text: str, offset: int) -> bool:
        said = self.output()[offset:]
        if text in said:
            return True
        if self.process and self.process.poll() is not None:
            raise AssertionError(f"{' '.join(self.command)} ended with {self.process.returncode}:\n{said}")
        return False

    def output(self) -> str:
        """Everything it has printed so far."""
        return self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""

    def kill(self) -> None:
        """SIGKILL to the whole group, as a crash or the out-of-memory killer would; also how a test's programs end."""
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(KILL_SECONDS)
