"""The first agenda item: measures that follow from it, and the reminder a person sends when none do (M52)."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import clock
from core.columns import day, person
from core.errors import InvalidInput, NotAllowed
from core.records.base import four_eyes
from core.scope import Viewer
from core.workflow.fields import StateField
from core.workflow.rules import not_by, refuse_actor_if
from core.workflow.steps import step
from organization.records import UnitRecord, UnitRecordQuerySet
from organization.users.belonging import belongs_to
from supervision.meetings.choices import Ground, MeasureStatus, ReminderStatus, Status
from supervision.meetings.who import OBSERVE, answers, runs

OUTSIDERS = (
    refuse_actor_if(
        lambda measure, user: belongs_to(user, measure.unit),
        _("People of the unit itself do not check what it has done."),
    ),
    not_by("done_by", _("Whoever reported it as done does not check it.")),
)


class StudyMeasure(UnitRecord):
    """What the unit resolved to do after the study: measure, owner, due day, and what became of it.

    The unit reports it as done; somebody from outside looks whether it was (follow-up check).
    """

    status = StateField(_("status"), default=MeasureStatus.OPEN, choices=MeasureStatus.choices, max_length=9)
    meeting = models.ForeignKey(
        "supervision.Meeting", on_delete=models.CASCADE, related_name="measures", verbose_name=_("meeting")
    )
    text = models.CharField(_("measure"), max_length=200)
    owner = models.CharField(_("responsible post"), max_length=80)
    done_on = day(_("done on"))
    done_by = person(_("reported as done by"))
    checked_by = person(_("checked by"))
    checker_unit = models.ForeignKey(
        "organization.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("unit of who checked"),
    )  # fmt: skip
    checked_on = day(_("checked on"))
    finding = models.CharField(_("what the check found"), max_length=300, blank=True)

    if not TYPE_CHECKING:
        objects = UnitRecordQuerySet.as_manager()

    class Meta(UnitRecord.Meta):
        ordering = ["meeting", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__isnull=False),
                name="study_measure_has_a_day",
                violation_error_message=_("Write by when it is to be done."),
            ),
            models.CheckConstraint(
                condition=Q(status=MeasureStatus.OPEN) | Q(done_on__isnull=False, done_by__isnull=False),
                name="study_measure_done_when",
            ),
            models.CheckConstraint(
                condition=~Q(status=MeasureStatus.VERIFIED) | (Q(checked_by__isnull=False) & ~Q(finding="")),
                name="study_measure_checked_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(checker_unit__isnull=True) | ~Q(checker_unit=F("unit")),
                name="study_measure_checker_not_of_unit",
            ),
            four_eyes("done_by", "checked_by", name="study_measure_reporter_does_not_check"),
        ]
        verbose_name = _("measure after the study")
        verbose_name_plural = _("measures after the study")

    def __str__(self) -> str:
        return self.text

    @property
    def progress(self) -> str:
        """Owner, and what was found last, for the page of the meeting."""
        found = f"{self.checked_on} {self.checked_by}: {self.finding}" if self.checked_by else self.finding
        return f"{self.owner}\n{found}".strip()

    def prepare(self, actor: Viewer) -> None:
        """Raises NotAllowed for a meeting of another unit or one that is closed."""
        refusal = why_not_measures(self.meeting, actor)
        if refusal:
            raise NotAllowed(refusal, field="meeting")
        self.unit = self.meeting.unit

    def why_not_edit(self, user: Viewer) -> str:
        """It is the unit's plan until it is reported as done."""
        if self.status != MeasureStatus.OPEN:
            return gettext("The record has moved on; it cannot be rewritten any more.")
        return why_not_measures(self.meeting, user)

    @step(
        MeasureStatus.OPEN, MeasureStatus.SUBMITTED, runs, _("Report as done"), style="primary", fields=("done_on",),
        files=True,
    )  # fmt: skip
    def report_done(self, *, actor: Viewer, **_values: Any) -> None:
        """Raises InvalidInput for a day that is not between the meeting and today."""
        if not self.meeting.convened_on <= self.done_on <= clock.today():
            raise InvalidInput(
                gettext("The day must lie between the meeting and today."),
                field="done_on",
                cure=gettext("Correct the day."),
            )
        self.done_by, self.finding = actor, ""
        self.checked_by = self.checker_unit = self.checked_on = None

    @step(
        MeasureStatus.SUBMITTED, MeasureStatus.VERIFIED, OBSERVE, _("Follow-up check: done"), style="primary",
        fields=("finding",), files=True, actor_rules=OUTSIDERS, closes=True,
    )  # fmt: skip
    def confirm(self, *, actor: Viewer, **_values: Any) -> None:
        self._checked(actor)

    @step(
        MeasureStatus.SUBMITTED, MeasureStatus.OPEN, OBSERVE, _("Follow-up check: not done"), reason="required",
        files=True, actor_rules=OUTSIDERS,
    )  # fmt: skip
    def send_back(self, *, actor: Viewer, reason: str, **_values: Any) -> None:
        self.finding = reason[:300]
        self._checked(actor)
        self.done_on = self.done_by = None

    def _checked(self, actor: Viewer) -> None:
        self.checked_by, self.checker_unit, self.checked_on = actor, actor.unit, clock.today()


def why_not_measures(meeting: Any, user: Viewer) -> str:
    """Why ``user`` may not write measures of ``meeting``; "" when he may."""
    if not runs(meeting, user):
        return gettext("Only the unit records its meetings.")
    ended = (Status.CANCELLED, Status.EVALUATED)
    return gettext("The meeting is closed.") if meeting.status in ended else ""


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
