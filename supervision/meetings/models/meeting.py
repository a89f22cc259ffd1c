from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.columns import day, moment, person
from core.records.base import four_eyes
from organization.records import UnitRecord
from supervision.meetings.choices import BEFORE, SHEET_STATES, SIGNED_STATES, Kind, Presence, Seat
from supervision.meetings.course import MeetingCourse
from supervision.meetings.models.scope import MeetingQuerySet
from supervision.meetings.who import runs


class Meeting(MeetingCourse, UnitRecord):
    """One meeting of a unit's leadership. ``number`` counts it within unit and year ("U25-会-2025-07"), ``doc_no`` is
    that of its minutes. Who is due follows from the posts held on ``convened_on``.

    ``minutes_on`` is the day the minutes were filed here, by D43 due on ``minutes_due_on``; ``signed_on`` that of the
    last of both signatures.
    """

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.PARTY)
    title = models.CharField(_("meeting"), max_length=120)
    number = models.CharField(_("number of the meeting"), max_length=30, blank=True)
    convened_on = models.DateField(_("day of the meeting"), db_index=True)
    started_at = models.TimeField(_("began at"), null=True, blank=True)
    ended_at = models.TimeField(_("ended at"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=80, blank=True)
    chair = models.ForeignKey(
        "officials.Official",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("chaired by"),
    )
    minutes = models.TextField(_("minutes"), blank=True)
    minutes_due_on = day(_("minutes due on"))
    minutes_on = day(_("minutes written on"))
    recorder = person(_("recorder"))
    recorder_signed_at = moment(_("signed by the recorder at"))
    chair_signer = person(_("signed as chair by"))
    chair_signed_at = moment(_("signed by the chair at"))
    chair_on_paper = models.BooleanField(_("chair signed on paper"), default=False)
    signed_on = day(_("minutes signed on"))
    evaluation = models.TextField(_("evaluation"), blank=True)
    evaluator = person(_("evaluated by"))
    evaluated_on = day(_("evaluated on"))

    if not TYPE_CHECKING:
        objects = MeetingQuerySet.as_manager()

    class Meta(UnitRecord.Meta):
        ordering = ["-convened_on", "-pk"]
        indexes = [
            models.Index(fields=["unit", "convened_on"], name="meeting_unit_day"),  # indicators, runs of first items
            models.Index(fields=["status", "convened_on"], name="meeting_status_day"),  # the workbench
        ]
        constraints = [
            models.UniqueConstraint(fields=["unit", "number"], condition=~Q(number=""), name="meeting_number_once"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(started_at__isnull=True) | Q(ended_at__gt=F("started_at")),
                name="meeting_ends_after_start",
                violation_error_message=_("The meeting cannot end before it began."),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=SIGNED_STATES)
                | Q(signed_on__isnull=False, chair_signed_at__isnull=False, recorder_signed_at__isnull=False),
                name="meeting_signed_by_both",
            ),
            four_eyes("recorder", "chair_signer", name="meeting_recorder_is_not_chair"),
            four_eyes("recorder", "evaluator", name="meeting_recorder_does_not_evaluate"),
        ]
        default_permissions = ("view", "add")
        permissions = [
            ("run_meeting", _("Can convene, record and follow up meetings")),
            ("evaluate_meeting", _("Can evaluate what became of a meeting")),
            ("observe_meeting", _("Can observe meetings and note deviations")),
        ]
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")

    def __str__(self) -> str:
        return f"{self.convened_on.isoformat()} {self.title}"

    def why_not_edit(self, user: Any) -> str:
        """The plan may be changed by the unit until it meets."""
        if self.status not in BEFORE:
            return gettext("The meeting took place: its plan stays as it was.")
        return "" if runs(self, user) else gettext("Only the unit plans its meetings.")

    @property
    def due_count(self) -> int:
        return sum(row.seat == Seat.MEMBER for row in self.attendance.all())

    @property
    def present_count(self) -> int:
        return sum(row.seat == Seat.MEMBER and row.presence == Presence.PRESENT for row in self.attendance.all())

    @property
    def is_before(self) -> bool:
        return self.status in BEFORE

    @property
    def sheet_is_open(self) -> bool:
        """Whether attendance, votes and outcomes may be written down now."""
        return self.status in SHEET_STATES
