"""One running product per storage folder: two schedulers on one database would do all work twice."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

LOCK_NAME = ".lock"


class Running(Exception):
    """Somebody else holds the folder."""

    def __init__(self, process: int, address: str) -> None:
        super().__init__(f"process {process} at {address}")
        self.process = process
        self.address = address


class Claim:
    """The held lock; `publish` tells later comers where the product answers."""

    def __init__(self, handle: IO[str]) -> None:
        self._handle = handle
        self.publish("(still starting)")

    def publish(self, address: str) -> None:
        """Write who holds the lock and where it answers."""
        self._handle.seek(0)
        self._handle.truncate()
        json.dump({"process": os.getpid(), "address": address}, self._handle)
        self._handle.flush()


@contextmanager
def claim(folder: Path) -> Iterator[Claim]:
    """Hold the folder's lock while the block runs; raises `Running`. The kernel frees it however we end."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK_NAME).open("a+", encoding="utf-8") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            handle.seek(0)
            holder = json.loads(handle.read() or "{}")
            raise Running(holder.get("process", 0), holder.get("address", "(still starting)")) from None
        yield Claim(handle)
