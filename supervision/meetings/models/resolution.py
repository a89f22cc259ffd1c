from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import RETURN_VALUE

from core import clock
from core.columns import day, person
from core.records.base import four_eyes
from core.workflow.fields import StateField
from core.workflow.rules import not_by, refuse_if
from core.workflow.steps import step
from organization.records import UnitRecord, UnitRecordQuerySet
from supervision.meetings.who import OBSERVE, evaluates, runs


class ResolutionStatus(models.TextChoices):
    OPEN = "OPEN", _("To be carried out")
    EXECUTED = "EXECUTED", _("Carried out")
    EVALUATED = "EVALUATED", _("Evaluated")


ANY = tuple(ResolutionStatus)
MINUTES_SIGNED = refuse_if(lambda row: row.doc_no is None, _("The minutes are not signed yet."))
NOT_PUBLIC = refuse_if(lambda row: row.published_on is not None, _("It is published already."))


class Resolution(UnitRecord):
    """What a meeting resolved on one item, who carries it out by when, what became of it."""

    status = StateField(_("status"), default=ResolutionStatus.OPEN, choices=ResolutionStatus.choices, max_length=10)
    item = models.OneToOneField(
        "supervision.AgendaItem", on_delete=models.PROTECT, related_name="resolution", verbose_name=_("agenda item")
    )
    decision = models.TextField(_("resolution"))
    executing_post = models.CharField(_("carried out by (post)"), max_length=80)
    published_on = day(_("published on"))
    unpublished_reason = models.CharField(_("why it is not published"), max_length=200, blank=True)
    executed_on = day(_("carried out on"))
    executed_by = person(_("reported by"))
    result = models.TextField(_("result"), blank=True)
    evaluation = models.TextField(_("evaluation"), blank=True)
    evaluator = person(_("evaluated by"))
    evaluated_on = day(_("evaluated on"))

    if not TYPE_CHECKING:
        objects = UnitRecordQuerySet.as_manager()

    class Meta(UnitRecord.Meta):
        indexes = [models.Index(fields=["status", "due_on"], name="resolution_status_due")]  # what is overdue
        constraints = [
            models.CheckConstraint(
                condition=Q(status=ResolutionStatus.OPEN) | Q(executed_on__isnull=False),
                name="resolution_executed_when",
            ),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True) | Q(unpublished_reason=""),
                name="resolution_published_or_why_not",
            ),
            four_eyes("executed_by", "evaluator", name="resolution_reporter_does_not_evaluate"),
        ]
        verbose_name = _("resolution")
        verbose_name_plural = _("resolutions")

    def __str__(self) -> str:
        return f"{self.doc_no or self.item.meeting} {self.item.title}".strip()

    @step(
        ResolutionStatus.OPEN, ResolutionStatus.EXECUTED, runs, _("Report as carried out"), style="primary",
        fields=("executed_on", "result"), files=True,
    )  # fmt: skip
    def report_done(self, *, actor: Any, **_values: Any) -> None:
        """Raises InvalidInput for a day that is not between the meeting and today."""
        from supervision.meetings.effects import refuse_wrong_execution

        refuse_wrong_execution(self)
        self.executed_by = actor

    @step(
        ResolutionStatus.EXECUTED, ResolutionStatus.EVALUATED, evaluates, _("Evaluate"), style="primary",
        fields=("evaluation",), closes=True,
        actor_rules=(not_by("executed_by", _("Who reported it as carried out does not evaluate it.")),),
    )  # fmt: skip
    def evaluate(self, *, actor: Any, **_values: Any) -> None:
        self.evaluator, self.evaluated_on = actor, clock.today()

    @step(
        (ResolutionStatus.EXECUTED, ResolutionStatus.EVALUATED), ResolutionStatus.OPEN, OBSERVE,
        _("Reopen: not carried out"), reason="required",
    )  # fmt: skip
    def reopen(self, **_values: Any) -> None:
        self.executed_on = self.executed_by = self.evaluator = self.evaluated_on = self.closed_at = None

    @step(
        ANY, RETURN_VALUE(*ANY), runs, _("Record the publication"), fields=("published_on",),
        conditions=(MINUTES_SIGNED,),
    )  # fmt: skip
    def publish(self, **_values: Any) -> str:
        """公开(可公开的). Raises InvalidInput for a day before the signing or after today."""
        from supervision.meetings.effects import refuse_wrong_publication

        refuse_wrong_publication(self)
        self.unpublished_reason = ""
        return self.status

    @step(
        ANY, RETURN_VALUE(*ANY), runs, _("Record that it is not published"), fields=("unpublished_reason",),
        conditions=(MINUTES_SIGNED, NOT_PUBLIC),
    )  # fmt: skip
    def keep_unpublished(self, **_values: Any) -> str:
        """What may not be made public has its reason on record."""
        return self.status
