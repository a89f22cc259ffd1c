"""A private Redis for tests: loopback only, nothing written to disk."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from scripts.ports import HOST, free_port
from scripts.postgres import ServiceFailed

START_SECONDS = 10


class PrivateRedis:
    """The server of one clone; its process and port are noted in `<folder>/redis`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.note = folder / "redis"
        words = self.note.read_text(encoding="utf-8").split() if self.note.exists() else []
        self.process = int(words[0]) if len(words) == 2 else 0
        self.port = int(words[1]) if len(words) == 2 else 0

    def start(self, answers: Callable[[int], bool]) -> int:
        """Start it in the background and return the port."""
        self.port = free_port()
        program = shutil.which("redis-server")
        assert program, "checked by packages.ensure"
        options = ["--port", str(self.port), "--bind", HOST, "--save", "", "--appendonly", "no"]
        log = self.folder / "redis.log"
        server = subprocess.Popen(
            [program, *options, "--dir", str(self.folder), "--logfile", str(log)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        deadline = time.monotonic() + START_SECONDS
        while not answers(self.port):
            if server.poll() is not None or time.monotonic() > deadline:
                raise ServiceFailed(f"redis-server did not start; see {log}")
            time.sleep(0.1)
        self.process = server.pid
        self.note.write_text(f"{self.process} {self.port}", encoding="utf-8")
        return self.port

    def stop(self) -> None:
        """End it; nothing to do when there is none, or when the number has gone to another program."""
        if not self.process:
            return
        name = Path(f"/proc/{self.process}/comm")
        if name.exists() and name.read_text(encoding="utf-8").startswith("redis-server"):
            os.kill(self.process, signal.SIGTERM)
        self.note.unlink()
