"""Tells the unit's side that something waits: a line in the portal and a mail without facts (handbook 7.1)."""

from typing import Any

from core.outbox.telling import tell
from organization.models import JurisdictionKind, Unit, User
from supervision.lists.engine.rules import FILL


def unit_side(unit: Unit) -> list[User]:
    """Liaison and head of ``unit``: active accounts whose own unit it is."""
    own = User.objects.filter(
        jurisdictions__unit=unit, jurisdictions__kind=JurisdictionKind.OWN, is_active=True
    ).distinct()
    return [user for user in own.order_by("pk") if user.has_perm(FILL)]


def tell_unit(record: Any, key: str) -> None:
    """Once for each occasion: ``key`` names it."""
    for user in unit_side(record.unit):
        tell(owner=record, recipient=user, key=f"{key}:{user.pk}")
