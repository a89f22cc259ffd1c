"""Who spoke in which order and how it was voted. Kept are order and position, never what was said or thought."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from supervision.meetings.choices import Ballot, Position
from supervision.meetings.models.scope import OfItemQuerySet


def _member(related: str, **options: Any) -> models.ForeignKey:
    return models.ForeignKey(
        "officials.Official", on_delete=models.PROTECT, related_name=related, verbose_name=_("member"), **options
    )


class Speech(models.Model):
    """One member's turn on one item: the how-many-th, and for or against."""

    item = models.ForeignKey("supervision.AgendaItem", on_delete=models.CASCADE, related_name="speeches")
    official = _member("speeches")
    order = models.PositiveSmallIntegerField(_("turn"))
    position = models.CharField(_("position"), max_length=7, choices=Position.choices, default=Position.NONE)

    objects = OfItemQuerySet.as_manager()

    class Meta:
        ordering = ["item", "order"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["item", "order"], name="speech_turn_once"),
            models.UniqueConstraint(fields=["item", "official"], name="speech_member_once"),
        ]
        verbose_name = _("turn to speak")
        verbose_name_plural = _("turns to speak")

    def __str__(self) -> str:
        return f"{self.order}. {self.official}"


class Vote(models.Model):
    """One member's vote (``official`` set, ``count`` 1), or how many voted so in a secret ballot."""

    item = models.ForeignKey("supervision.AgendaItem", on_delete=models.CASCADE, related_name="votes")
    official = _member("votes", null=True, blank=True)
    ballot = models.CharField(_("vote"), max_length=7, choices=Ballot.choices)
    count = models.PositiveSmallIntegerField(_("votes"), default=1)

    objects = OfItemQuerySet.as_manager()

    class Meta:
        ordering = ["item", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["item", "official"], condition=Q(official__isnull=False), name="vote_member_once"
            ),
            models.UniqueConstraint(
                fields=["item", "ballot"], condition=Q(official__isnull=True), name="vote_count_once"
            ),
            models.CheckConstraint(condition=Q(official__isnull=True) | Q(count=1), name="vote_of_a_member_is_one"),
        ]
        verbose_name = _("vote")
        verbose_name_plural = _("votes")

    def __str__(self) -> str:
        return f"{self.official or self.count} {self.get_ballot_display()}"


class MeetingRecusal(models.Model):
    """A member who kept out of one item, and why; he neither speaks nor votes on it."""

    item = models.ForeignKey("supervision.AgendaItem", on_delete=models.CASCADE, related_name="recusals")
    official = _member("meeting_recusals")
    reason = models.CharField(_("reason of the recusal"), max_length=120)

    objects = OfItemQuerySet.as_manager()

    class Meta:
        ordering = ["item", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["item", "official"], name="meeting_recusal_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="meeting_recusal_with_reason"),
        ]
        verbose_name = _("recusal in a meeting")
        verbose_name_plural = _("recusals in meetings")

    def __str__(self) -> str:
        return f"{self.official}: {self.reason}"
