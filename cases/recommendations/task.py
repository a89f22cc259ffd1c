"""The course of one suggestion: the unit says what was done, somebody else verifies (handbook trap 6)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.recommendations.choices import Status, TaskStatus
from cases.recommendations.scope import ANSWER
from core import clock
from core.scope import Viewer
from core.workflow.fields import StateField
from core.workflow.models import WorkflowModel
from core.workflow.rules import refuse_actor_if, refuse_if
from core.workflow.steps import step

VERIFY = "cases.verify_recommendation"
IS_UNDER_WAY = refuse_if(
    lambda task: task.recommendation.status not in (Status.PLANNED, Status.REPORTED),
    _("The unit has not handed in its plan, or the letter is closed."),
)
NOT_OF_THE_UNIT = refuse_actor_if(
    lambda task, user: user.unit_id == task.recommendation.unit_id,
    _("The unit does not verify itself: somebody else does."),
)


def by_unit(task: Any, user: Viewer) -> bool:
    return user.has_perm(ANSWER) and user.unit_id == task.recommendation.unit_id


class SuggestionCourse(WorkflowModel):
    """State and steps. The fields they write are ``Suggestion``'s."""

    reported_at: Any
    reported_by: Any
    verified_by: Any
    verified_at: Any

    status = StateField(_("status"), default=TaskStatus.OPEN, choices=TaskStatus.choices)

    class Meta:
        abstract = True

    @step(
        TaskStatus.OPEN, TaskStatus.SUBMITTED, by_unit, _("Report it done"), style="primary",
        fields=("report",), files=True, conditions=(IS_UNDER_WAY,),
    )  # fmt: skip
    def report_done(self, *, actor: Viewer, **_values: Any) -> None:
        self.reported_at, self.reported_by = clock.now(), actor

    @step(
        TaskStatus.SUBMITTED, TaskStatus.VERIFIED, VERIFY, _("Verify"), style="primary", closes=True,
        conditions=(IS_UNDER_WAY,), actor_rules=(NOT_OF_THE_UNIT,),
    )  # fmt: skip
    def verify(self, *, actor: Viewer, **_values: Any) -> None:
        self.verified_by, self.verified_at = actor, clock.now()

    @step(
        TaskStatus.SUBMITTED, TaskStatus.OPEN, VERIFY, _("Not enough: back to the unit"), reason="required",
        conditions=(IS_UNDER_WAY,), actor_rules=(NOT_OF_THE_UNIT,),
    )  # fmt: skip
    def send_back(self, **_values: Any) -> None:
        self.reported_at = self.reported_by = None
