from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet

from core.outbox.models import Channel, Delivery
from core.scope import Viewer


def deliveries_of(owner: Model) -> QuerySet[Delivery]:
    """What was or will be sent about ``owner``, oldest first, with its recipients."""
    return Delivery.objects.filter(
        content_type=ContentType.objects.get_for_model(owner), object_id=owner.pk
    ).select_related("recipient")


def messages_to(user: Viewer) -> QuerySet[Delivery]:
    """What stands in the portal for ``user``, newest first."""
    return Delivery.objects.filter(recipient=user, channel=Channel.PORTAL).order_by("-created_at", "-pk")


def unread_count(user: Viewer) -> int:
    """The figure beside 消息 in the top bar."""
    return messages_to(user).filter(read_at__isnull=True).count()
