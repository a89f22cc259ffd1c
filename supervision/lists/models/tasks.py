"""Tasks: of a duty (任务清单, M59) or of a measure for one period (M53). One table, one course."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.columns import day
from core.scope import Viewer
from core.workflow.fields import StateField
from core.workflow.steps import step
from supervision.lists.choices import Level, Standing, TaskStatus
from supervision.lists.engine import work
from supervision.lists.engine.rows import CheckRow, EvidenceRow, Levelled
from supervision.lists.engine.rules import of_the_unit, owns
from supervision.lists.models.measures import Measure
from supervision.lists.models.responsibility import Duty
from supervision.lists.models.scope import TaskQuerySet


class ListTask(work.Work):
    """What one unit has to do by one day. ``period`` ("2026Q2") says for which period a measure is due; ``standing``
    what the unit owes without a measure (M56)."""

    duty = models.ForeignKey(
        Duty, on_delete=models.PROTECT, null=True, blank=True, related_name="tasks", verbose_name=_("duty")
    )
    measure = models.ForeignKey(
        Measure, on_delete=models.PROTECT, null=True, blank=True, related_name="tasks", verbose_name=_("measure")
    )
    standing = models.CharField(_("standing task"), max_length=6, choices=Standing.choices, blank=True, editable=False)
    period = models.CharField(_("period"), max_length=7, blank=True, editable=False)
    text = models.CharField(_("task"), max_length=300)
    level = models.CharField(_("own level or system"), max_length=6, choices=Level.choices, default=Level.OWN)
    status = StateField(_("status"), default=TaskStatus.OPEN, choices=TaskStatus.choices)

    if not TYPE_CHECKING:
        objects = TaskQuerySet.as_manager()

    class Meta(work.Work.Meta):
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["unit", "due_on"], name="list_task_unit_due"),  # indicator A2, the unit's page
            models.Index(fields=["status", "due_on"], name="list_task_status_due"),  # reminders, overdue
            models.Index(fields=["due_on", "id"], name="list_task_due"),  # the list of a province
        ]
        constraints = [
            *work.work_constraints("list_task"),
            models.CheckConstraint(
                condition=Q(duty__isnull=False, measure__isnull=True, standing="", period="")
                | (Q(duty__isnull=True, measure__isnull=False, standing="") & ~Q(period=""))
                | (Q(duty__isnull=True, measure__isnull=True) & ~Q(standing="") & ~Q(period="")),
                name="list_task_of_a_duty_or_a_measure",
            ),
            models.UniqueConstraint(
                fields=["measure", "unit", "period"],
                condition=Q(measure__isnull=False),
                name="list_task_once_a_period",
            ),
            models.UniqueConstraint(
                fields=["standing", "unit", "period"],
                condition=~Q(standing=""),
                name="list_task_standing_once_a_period",
            ),
            models.CheckConstraint(condition=Q(due_on__isnull=False), name="list_task_has_a_day"),
        ]
        verbose_name = _("task")
        verbose_name_plural = _("tasks")

    def __str__(self) -> str:
        return f"{self.text} {self.period}".strip()

    def prepare(self, actor: Viewer) -> None:
        if self.duty is not None:
            self.unit = self.duty.list.unit

    def why_not_edit(self, user: Viewer) -> str:
        """Tasks of a duty are the unit's own plan; those of measures come from a list, standing ones by themselves."""
        if self.standing:
            return gettext("The task comes by itself each period.")
        if self.measure_id is not None:
            return gettext("The task comes from the list of measures.")
        if self.status != TaskStatus.OPEN:
            return gettext("The record has moved on; it cannot be rewritten any more.")
        return "" if of_the_unit(self, user) else gettext("The unit itself draws up its tasks.")

    @step((TaskStatus.OPEN, TaskStatus.RETURNED, TaskStatus.REOPENED), TaskStatus.SUBMITTED, owns, _("Submit"),
          style="primary", fields=("done_text",), files=True)  # fmt: skip
    def submit(self, *, actor: Viewer, **_values: Any) -> None:
        """The unit's side files what was done, with the evidence that the list asks for."""
        self.file_evidence(actor)

    verify = work.verify_step()
    send_back = work.send_back_step()
    close = work.close_step()
    pass_look_back = work.pass_look_back_step()
    reopen = work.reopen_step()


class TaskMeasure(Levelled):
    """措施清单: a measure by which a task of a duty is done."""

    parent = "task"

    task = models.ForeignKey(ListTask, on_delete=models.CASCADE, related_name="measures", verbose_name=_("task"))
    text = models.CharField(_("measure"), max_length=300)
    owner_post = models.CharField(_("owner (post)"), max_length=60, blank=True)
    due_on = day(_("due on"))

    class Meta(Levelled.Meta):
        ordering = ["pk"]
        verbose_name = _("measure of a task")
        verbose_name_plural = _("measures of a task")

    def __str__(self) -> str:
        return f"{self.task} · {self.text}"


class TaskEvidence(EvidenceRow):
    parent = "task"

    task = models.ForeignKey(ListTask, on_delete=models.CASCADE, related_name="evidence", verbose_name=_("task"))

    class Meta(EvidenceRow.Meta):
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")

    def __str__(self) -> str:
        return self.text[:60]


class TaskCheck(CheckRow):
    parent = "task"

    task = models.ForeignKey(ListTask, on_delete=models.CASCADE, related_name="checks", verbose_name=_("task"))

    class Meta(CheckRow.Meta):
        verbose_name = _("check of a task")
        verbose_name_plural = _("checks")

    def __str__(self) -> str:
        return self.get_kind_display()
