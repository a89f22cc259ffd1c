"""What a file was turned into to be read (the cells of a workbook, a text in UTF-8).

It lies beside the file under the same stem, serves every later reading of the file, and goes with it. A very large one
serves the reading it was made for only: what people leave lying is bounded by what they may upload.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.reading import limits


@contextmanager
def being_written(copy: Path) -> Iterator[Path]:
    """A name to write to, which becomes ``copy`` whole at the end of the block; nothing when it fails or is too large.

    What is mapped into memory within the block stays readable after it.
    """
    part = copy.with_name(f"{copy.stem}.{uuid.uuid4().hex}.part")
    try:
        yield part
        if part.stat().st_size <= limits.MAX_KEPT_COPY:
            part.replace(copy)
    finally:
        part.unlink(missing_ok=True)


def remove_with_copies(*paths: Path) -> None:
    """Delete files and what they were turned into; harmless when they are gone."""
    for path in paths:
        for found in path.parent.glob(f"{path.stem}.*"):
            found.unlink(missing_ok=True)
