from datetime import date

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.scope import NOTHING, ScopedQuerySet, Viewer


class Channel(models.TextChoices):
    """How something reaches a person. The portal is in this database: a committed row is a delivered one."""

    EMAIL = "EMAIL", _("E-mail")
    PORTAL = "PORTAL", _("Portal")


class DeliveryState(models.TextChoices):
    WAITING = "WAITING", _("Waiting")
    CLAIMED = "CLAIMED", _("Being sent")
    SENT = "SENT", _("Sent")
    GIVEN_UP = "GIVEN_UP", _("Given up")
    CANCELLED = "CANCELLED", _("Cancelled")


class DeliveryQuerySet(ScopedQuerySet):
    """Everybody sees what was sent to him; who may ``view_delivery`` sees all (they hold no facts)."""

    def scope_q(self, user: Viewer) -> Q:
        if user.has_perm("core.view_delivery"):
            return Q()
        return Q(recipient=user) if user.pk else NOTHING


class Delivery(models.Model):
    """One message to one person about one record. ``key`` says what it is, so that nothing is told twice.

    Subject, body and Message-ID are fixed when the row is made: a retry sends the very same mail.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.BigIntegerField()
    owner = GenericForeignKey()
    key = models.CharField(_("key"), max_length=120, unique=True)
    channel = models.CharField(_("channel"), max_length=6, choices=Channel.choices)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("recipient")
    )
    address = models.EmailField(_("address"), blank=True)
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"), blank=True)
    message_id = models.CharField(max_length=120, unique=True, editable=False)
    state = models.CharField(_("status"), max_length=9, choices=DeliveryState.choices, default=DeliveryState.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt"))
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)
    error = models.CharField(_("last error"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("created at"))

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        indexes = [
            models.Index(fields=["content_type", "object_id"], name="delivery_of_record"),
            # The sweep asks every minute and must not read what was sent in past years.
            models.Index(
                fields=["next_attempt_at"],
                condition=Q(state__in=("WAITING", "CLAIMED")),
                name="delivery_still_open",
            ),
            # The count in the top bar is asked for on every page.
            models.Index(
                fields=["recipient"],
                condition=Q(channel="PORTAL", read_at__isnull=True),
                name="delivery_unread",
            ),
            models.Index(fields=["recipient", "-created_at"], name="delivery_of_person"),
        ]
        default_permissions = ("view",)
        permissions = [("retry_delivery", _("Can send given-up mails again"))]
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.subject}"

    @property
    def day(self) -> date:
        """The day under which a list of messages shows it."""
        return timezone.localdate(self.created_at)
