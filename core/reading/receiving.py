"""Taking an upload in: streamed to a file of ours, measured and hashed on the way, refused as soon as too large."""

import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from core.reading import limits
from core.reading.refusals import FileRefused
from core.reading.working_copy import remove_with_copies


@dataclass(frozen=True, slots=True)
class Received:
    """An upload on disk. ``sha256`` is that of the file as it came."""

    path: Path
    size: int
    sha256: str

    def discard(self) -> None:
        """Delete the file with its working copies, unless somebody has given it a name of his own."""
        if self.path.exists():
            remove_with_copies(self.path)


def receive(chunks: Iterable[bytes], folder: Path) -> Received:
    """Write ``chunks`` to a new file in ``folder``. Raises FileRefused when empty or too large, leaving nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{uuid.uuid4().hex}.upload"
    digest, size = hashlib.sha256(), 0
    try:
        with path.open("xb") as target:
            for chunk in chunks:
                size += len(chunk)
                if size > limits.MAX_BYTES:
                    raise too_large()
                digest.update(chunk)
                target.write(chunk)
        if not size:
            raise empty_file()
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return Received(path, size, digest.hexdigest())


def empty_file() -> FileRefused:
    """The refusal of a file without content."""
    return FileRefused("empty", _("The file is empty."), _("Export the data again and check that the file holds rows."))


def too_large() -> FileRefused:
    """The refusal of a file above the limit."""
    size = limits.MAX_BYTES // limits.MIB
    return FileRefused(
        "too_large",
        _("The file is larger than %(size)s MB.") % {"size": size},
        _("Export only the columns of the template, or send CSV instead of Excel."),
    )
