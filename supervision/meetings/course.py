"""The course of a meeting, declared once: 计划 → 材料送达 → 开会 → 纪要 → 签发 → 执行 → 后评估 (handbook M54, 7.2).

A rule that was broken does not stop the record: beside the plain step stands one that asks for the reason and notes the
deviation. Otherwise units would write down what ought to have happened.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from django_fsm import RETURN_VALUE

from core import clock
from core.workflow.fields import StateField
from core.workflow.models import WorkflowModel
from core.workflow.rules import not_by, refuse_if
from core.workflow.steps import step
from supervision.meetings import conditions as c
from supervision.meetings import effects
from supervision.meetings.choices import BEFORE, Status
from supervision.meetings.parameters import MINUTES_RULE
from supervision.meetings.who import OBSERVE, evaluates, runs


def may_sign(meeting: Any, user: Any) -> bool:
    """The recorder and the chair sign, each with his own account."""
    return runs(meeting, user) and effects.signature_missing(meeting, user)


PREPARED = c.lacks(c.agenda_gaps, _("Still missing"))
PAPERS_IN_TIME = c.lacks(c.late_papers, _("Papers are late; send them late with the reason"))
PAPERS_LATE = refuse_if(lambda row: not c.late_papers(row), _("The papers are in time."))
DAY_HAS_COME = refuse_if(lambda row: row.convened_on > clock.today(), _("The day of the meeting has not come yet."))
ATTENDANCE_KNOWN = c.lacks(c.attendance_gaps, _("Still missing"))
QUORATE = c.lacks(c.quorum_gaps, _("No quorum; record it with the reason"))
NOT_QUORATE = refuse_if(lambda row: not c.quorum_gaps(row), _("The meeting has its quorum."))
DECIDED = c.lacks(c.minutes_gaps, _("Still missing"))
CHAIR_UNSIGNED = refuse_if(lambda row: row.chair_signed_at is not None, _("The chair has signed already."))
HAS_RESOLUTIONS = refuse_if(lambda row: not c.has_resolutions(row), _("The meeting resolved nothing to carry out."))
CARRIED_OUT = c.lacks(c.unfinished, _("Not finished"))


class MeetingCourse(WorkflowModel):
    """State and steps. The fields they write are ``Meeting``'s."""

    due_rules: ClassVar[Mapping[str, str]] = {Status.HELD: MINUTES_RULE, Status.MINUTES: MINUTES_RULE}

    minutes_on: Any
    recorder: Any
    evaluator: Any
    evaluated_on: Any
    due_on: Any

    status = StateField(_("status"), default=Status.PLANNED, choices=Status.choices, max_length=14)

    class Meta:
        abstract = True

    @step(
        Status.PLANNED, Status.MATERIALS_SENT, runs, _("Send the papers"), style="primary",
        conditions=(PREPARED, PAPERS_IN_TIME),
    )  # fmt: skip
    def send_papers(self, *, actor: Any, **_values: Any) -> None:
        effects.send_papers(self, actor)

    @step(
        Status.PLANNED, Status.MATERIALS_SENT, runs, _("Send the papers late"), reason="required",
        conditions=(PREPARED, PAPERS_LATE),
    )  # fmt: skip
    def send_papers_late(self, *, actor: Any, reason: str, **_values: Any) -> None:
        effects.deviate(self, actor, "PAPERS", c.late_papers(self), reason)
        effects.send_papers(self, actor)

    @step(
        Status.MATERIALS_SENT, Status.HELD, runs, _("Record as held"), style="primary",
        fields=("started_at", "ended_at"), conditions=(DAY_HAS_COME, ATTENDANCE_KNOWN, QUORATE),
    )  # fmt: skip
    def hold(self, *, actor: Any, **_values: Any) -> None:
        effects.hold(self, actor)

    @step(
        Status.MATERIALS_SENT, Status.HELD, runs, _("Record as held without a quorum"), reason="required",
        fields=("started_at", "ended_at"), conditions=(DAY_HAS_COME, ATTENDANCE_KNOWN, NOT_QUORATE),
    )  # fmt: skip
    def hold_without_quorum(self, *, actor: Any, reason: str, **_values: Any) -> None:
        effects.deviate(self, actor, "QUORUM", c.quorum_gaps(self), reason)
        effects.hold(self, actor)

    @step(
        Status.HELD, Status.MINUTES, runs, _("Write the minutes"), style="primary", fields=("minutes",),
        conditions=(DECIDED,),
    )  # fmt: skip
    def write_minutes(self, *, actor: Any, **_values: Any) -> None:
        effects.write_minutes(self, actor)

    @step(
        Status.MINUTES, Status.HELD, runs, _("Write the minutes again"), reason="required",
        conditions=(CHAIR_UNSIGNED,),
    )  # fmt: skip
    def rewrite_minutes(self, **_values: Any) -> None:
        effects.rewrite_minutes(self)

    @step(
        Status.MINUTES, RETURN_VALUE(Status.MINUTES, Status.SIGNED), may_sign, _("Sign the minutes"), style="primary",
    )  # fmt: skip
    def sign(self, *, actor: Any, **_values: Any) -> str:
        """The signature of recorder or chair; the last of both makes the minutes stand."""
        return effects.sign(self, actor)

    @step(
        Status.MINUTES, RETURN_VALUE(Status.MINUTES, Status.SIGNED), runs, _("Chair signed on paper"),
        reason="required", files="scan", conditions=(CHAIR_UNSIGNED,),
        actor_rules=(not_by("recorder", _("Who kept the minutes does not add the chair's signature.")),),
    )  # fmt: skip
    def sign_on_paper(self, *, actor: Any, **_values: Any) -> str:
        return effects.sign_on_paper(self, actor)

    @step(
        Status.SIGNED, Status.EXECUTING, runs, _("Follow the resolutions"), style="primary",
        conditions=(HAS_RESOLUTIONS,),
    )  # fmt: skip
    def execute(self, **_values: Any) -> None:
        effects.follow(self)

    @step(
        (Status.SIGNED, Status.EXECUTING), Status.EVALUATED, evaluates, _("Evaluate"), fields=("evaluation",),
        conditions=(CARRIED_OUT,), actor_rules=(not_by("recorder", _("Who kept the minutes does not evaluate.")),),
        closes=True,
    )  # fmt: skip
    def evaluate(self, *, actor: Any, **_values: Any) -> None:
        self.evaluator, self.evaluated_on, self.due_on = actor, clock.today(), None

    @step(
        (*BEFORE, Status.HELD), RETURN_VALUE(*BEFORE, Status.HELD), OBSERVE, _("I observe this meeting"),
        reason="optional",
    )  # fmt: skip
    def observe(self, *, actor: Any, **_values: Any) -> str:
        """Somebody of the stationed team sits in."""
        effects.observe(self, actor)
        return self.status

    @step(BEFORE, Status.CANCELLED, runs, _("Cancel the meeting"), style="danger", reason="required", closes=True)
    def cancel(self, **_values: Any) -> None:
        self.due_on = None
