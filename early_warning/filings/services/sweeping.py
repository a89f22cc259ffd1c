"""Removing what nobody will come back for: dropped uploads, drafts of crashed checks, rows without a record."""

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from core import clock
from early_warning.filings.models import DataFiling, FilingStatus
from early_warning.filings.parameters import storage_values
from early_warning.filings.storage.places import incoming, storage_root

# A file younger than this may belong to a transaction that has not committed yet.
SETTLED_AFTER = timedelta(hours=1)


def storage_sweep() -> dict[str, int]:
    """Delete forgotten uploads and every file that no filing knows. Returns how many of each."""
    return {"uploads": _forgotten_uploads(), "files": _unknown_incoming() + _orphans()}


def _forgotten_uploads() -> int:
    days = storage_values()["upload_days"]
    old = DataFiling.objects.filter(status=FilingStatus.UPLOADED, uploaded_at__lt=clock.now() - timedelta(days=days))
    return old.delete()[0]


def _unknown_incoming() -> int:
    known: set[str] = set()
    for names in DataFiling.objects.filter(status=FilingStatus.UPLOADED).values_list("upload", "draft"):
        known.update(names)
    return _remove(path for path in incoming().glob("*") if path.name not in known and path.stem not in _stems(known))


def _stems(names: set[str]) -> set[str]:
    """The working copies of an upload bear its own stem."""
    return {Path(name).stem for name in names if name.endswith(".filing")}


def _orphans() -> int:
    """Parquet files whose record was never committed: no such filing, or one that has stored nothing."""
    stored = set(DataFiling.objects.exclude(sha256="").values_list("pk", flat=True))
    files = storage_root().glob("*/*/*/*.parquet")
    return _remove(path for path in files if not path.stem.isdigit() or int(path.stem) not in stored)


def _remove(paths: Iterable[Path]) -> int:
    limit = (timezone.now() - SETTLED_AFTER).timestamp()
    doomed = [path for path in paths if path.stat().st_mtime < limit]
    for path in doomed:
        path.unlink(missing_ok=True)
    return len(doomed)
