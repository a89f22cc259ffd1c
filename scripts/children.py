"""Child processes under one roof: each in a group of its own, watched, restarted, ended to the last one."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path

GRACE_SECONDS = 10.0
RESTARTS = 3
RESTART_WINDOW_SECONDS = 60.0
_PR_SET_PDEATHSIG = 1


def _end_with_parent() -> None:
    """The kernel sends SIGTERM when the supervisor is killed outright: no orphan keeps the port (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Child:
    """One program of the product. Its output goes to `log`; `listener` is handed down to it when given."""

    name: str
    command: list[str]
    log: Path
    environment: dict[str, str]
    folder: Path
    listener: socket.socket | None = None
    process: subprocess.Popen[bytes] | None = None
    starts: deque[float] = field(default_factory=deque)

    def start(self) -> None:
        """Start in a session of its own: Ctrl-C reaches the supervisor only, which then ends all in order."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=self.folder,
                env=self.environment,
                start_new_session=True,
                preexec_fn=_end_with_parent,
                pass_fds=(self.listener.fileno(),) if self.listener else (),
            )
        self.starts.append(time.monotonic())

    @property
    def ended_with(self) -> int | None:
        """Exit code, None while it lives."""
        return self.process.poll() if self.process else None

    def last_lines(self, count: int = 12) -> str:
        """The end of its log, for the person who has to know why it died."""
        if not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-count:])

    def dies_too_often(self) -> bool:
        """More than `RESTARTS` starts within the window: starting again would only go round in circles."""
        while self.starts and time.monotonic() - self.starts[0] > RESTART_WINDOW_SECONDS:
            self.starts.popleft()
        return len(self.starts) > RESTARTS


def group_signal(child: Child, number: int) -> None:
    """Signal the whole group (gunicorn's and celery's own children too); gone already is fine."""
    if child.process:
        try:
            os.killpg(child.process.pid, number)
        except ProcessLookupError:
            return


def group_alive(child: Child) -> bool:
    """Is any process of the group left?"""
    if not child.process:
        return False
    child.process.poll()
    try:
        os.killpg(child.process.pid, 0)
    except ProcessLookupError:
        return False
    return True


def stop_all(children: list[Child], grace: float = GRACE_SECONDS) -> None:
    """Ask every child to end, wait together, then kill what is left of their groups."""
    for child in children:
        if child.process and child.ended_with is None:
            # Only the leader: celery's and gunicorn's masters end their own children in the right order.
            child.process.terminate()
    deadline = time.monotonic() + grace
    while time.monotonic() < deadline and any(group_alive(child) for child in children):
        time.sleep(0.05)
    for child in children:
        group_signal(child, signal.SIGKILL)
        if child.process:
            child.process.wait()
