"""Where things lie below the storage root: uploads and drafts in ``incoming``, filed rows by kind, unit and period."""

import uuid
from pathlib import Path

from django.conf import settings


def storage_root() -> Path:
    """The folder of everything filed."""
    return Path(settings.STORAGE_DIR) / "filings"


def incoming() -> Path:
    """Uploads and drafts that are not filed yet; nothing here is needed for longer than a few days."""
    return storage_root() / "incoming"


def new_draft() -> Path:
    """A name for the rows of one dry run."""
    return incoming() / f"{uuid.uuid4().hex}.parquet"
