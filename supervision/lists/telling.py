"""Tells the unit's side that something waits: a line in the portal and a mail without facts (handbook 7.1)."""

from typing import Any

from core.outbox.telling import tell
from organization.users.acting import people_acting
from supervision.lists.engine.rules import FILL


def tell_unit(record: Any, key: str, *, kind: str = "", doc_no: str = "") -> None:
    """Once for each occasion: ``key`` names it. ``kind`` and ``doc_no`` name the paper that was served with it."""
    for user in people_acting(record.unit_id, FILL):
        tell(owner=record, recipient=user, key=f"{key}:{user.pk}", kind=kind, doc_no=doc_no)
