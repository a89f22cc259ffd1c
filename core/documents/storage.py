"""The files of issued documents: written once, read only after checking their hash."""

import hashlib
import os
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from core.errors import Conflict

FOLDER = "documents"


class DocumentDamaged(Conflict):
    """The stored file is gone or is not the one that was issued."""

    code = "document-damaged"


def document_store(pdf: bytes, *, folder: str) -> tuple[str, str]:
    """Write ``pdf`` into a file of its own below the storage root; (path relative to it, SHA-256)."""
    path = Path(FOLDER, folder, f"{uuid.uuid4().hex}.pdf")
    target = Path(settings.STORAGE_DIR, path)
    target.parent.mkdir(parents=True, exist_ok=True)
    _write(target, pdf)
    return str(path), hashlib.sha256(pdf).hexdigest()


def document_load(path: str, sha256: str) -> bytes:
    """The stored bytes. Raises ``DocumentDamaged`` when they are gone or no longer have their hash."""
    try:
        pdf = Path(settings.STORAGE_DIR, path).read_bytes()
    except OSError:
        pdf = b""
    if hashlib.sha256(pdf).hexdigest() != sha256:
        raise DocumentDamaged(
            _("The stored document is missing or was changed."),
            cure=_("Nothing is handed out; the administrator restores it from the backup."),
        )
    return pdf


def stored_paths() -> Iterator[str]:
    """Every document file, relative to the storage root."""
    root = Path(settings.STORAGE_DIR)
    return (str(file.relative_to(root)) for file in sorted((root / FOLDER).rglob("*.pdf")))


def _write(target: Path, content: bytes) -> None:
    """Whole or not at all: beside the target first, forced to the disk, then renamed. Nobody may write it again."""
    descriptor, name = tempfile.mkstemp(dir=target.parent, suffix=".part")
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(name).chmod(0o440)
    Path(name).replace(target)
