"""What a person was told on a day, line by line, so that nothing is told twice and nothing is forgotten."""

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.scope import NOTHING, ScopedQuerySet, Viewer


class DigestQuerySet(ScopedQuerySet):
    """Everybody sees his own, nobody else's."""

    def scope_q(self, user: Viewer) -> Q:
        return Q(recipient=user) if user.pk else NOTHING


class DigestRun(models.Model):
    """A day's round. It is finished when all digests are written; the next one makes up for the days since."""

    day = models.DateField(_("day"), unique=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    class Meta:
        ordering = ["-day"]
        default_permissions = ()
        verbose_name = _("round of digests")
        verbose_name_plural = _("rounds of digests")

    def __str__(self) -> str:
        return str(self.day)


class Digest(models.Model):
    """What waits for one person on one day."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("recipient")
    )
    day = models.DateField(_("day"))
    due_count = models.PositiveIntegerField(_("coming due"), default=0)
    overdue_count = models.PositiveIntegerField(_("overdue"), default=0)
    led_count = models.PositiveIntegerField(_("overdue with people led"), default=0)

    objects = DigestQuerySet.as_manager()

    class Meta:
        ordering = ["-day"]
        constraints = [models.UniqueConstraint(fields=["recipient", "day"], name="digest_one_a_day")]
        default_permissions = ()
        verbose_name = _("daily digest")
        verbose_name_plural = _("daily digests")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.day}"

    def get_absolute_url(self) -> str:
        return reverse("digest", args=[self.pk])

    @property
    def count(self) -> int:
        """How many things the message speaks of."""
        return self.due_count + self.overdue_count + self.led_count


class Place(models.TextChoices):
    """Why a line stands in a digest."""

    DUE = "DUE", _("Coming due")
    OVERDUE = "OVERDUE", _("Overdue")
    LED = "LED", _("Overdue with people I lead")


class DigestLine(models.Model):
    """One record in one digest. ``stage`` is the number of days before the due day; empty for what is overdue.

    A stage is told once for each due day: a day that moves (extension, suspension) is reminded of anew.
    """

    digest = models.ForeignKey(Digest, on_delete=models.CASCADE, related_name="lines")
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(_("place"), max_length=7, choices=Place.choices)
    kind = models.CharField(_("kind"), max_length=100)
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.BigIntegerField()
    record: Any = GenericForeignKey()
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("handled by")
    )
    due = models.DateField(_("due"))
    stage = models.PositiveSmallIntegerField(_("days before"), null=True, blank=True)

    class Meta:
        ordering = ["due", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "kind", "object_id", "due", "stage"],
                condition=Q(stage__isnull=False),
                name="digest_stage_told_once",
            ),
            models.UniqueConstraint(fields=["digest", "kind", "object_id", "place"], name="digest_line_once"),
        ]
        default_permissions = ()
        verbose_name = _("line of a digest")
        verbose_name_plural = _("lines of digests")

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id} {self.due}"


class Wish(models.TextChoices):
    """How often somebody wants the digest as a mail. Messages in the system come in any case."""

    DAILY = "DAILY", _("Every day something is due")
    OVERDUE = "OVERDUE", _("Only when something is overdue")
    NONE = "NONE", _("Never by e-mail")


class DigestWish(models.Model):
    """A member of staff's own choice. Official documents are served whatever it says (handbook R05)."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("account")
    )
    mail = models.CharField(_("digest by e-mail"), max_length=7, choices=Wish.choices, default=Wish.DAILY)

    class Meta:
        default_permissions = ()
        verbose_name = _("wish about digests")
        verbose_name_plural = _("wishes about digests")

    def __str__(self) -> str:
        return f"{self.user} {self.get_mail_display()}"
