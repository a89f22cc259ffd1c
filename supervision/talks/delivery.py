"""What the official is told of a talk: a portal row and a mail that says only "待办事项" (handbook 7.1)."""

from typing import Any

from django.db import transaction

from core import clock
from core.outbox.mail import matter_waits
from core.outbox.models import Channel
from core.outbox.services import delivery_add
from core.outbox.telling import hurry


def tell(talk: Any, what: str) -> bool:
    """Tell the official that something waits. ``what`` is the key under which it is told only once.

    False when he has no account: then somebody calls him, and the page says so.
    """
    user = talk.official.user
    if user is None or not user.is_active:
        return False
    delivery_add(
        owner=talk,
        recipient=user,
        key=f"talk:{talk.pk}:{what}",
        mail=matter_waits(sent_on=clock.today()),
        channels=(Channel.EMAIL, Channel.PORTAL),
    )
    transaction.on_commit(hurry)
    return True
