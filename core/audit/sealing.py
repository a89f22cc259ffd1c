"""The hash chain over the trail: ``h(n) = sha256(h(n-1) + canonical(entry n))``, one seal an entry (R23).

Entries are never touched: seals stand in a table of their own, written by a periodic task, so that writers of the
trail never wait for one another. An entry that commits late is simply sealed later; the chain's order is the seals'.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, timedelta

from django.db import connection, transaction
from django.forms.models import model_to_dict
from django.utils import timezone
from django.utils.translation import gettext as _

from core.audit.models import AuditEntry, AuditSeal

GENESIS = "0" * 64
BATCH = 5_000
# An entry that is still unsealed after this long means that the sealing task does not run.
SEAL_WITHIN = timedelta(minutes=15)
_LOCK = 7_310_021  # any number: PostgreSQL's advisory lock of the sealer


@dataclass(frozen=True)
class Finding:
    """The first place where the chain does not hold."""

    sequence: int
    entry: int
    what: str


def canonical(entry: AuditEntry) -> bytes:
    """The entry as bytes that depend on nothing but its values."""
    values = model_to_dict(entry, fields=[field.name for field in AuditEntry._meta.concrete_fields])
    values |= {"id": entry.pk, "timestamp": entry.timestamp.astimezone(UTC).isoformat()}
    return json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str).encode()


def link(previous: str, entry: AuditEntry) -> str:
    """The seal of ``entry`` after ``previous``."""
    return hashlib.sha256(previous.encode() + canonical(entry)).hexdigest()


def seal_pending() -> int:
    """Seal what is not sealed yet; how many entries. Only one sealer works at a time, a second one returns 0."""
    with transaction.atomic():
        if not _locked():
            return 0
        last = AuditSeal.objects.order_by("-sequence").first()
        sequence, previous = (last.sequence, last.hash) if last else (0, GENESIS)
        seals = []
        for entry in AuditEntry.objects.filter(seal=None).order_by("pk")[:BATCH]:
            sequence, previous = sequence + 1, link(previous, entry)
            seals.append(AuditSeal(sequence=sequence, entry=entry, hash=previous))
        AuditSeal.objects.bulk_create(seals)
    return len(seals)


def _locked() -> bool:
    """SQLite's immediate transactions are a lock already; PostgreSQL gives one until the transaction ends."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        return cursor.fetchone()[0]


def verify() -> Finding | None:
    """Walk the whole chain; the first place that does not hold, or None."""
    return next(_findings(), None)


def _entry_of(seal: AuditSeal) -> AuditEntry | None:
    try:
        return seal.entry
    except AuditEntry.DoesNotExist:
        return None


def _findings() -> Iterator[Finding]:
    expected, previous = 1, GENESIS
    # No join: it would pass over the seals whose entry is gone.
    for seal in AuditSeal.objects.order_by("sequence").prefetch_related("entry").iterator(chunk_size=BATCH):
        if seal.sequence != expected:
            yield Finding(expected, 0, _("the seal is missing"))
        entry = _entry_of(seal)
        if entry is None:
            yield Finding(seal.sequence, seal.entry_id, _("the sealed entry is missing"))
        elif seal.hash != link(previous, entry):
            yield Finding(seal.sequence, seal.entry_id, _("the entry is not what was sealed"))
        expected, previous = expected + 1, seal.hash
    late = AuditEntry.objects.filter(seal=None, timestamp__lt=timezone.now() - SEAL_WITHIN).order_by("pk").first()
    if late is not None:
        yield Finding(expected, late.pk, _("the entry was never sealed"))
