from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.records.labels import labelled
from supervision.meetings.choices import Presence, Seat
from supervision.meetings.models.scope import OfMeetingQuerySet


class Attendance(models.Model):
    """One person at one meeting: a member due by his post on the day, an observer of the stationed team, a guest."""

    meeting = models.ForeignKey(
        "supervision.Meeting", on_delete=models.CASCADE, related_name="attendance", verbose_name=_("meeting")
    )
    seat = models.CharField(_("sits as"), max_length=8, choices=Seat.choices, default=Seat.MEMBER)
    official = models.ForeignKey(
        "officials.Official",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="attendances",
        verbose_name=_("member"),
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("observer"),
    )
    guest = models.CharField(_("guest (name and post)"), max_length=80, blank=True)
    is_head = models.BooleanField(_("unit head"), default=False)
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    presence = models.CharField(_("presence"), max_length=7, choices=Presence.choices, default=Presence.OPEN)
    reason = models.CharField(_("reason of absence"), max_length=120, blank=True)

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "official"], condition=Q(official__isnull=False), name="attendance_member_once"
            ),
            models.UniqueConstraint(
                fields=["meeting", "account"], condition=Q(account__isnull=False), name="attendance_observer_once"
            ),
            models.CheckConstraint(
                condition=Q(seat=Seat.MEMBER, official__isnull=False, account__isnull=True, guest="")
                | Q(seat=Seat.OBSERVER, official__isnull=True, account__isnull=False, guest="")
                | (Q(seat=Seat.GUEST, official__isnull=True, account__isnull=True) & ~Q(guest="")),
                name="attendance_one_person",
                violation_error_message=_("Name exactly one person, as what he sits there."),
            ),
        ]
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")

    def __str__(self) -> str:
        return str(self.official or self.account or self.guest)

    @property
    @labelled(_("person"))
    def person(self) -> str:
        return str(self)
