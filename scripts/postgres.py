"""A private PostgreSQL cluster for tests: no password, loopback only, no flushing to disk."""

import getpass
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from scripts.packages import postgres_bin
from scripts.ports import HOST, free_port

# Durability is what a test cluster does not need, and what costs it most of its time.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
UNPRIVILEGED = ("postgres", "nobody")


class ServiceFailed(Exception):
    """A server did not start; carries the end of its log."""


class PrivatePostgres:
    """The cluster of one clone; its folder and port are noted in `<folder>/postgres`."""

    def __init__(self, folder: Path) -> None:
        self.note = folder / "postgres"
        words = self.note.read_text(encoding="utf-8").splitlines() if self.note.exists() else []
        self.data = Path(words[0]) if len(words) == 2 else None
        self.port = int(words[1]) if len(words) == 2 else 0

    def start(self) -> int:
        """Initialise on first use, start, and return the port."""
        if self.data is None or not (self.data / "PG_VERSION").exists():
            self.data = self._initialise()
        self.port = free_port()
        options = [
            f"-p {self.port}",
            f"-h {HOST}",
            f"-k {self.data.parent}",
            *(f"-c {each}" for each in FAST),
        ]
        self._run("pg_ctl", "-D", str(self.data), "-l", str(self._log()), "-o", " ".join(options), "-w", "start")
        self.note.write_text(f"{self.data}\n{self.port}", encoding="utf-8")
        return self.port

    def stop(self) -> None:
        """End it and remove its data; nothing to do when there is none."""
        if self.data is None:
            return
        if (self.data / "postmaster.pid").exists():
            self._run("pg_ctl", "-D", str(self.data), "-m", "immediate", "stop")
        shutil.rmtree(self.data.parent, ignore_errors=True)
        self.note.unlink()

    def _initialise(self) -> Path:
        """In the temporary folder: the server's own user may not be able to enter this clone."""
        home = Path(tempfile.mkdtemp(prefix="lianjian-postgres-"))
        user = self._user()
        if user:
            shutil.chown(home, user)
        data = home / "data"
        self._run("initdb", "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "-N")
        return data

    def _log(self) -> Path:
        assert self.data
        return self.data.parent / "log"

    @staticmethod
    def _user() -> str:
        """PostgreSQL refuses to run as root: another account then, empty when we are an ordinary user."""
        if os.geteuid() != 0:
            return ""
        known = [line.split(":")[0] for line in Path("/etc/passwd").read_text(encoding="utf-8").splitlines()]
        return next(name for name in (*UNPRIVILEGED, getpass.getuser()) if name in known)

    def _run(self, program: str, *arguments: str) -> None:
        folder = postgres_bin()
        assert folder, "checked by packages.ensure"
        user = self._user()
        command = [*(["runuser", "-u", user, "--"] if user else []), str(folder / program), *arguments]
        # Output to a file: a server that inherits a pipe would keep its reader waiting for ever.
        with tempfile.TemporaryFile("w+") as output:
            done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd="/", check=False)
            output.seek(0)
            said = output.read()
        if done.returncode:
            log = self._log() if self.data else None
            detail = log.read_text(encoding="utf-8")[-2000:] if log and log.exists() else ""
            raise ServiceFailed(f"{program} failed:\n{said}\n{detail}")
