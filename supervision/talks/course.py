"""The course of a talk, declared once: 计划 → 审批 → 通知 → 谈话 → 记录签字 → 回访 → 归档 (handbook M25, 7.2).

Buttons, API actions, history and the diagram in docs/states come from here. What a step brings about beside the new
state stands in ``effects``; steps that need more than a reason name their page.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django_fsm import RETURN_VALUE

from core import clock
from core.scope import Viewer
from core.workflow.fields import StateField
from core.workflow.models import WorkflowModel
from core.workflow.steps import step
from supervision.talks import conditions as c
from supervision.talks import effects
from supervision.talks.choices import BEFORE, Status

PLAN, APPROVE, CONDUCT = "supervision.plan_talk", "supervision.approve_talk", "supervision.conduct_talk"


def by_official(talk: Any, user: Viewer) -> bool:
    """Permission of the step in the portal."""
    return talk.is_with(user)


def may_cancel(talk: Any, user: Viewer) -> bool:
    """A plan is dropped by those who plan, an approved talk by those who approve."""
    return user.has_perm(PLAN if talk.status == Status.PLANNED else APPROVE)


class TalkCourse(WorkflowModel):
    """State and steps. The fields they write are ``Talk``'s."""

    submitted_at: Any
    approver: Any
    approved_at: Any
    doc_no: Any
    archived_at: Any
    cancelled_at: Any
    follow_up_due: Any
    signed_at: Any

    status = StateField(_("status"), default=Status.PLANNED, choices=Status.choices)

    class Meta:
        abstract = True

    @step(
        Status.PLANNED, Status.PLANNED, PLAN, _("Submit for approval"), style="primary",
        conditions=(c.NOT_SUBMITTED, c.IS_COMPLETE, c.HEADS_ONLY, c.TALKERS_FREE), actor_rules=(c.IS_DRAFTER,),
    )  # fmt: skip
    def submit(self, **_values: Any) -> None:
        self.submitted_at = clock.now()

    @step(
        Status.PLANNED, Status.PLANNED, APPROVE, _("Return the plan"), reason="required",
        conditions=(c.IS_SUBMITTED,), actor_rules=(c.NOT_DRAFTER,),
    )  # fmt: skip
    def return_plan(self, **_values: Any) -> None:
        self.submitted_at = None

    @step(
        Status.PLANNED, Status.APPROVED, APPROVE, _("Approve"), style="primary",
        conditions=(c.IS_SUBMITTED, c.IS_COMPLETE, c.HEADS_ONLY, c.TALKERS_FREE),
        actor_rules=(c.NOT_DRAFTER, c.NOT_RECUSED, c.SECRETARY_FOR_HEADS),
    )  # fmt: skip
    def approve(self, *, actor: Viewer, **_values: Any) -> None:
        self.approver, self.approved_at = actor, clock.now()
        self.doc_no = effects.number_for(self, actor)

    @step(
        Status.APPROVED, Status.NOTIFIED, CONDUCT, _("Notify the official"), style="primary",
        conditions=(c.IN_TIME_TO_PREPARE,),
    )  # fmt: skip
    def notify(self, *, actor: Viewer, **_values: Any) -> None:
        effects.notify(self, actor)

    @step(
        (Status.APPROVED, Status.NOTIFIED), RETURN_VALUE(Status.APPROVED, Status.NOTIFIED), CONDUCT,
        _("Change time or place"), form="talk-reschedule", reason="required",
    )  # fmt: skip
    def reschedule(self, *, actor: Viewer, planned_at: Any, place_kind: str, place: str, **_values: Any) -> str:
        effects.reschedule(self, actor, planned_at, place_kind, place)
        return self.status

    @step(
        Status.NOTIFIED, Status.HELD, CONDUCT, _("Record the talk"), style="primary", form="talk-hold",
        conditions=(c.DAY_HAS_COME,), actor_rules=(c.IS_OF_THE_TALK,),
    )  # fmt: skip
    def hold(self, *, actor: Viewer, given: Any, **_values: Any) -> None:
        effects.hold(self, actor, given)

    @step(
        Status.HELD, Status.NOTIFIED, CONDUCT, _("Write the record again"), reason="required",
        conditions=(c.OFFICIAL_UNSIGNED,), actor_rules=(c.IS_OF_THE_TALK,),
    )  # fmt: skip
    def rewrite(self, **_values: Any) -> None:
        effects.rewrite(self)

    @step(
        Status.HELD, RETURN_VALUE(Status.HELD, Status.SIGNED), CONDUCT, _("Sign the record"), style="primary",
        actor_rules=(c.SIGNATURE_MISSING,),
    )  # fmt: skip
    def sign(self, *, actor: Viewer, **_values: Any) -> str:
        """A talker's signature; the last of all signatures ends the step."""
        return effects.sign(self, actor)

    @step(
        Status.HELD, RETURN_VALUE(Status.HELD, Status.SIGNED), by_official, _("Sign in the portal"), hidden=True,
        conditions=(c.OFFICIAL_UNSIGNED,),
    )  # fmt: skip
    def sign_as_official(self, *, actor: Viewer, remarks: str, **_values: Any) -> str:
        return effects.sign_as_official(self, actor, remarks)

    @step(
        Status.HELD, RETURN_VALUE(Status.HELD, Status.SIGNED), CONDUCT, _("Signature on paper, or refused"),
        form="talk-paper", conditions=(c.OFFICIAL_UNSIGNED,), actor_rules=(c.IS_OF_THE_TALK,),
    )  # fmt: skip
    def sign_on_paper(self, *, actor: Viewer, way: str, remarks: str, **_values: Any) -> str:
        return effects.sign_on_paper(self, actor, way, remarks)

    @step(
        Status.SIGNED, Status.FOLLOW_UP, CONDUCT, _("Begin the follow-up"), style="primary",
        conditions=(c.SOMETHING_TO_FOLLOW,),
    )  # fmt: skip
    def follow_up(self, **_values: Any) -> None:
        effects.begin_follow_up(self)

    @step(
        Status.FOLLOW_UP, Status.FOLLOW_UP, CONDUCT, _("Record the re-check"), style="primary", form="talk-recheck",
    )  # fmt: skip
    def recheck(self, *, actor: Viewer, given: Any, **_values: Any) -> None:
        effects.recheck(self, actor, given)

    @step(
        (Status.SIGNED, Status.FOLLOW_UP), Status.ARCHIVED, CONDUCT, _("Archive"),
        conditions=(c.NOTHING_TO_FOLLOW, c.RECHECKED),
    )  # fmt: skip
    def archive(self, **_values: Any) -> None:
        self.archived_at = clock.now()

    @step(BEFORE, Status.CANCELLED, may_cancel, _("Cancel the talk"), reason="required")
    def cancel(self, *, actor: Viewer, **_values: Any) -> None:
        self.cancelled_at = clock.now()
        effects.tell_cancelled(self, actor)
