from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.columns import day, person
from core.errors import InvalidInput
from core.records.base import Record, four_eyes
from core.records.labels import labelled
from core.workflow.fields import StateField
from core.workflow.rules import needs, not_by
from core.workflow.steps import step
from supervision.joint import effects, who
from supervision.joint.choices import ConferenceStatus
from supervision.joint.choices import TaskStatus as S
from supervision.joint.scope import TaskQuerySet

BEFORE = (ConferenceStatus.PLANNED, ConferenceStatus.SHARED, ConferenceStatus.CANCELLED, ConferenceStatus.CLOSED)


class JointItem(Record):
    """A task of a conference: one organisation leads, others assist, feedback by the due day, close-out by others."""

    conference = models.ForeignKey(
        "supervision.JointConference", on_delete=models.PROTECT, related_name="tasks", verbose_name=_("conference")
    )
    text = models.CharField(_("task"), max_length=300)
    lead = models.ForeignKey(
        "organization.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("lead organisation")
    )
    assistants = models.ManyToManyField(
        "organization.Unit", blank=True, related_name="+", verbose_name=_("assisting organisations")
    )
    feedback = models.TextField(_("feedback"), blank=True)
    reporter = person(_("feedback given by"))
    reported_on = day(_("feedback given on"))
    closer = person(_("closed out by"))
    status = StateField(_("status"), default=S.DRAFT, choices=S.choices, max_length=10)

    if not TYPE_CHECKING:
        objects = TaskQuerySet.as_manager()

    class Meta(Record.Meta):
        constraints = [four_eyes("reporter", "closer", name="joint_item_closed_by_somebody_else")]
        verbose_name = _("joint task")
        verbose_name_plural = _("joint tasks")

    def __str__(self) -> str:
        return self.text

    @property
    @labelled(_("assisting organisations"))
    def helpers(self) -> str:
        return "、".join(str(unit) for unit in self.assistants.all())

    def prepare(self, actor: Any) -> None:
        """Raises InvalidInput unless the conference was held and is not closed."""
        if self.conference.status in BEFORE:
            raise InvalidInput(_("Tasks come from a conference that was held and is not closed."), field="conference")

    @step(S.DRAFT, S.ASSIGNED, who.RUN, _("Assign"), style="primary", conditions=(needs("due_on"),))
    def assign(self, **_values: Any) -> None:
        effects.tell_units(self, [self.lead, *self.assistants.all()], "assigned")

    @step(S.ASSIGNED, S.REPORTED, who.by_lead, _("Give feedback"), style="primary", fields=("feedback",), files=True)
    def report(self, *, actor: Any, **_values: Any) -> None:
        effects.report_task(self, actor)

    @step(
        S.REPORTED, S.CLOSED, who.RUN, _("Close out"), style="primary", closes=True,
        actor_rules=(not_by("reporter", _("Who gave the feedback does not close it out.")),),
    )  # fmt: skip
    def close(self, *, actor: Any, **_values: Any) -> None:
        self.closer = actor

    @step(S.REPORTED, S.ASSIGNED, who.RUN, _("Send back"), reason="required")
    def send_back(self, **_values: Any) -> None:
        self.reporter = self.reported_on = None
        effects.tell_units(self, [self.lead], "returned")
