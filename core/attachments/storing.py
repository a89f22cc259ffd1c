"""Uploads on disk: written in pieces beside their place, hashed on the way, examined, then renamed. Or nothing."""

import hashlib
import os
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.files.storage import default_storage

from core import clock
from core.attachments import refusals

FOLDER = "attachments"
LONGEST_NAME = 200


@dataclass(frozen=True)
class Received:
    """A complete upload under a name that nothing reads yet."""

    path: Path
    size: int
    sha256: str

    def keep(self, suffix: str) -> str:
        """Give it its final name: ours, never the sender's. The path relative to the storage."""
        target = self.path.with_name(f"{uuid.uuid4().hex}.{suffix}")
        self.path.chmod(settings.FILE_UPLOAD_PERMISSIONS or 0o640)
        self.path.replace(target)
        return str(PurePosixPath(target.relative_to(Path(default_storage.path("")))))


@contextmanager
def received(chunks: Iterable[bytes], *, name: str, megabytes: int) -> Iterator[Received]:
    """The upload on disk for the block; what the block does not ``keep`` is gone after it.

    Raises InvalidInput when it is empty or larger than ``megabytes``, as soon as that is known.
    """
    folder = Path(default_storage.path(f"{FOLDER}/{clock.today():%Y/%m}"))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{uuid.uuid4().hex}.part"
    try:
        size, sha256 = _write(path, chunks, name, megabytes)
        yield Received(path, size, sha256)
    finally:
        path.unlink(missing_ok=True)


def discard(stored: str) -> None:
    """Remove a kept file whose row will not come."""
    Path(default_storage.path(stored)).unlink(missing_ok=True)


def clean_name(name: str) -> str:
    """The last part of the name, without control characters: no path tricks, no header tricks. The ending stays."""
    last = PurePosixPath(name.replace("\\", "/")).name
    shown = "".join(char for char in last if char.isprintable()) or "file"
    stem, dot, suffix = shown.rpartition(".")
    return shown if len(shown) <= LONGEST_NAME else stem[: LONGEST_NAME - len(suffix) - 1] + dot + suffix[:20]


def _write(path: Path, chunks: Iterable[bytes], name: str, megabytes: int) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    with path.open("xb") as file:
        for chunk in chunks:
            size += len(chunk)
            if size > megabytes * 1024**2:
                raise refusals.too_large(name, megabytes)
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    if not size:
        raise refusals.empty(name)
    return size, digest.hexdigest()
