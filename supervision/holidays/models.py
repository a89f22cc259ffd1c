from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.columns import moment, person
from core.records.base import Record, four_eyes
from core.scope import Viewer
from core.workflow.fields import StateField
from core.workflow.rules import not_by
from core.workflow.steps import step
from supervision.holidays import effects
from supervision.holidays.calendar import Holiday
from supervision.holidays.scope import HolidayReminderQuerySet

APPROVE = "supervision.approve_holidayreminder"


class Status(models.TextChoices):
    DRAFT = "DRAFT", _("Draft")
    APPROVED = "APPROVED", _("Approved")
    SENT = "SENT", _("Sent")
    CANCELLED = "CANCELLED", _("Cancelled")


class HolidayReminder(Record):
    """One reminder before one holiday, to all leading officials or those of some units.

    The words to families are an invitation they may pass on at home: nobody's family is asked, counted or named (M50).
    """

    status = StateField(_("status"), default=Status.DRAFT, choices=Status.choices)
    holiday = models.CharField(_("holiday"), max_length=24, choices=Holiday.choices)
    year = models.PositiveSmallIntegerField(_("year"))
    text = models.TextField(_("reminder"))
    family_words = models.TextField(
        _("words to families"), blank=True, help_text=_("Voluntary; no family member is named or counted.")
    )
    units = models.ManyToManyField(
        "organization.Unit", blank=True, related_name="+", verbose_name=_("units"), help_text=_("Empty: all units.")
    )
    approver = person(_("approved by"))
    sent_at = moment(_("sent at"))

    if not TYPE_CHECKING:  # mypy takes the base of records for the owner of the name
        objects = HolidayReminderQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name, verbose_name_plural = _("holiday reminder"), _("holiday reminders")
        permissions = [("approve_holidayreminder", _("Can approve and send holiday reminders"))]
        constraints = [
            four_eyes("created_by", "approver", name="holidayreminder_four_eyes"),
            models.UniqueConstraint(
                fields=["holiday", "year"], condition=~Q(status="CANCELLED"), name="holidayreminder_once_a_holiday"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.get_holiday_display()}"

    @step(
        Status.DRAFT, Status.APPROVED, APPROVE, _("Approve"), style="primary",
        actor_rules=(not_by("created_by", _("Who drafted the reminder may not approve it.")),),
    )  # fmt: skip
    def approve(self, *, actor: Viewer, **_values: Any) -> None:
        self.approver = actor

    @step(Status.APPROVED, Status.SENT, "supervision.add_holidayreminder", _("Send"), style="primary", closes=True)
    def send(self, *, actor: Viewer, **_values: Any) -> None:
        self.sent_at = clock.now()
        effects.enqueue(self, actor)

    @step((Status.DRAFT, Status.APPROVED), Status.CANCELLED, APPROVE, _("Cancel"), reason="required", closes=True)
    def cancel(self, **_values: Any) -> None:
        """Nothing was sent."""
