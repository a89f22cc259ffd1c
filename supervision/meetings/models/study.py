"""The first agenda item: measures that follow from it, and the reminder a person sends when none do (M52)."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.columns import person
from core.records.base import four_eyes
from core.workflow.fields import StateField
from core.workflow.rules import not_by
from core.workflow.steps import step
from organization.records import UnitRecord, UnitRecordQuerySet
from supervision.meetings.choices import Ground, ReminderStatus
from supervision.meetings.models.scope import OfMeetingQuerySet
from supervision.meetings.who import answers


class StudyMeasure(models.Model):
    """What the unit resolved to do after the study: measure, owner, due day. Only that it exists is checked."""

    meeting = models.ForeignKey(
        "supervision.Meeting", on_delete=models.CASCADE, related_name="measures", verbose_name=_("meeting")
    )
    text = models.CharField(_("measure"), max_length=200)
    owner = models.CharField(_("responsible post"), max_length=80)
    due_on = models.DateField(_("to be done by"))
    done_on = models.DateField(_("done on"), null=True, blank=True)

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "pk"]
        default_permissions = ()
        verbose_name = _("measure after the study")
        verbose_name_plural = _("measures after the study")

    def __str__(self) -> str:
        return self.text


class StudyReminder(UnitRecord):
    """A person's decision on a doubt about first agenda items: the office of the unit's secretary is reminded, or the
    doubt set aside with the reason. ``meetings`` are the numbers of the meetings it rests on; the last one counts."""

    status = StateField(_("status"), default=ReminderStatus.SENT, choices=ReminderStatus.choices, max_length=10)
    ground = models.CharField(_("ground"), max_length=10, choices=Ground.choices)
    meetings = models.JSONField(_("meetings"), default=list)
    last_meeting = models.ForeignKey(
        "supervision.Meeting", on_delete=models.PROTECT, related_name="+", verbose_name=_("last meeting")
    )
    text = models.TextField(_("what to look at"))
    answer = models.TextField(_("answer"), blank=True)
    answered_by = person(_("answered by"))
    closed_by = person(_("closed by"))

    if not TYPE_CHECKING:
        objects = UnitRecordQuerySet.as_manager()

    class Meta(UnitRecord.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "ground", "last_meeting"],
                name="study_doubt_decided_once",
                violation_error_message=_("This doubt was decided on already."),
            ),
            four_eyes("answered_by", "closed_by", name="study_reminder_answer_is_checked"),
        ]
        permissions = [
            ("remind_study", _("Can remind units about first agenda items")),
            ("answer_study", _("Can answer reminders about first agenda items")),
        ]
        verbose_name = _("reminder about first agenda items")
        verbose_name_plural = _("reminders about first agenda items")

    def __str__(self) -> str:
        return f"{self.unit} {self.get_ground_display()}"

    @step(
        ReminderStatus.SENT, ReminderStatus.ANSWERED, answers, _("Answer"), style="primary",
        fields=("answer",), files=True,
    )  # fmt: skip
    def reply(self, *, actor: Any, **_values: Any) -> None:
        self.answered_by = actor

    @step(
        ReminderStatus.ANSWERED, ReminderStatus.CLOSED, "supervision.remind_study", _("Close"), style="primary",
        actor_rules=(not_by("answered_by", _("Who answered does not close.")),), closes=True,
    )  # fmt: skip
    def close(self, *, actor: Any, **_values: Any) -> None:
        self.closed_by = actor

    @step(
        ReminderStatus.ANSWERED, ReminderStatus.SENT, "supervision.remind_study", _("Ask again"), reason="required",
    )  # fmt: skip
    def ask_again(self, **_values: Any) -> None:
        self.answered_by = None
