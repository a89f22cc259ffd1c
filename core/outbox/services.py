"""Write deliveries in the transaction of the record they tell of; ``sending`` is the other half."""

import uuid

from django.conf import settings
from django.db import connection as database
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from core import clock
from core.errors import Conflict
from core.outbox.mail import Mail
from core.outbox.models import Channel, Delivery, DeliveryState
from core.outbox.queries import deliveries_of, messages_to
from core.scope import Viewer


def delivery_add(
    *, owner: Model, recipient: Viewer, key: str, mail: Mail, channels: tuple[Channel, ...] = (Channel.EMAIL,)
) -> list[Delivery]:
    """Write what tells ``recipient`` of ``owner``: one row a channel. What ``key`` names is told only once.

    Belongs into the transaction that makes the news true. Raises ``RuntimeError`` outside one (a caller's mistake).
    """
    if not database.in_atomic_block:
        raise RuntimeError("A delivery is written in the transaction of what it tells of.")
    rows = []
    for channel in channels:
        row, _created = Delivery.objects.get_or_create(
            key=f"{key}:{recipient.pk}:{channel}",
            defaults=_content(owner=owner, recipient=recipient, mail=mail, channel=channel),
        )
        rows.append(row)
    return rows


def _content(*, owner: Model, recipient: Viewer, mail: Mail, channel: Channel) -> dict[str, object]:
    now = timezone.now()
    portal = channel == Channel.PORTAL
    return {
        "owner": owner,
        "channel": channel,
        "recipient": recipient,
        "address": "" if portal else recipient.email,
        "subject": mail.subject,
        "body": "" if portal else mail.body,
        "message_id": f"<{uuid.uuid4().hex}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2].strip('>')}>",
        "state": DeliveryState.SENT if portal else DeliveryState.WAITING,
        "next_attempt_at": now,
        "sent_at": clock.now() if portal else None,
        "created_at": clock.now(),
    }


def deliveries_cancel(*, owner: Model, key_prefix: str = "") -> int:
    """Take back mails about ``owner`` that nobody has begun to send. Returns how many."""
    return (
        deliveries_of(owner)
        .filter(state=DeliveryState.WAITING, key__startswith=key_prefix)
        .update(state=DeliveryState.CANCELLED)
    )


def delivery_retry(*, delivery: Delivery) -> None:
    """Begin again with a mail that was given up (its address was mended). Raises Conflict for any other."""
    changed = Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.GIVEN_UP).update(
        state=DeliveryState.WAITING,
        attempts=0,
        next_attempt_at=timezone.now(),
        address=delivery.recipient.email,
        error="",
    )
    if not changed:
        raise Conflict(_("Only a mail that was given up can be sent again."))


def messages_read(*, user: Viewer) -> int:
    """Mark all of ``user``'s messages as read; returns how many were not."""
    return messages_to(user).filter(read_at__isnull=True).update(read_at=clock.now())
