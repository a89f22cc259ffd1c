"""The course of a recommendation letter: 拟制 → 审核 → 审理 → 制发 → 送达 → 方案 → 结果 → 核验 → 销号 (M22)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.recommendations import conditions as c
from cases.recommendations import effects
from cases.recommendations.choices import OVER, WITH_UNIT, Status
from core import clock
from core.scope import Viewer
from core.workflow.fields import StateField
from core.workflow.steps import step
from organization.records import UnitRecord

CHECK, REVIEW, SIGN = "cases.check_recommendation", "cases.review_recommendation", "cases.sign_recommendation"
ADD, VERIFY, DECIDE = (
    "cases.add_recommendation", "cases.verify_recommendation", "cases.decide_recommendation_objection",
)  # fmt: skip


class RecommendationCourse(UnitRecord):
    """State and steps. The fields they write are ``Recommendation``'s."""

    due_rules = {Status.SERVED: effects.ACKNOWLEDGE, Status.ACKED: effects.PLAN, Status.PLANNED: effects.RESULT}

    submitted_at: Any
    checker: Any
    reviewer: Any
    approver: Any
    approved_at: Any
    objected_at: Any
    verifier: Any

    status = StateField(_("status"), default=Status.DRAFT, choices=Status.choices)

    class Meta:
        abstract = True

    @step(
        Status.DRAFT, Status.SUBMITTED, ADD, _("Submit for check"), style="primary",
        conditions=(c.HAS_PROBLEMS, c.HAS_SUGGESTIONS), actor_rules=(c.IS_DRAFTER,),
    )  # fmt: skip
    def submit(self, **_values: Any) -> None:
        self.submitted_at = clock.now()

    @step(
        Status.SUBMITTED, Status.CHECKED, CHECK, _("Check"), style="primary",
        conditions=(c.HAS_PROBLEMS, c.HAS_SUGGESTIONS), actor_rules=(c.NOT_DRAFTER,),
    )  # fmt: skip
    def check_letter(self, *, actor: Viewer, **_values: Any) -> None:
        self.checker = actor

    @step(
        Status.CHECKED, Status.REVIEWED, REVIEW, _("Review legally"), style="primary",
        actor_rules=(c.NOT_DRAFTER, c.NOT_CHECKER),
    )  # fmt: skip
    def review(self, *, actor: Viewer, **_values: Any) -> None:
        self.reviewer = actor

    @step(
        (Status.SUBMITTED, Status.CHECKED, Status.REVIEWED), Status.DRAFT, effects.may_return,
        _("Return to the drafter"), reason="required", actor_rules=(c.NOT_DRAFTER,),
    )  # fmt: skip
    def return_draft(self, **_values: Any) -> None:
        """What was checked must be checked again after it was rewritten."""
        self.submitted_at = self.checker = self.reviewer = None

    @step(
        Status.REVIEWED, Status.APPROVED, SIGN, _("Sign"), style="primary",
        actor_rules=(c.NOT_DRAFTER, c.NOT_CHECKER, c.NOT_REVIEWER),
    )  # fmt: skip
    def approve(self, *, actor: Viewer, **_values: Any) -> None:
        self.approver, self.approved_at = actor, clock.now()
        effects.number(self, actor)

    @step(Status.APPROVED, Status.SERVED, ADD, _("Serve"), style="primary")
    def serve(self, *, actor: Viewer, **_values: Any) -> None:
        effects.serve(self, actor)

    @step(Status.SERVED, Status.ACKED, c.by_unit, _("Acknowledge receipt"), style="primary")
    def acknowledge(self, *, actor: Viewer, **_values: Any) -> None:
        effects.acknowledge(self, actor)

    @step(
        (Status.SERVED, Status.ACKED), Status.OBJECTED, c.by_unit, _("Object"),
        fields=("objection",), files=True, conditions=(c.MAY_STILL_OBJECT,),
    )  # fmt: skip
    def raise_objection(self, **_values: Any) -> None:
        self.objected_at = clock.now()

    @step(
        Status.OBJECTED, Status.ACKED, DECIDE, _("Refuse the objection"), style="primary",
        fields=("objection_answer",), actor_rules=(c.NOT_DRAFTER, c.NOT_CHECKER, c.NOT_REVIEWER),
    )  # fmt: skip
    def refuse_objection(self, **_values: Any) -> None:
        effects.objection_refused(self)

    @step(
        Status.OBJECTED, Status.REVOKED, DECIDE, _("Uphold the objection"), closes=True,
        fields=("objection_answer",), actor_rules=(c.NOT_DRAFTER, c.NOT_CHECKER, c.NOT_REVIEWER),
    )  # fmt: skip
    def uphold_objection(self, **_values: Any) -> None:
        effects.tell_unit(self, "revoked")

    @step(Status.ACKED, Status.PLANNED, c.by_unit, _("Hand in the plan"), style="primary", fields=("plan",), files=True)
    def hand_in_plan(self, **_values: Any) -> None:
        effects.planned(self)

    @step(
        Status.PLANNED, Status.REPORTED, c.by_unit, _("Report the result"), style="primary",
        fields=("result",), files=True, conditions=(c.ALL_REPORTED,),
    )  # fmt: skip
    def report_result(self, **_values: Any) -> None:
        effects.reported(self)

    @step(
        Status.REPORTED, Status.CLOSED, VERIFY, _("Strike off"), style="primary", reason="required", closes=True,
        conditions=(c.ALL_VERIFIED,), actor_rules=(c.NOT_OF_THE_UNIT,),
    )  # fmt: skip
    def close(self, *, actor: Viewer, **_values: Any) -> None:
        self.verifier = actor

    @step(
        (Status.PLANNED, Status.REPORTED), Status.PLANNED, VERIFY, _("Urge again"), reason="required",
        actor_rules=(c.NOT_OF_THE_UNIT,),
    )  # fmt: skip
    def urge(self, *, actor: Viewer, reason: str, **_values: Any) -> None:
        effects.urge(self, actor, reason)

    @step(WITH_UNIT, Status.REFERRED, SIGN, _("Pursue responsibility"), reason="required", style="danger", closes=True)
    def refer(self, **_values: Any) -> None:
        """Recorded as words: what follows has its own approval (监察法 71)."""

    @step(
        tuple(state for state in Status if state not in OVER), Status.REVOKED, effects.may_revoke, _("Revoke"),
        reason="required", style="danger", closes=True,
    )  # fmt: skip
    def revoke(self, **_values: Any) -> None:
        effects.revoked(self)
