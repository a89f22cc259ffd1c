"""Room on the disk for what a job makes until it is complete: on the storage's own file system, emptied afterwards."""

import shutil
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.files.base import File

# What a killed worker left is nobody's after a day.
KEPT_SECONDS = 24 * 3600


class Finished(File):
    """A complete file on disk that the storage takes over by renaming: there is never half of it."""

    def __init__(self, path: Path) -> None:
        super().__init__(path.open("rb"), name=path.name)
        self.path = path

    def temporary_file_path(self) -> str:
        return str(self.path)


@contextmanager
def workspace() -> Iterator[Path]:
    """An empty folder for the block; gone after it, whatever happened."""
    root = Path(settings.STORAGE_DIR, "work")
    root.mkdir(parents=True, exist_ok=True)
    _clear(root)
    folder = root / uuid.uuid4().hex
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _clear(root: Path) -> None:
    for left in root.iterdir():
        if left.stat().st_mtime < time.time() - KEPT_SECONDS:
            shutil.rmtree(left, ignore_errors=True)
