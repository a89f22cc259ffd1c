"""Who is told by the digest of the day on which a record is due."""

from datetime import date
from typing import Any

from core.digests.models import DigestLine, Place
from core.digests.services import digests_send
from organization.models import User


def reminded(record: Any, *, on: date | None = None, place: str = "") -> set[User]:
    """Accounts whose digest of ``on`` (default: the due day) holds ``record``, led ones aside unless asked for."""
    record.refresh_from_db()
    day = on or record.due_on
    digests_send(today=day)
    rows = DigestLine.objects.filter(object_id=record.pk, content_type__model=record._meta.model_name, digest__day=day)
    rows = rows.filter(place=place) if place else rows.exclude(place=Place.LED)
    return {row.recipient for row in rows.select_related("recipient")}
