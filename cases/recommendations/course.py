"""The course of a recommendation letter: 拟制 → 审核 → 审理 → 制发 → 送达 → 方案 → 结果 → 核验 → 销号 (M22)."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django_fsm import GET_STATE

from cases.recommendations import conditions as c
from cases.recommendations import effects
from cases.recommendations.choices import OBJECTABLE, OVER, WITH_UNIT, Status
from core import clock
from core.records.objections import NO_OPEN_OBJECTION, Objectionable, ObjectionForm
from core.scope import Viewer
from core.workflow.fields import StateField
from core.workflow.steps import step
from organization.records import UnitRecord

CHECK, REVIEW, SIGN = "cases.check_recommendation", "cases.review_recommendation", "cases.sign_recommendation"
ADD, VERIFY, DECIDE, REFER = (
    "cases.add_recommendation", "cases.verify_recommendation", "cases.decide_recommendation_objection",
    "cases.refer_recommendation",
)  # fmt: skip
COMPLETE = (c.HAS_PROBLEMS, c.HAS_EVIDENCE, c.HAS_SUGGESTIONS, c.IS_COMPLETE, c.BASIS_FITS)
AS_IT_IS = GET_STATE(lambda letter, **_values: letter.status, states=OBJECTABLE)


class RecommendationCourse(Objectionable, UnitRecord):
    """State and steps. The fields they write are ``Recommendation``'s."""

    due_rules = {Status.SERVED: effects.ACKNOWLEDGE, Status.ACKED: effects.PLAN, Status.PLANNED: effects.RESULT}

    submitted_at: Any
    checker: Any
    reviewer: Any
    approver: Any
    approved_at: Any
    verifier: Any

    status = StateField(_("status"), default=Status.DRAFT, choices=Status.choices)

    class Meta:
        abstract = True

    @step(
        Status.DRAFT, Status.SUBMITTED, ADD, _("Submit for check"), style="primary",
        conditions=COMPLETE, actor_rules=(c.IS_DRAFTER,),
    )  # fmt: skip
    def submit(self, **_values: Any) -> None:
        self.submitted_at = clock.now()

    @step(
        Status.SUBMITTED, Status.CHECKED, CHECK, _("Check"), style="primary",
        conditions=COMPLETE, actor_rules=(c.NOT_DRAFTER, c.EVIDENCE_OPENED),
    )  # fmt: skip
    def check_letter(self, *, actor: Viewer, **_values: Any) -> None:
        self.checker = actor

    @step(
        Status.CHECKED, Status.REVIEWED, REVIEW, _("Review legally"), style="primary",
        actor_rules=(c.NOT_DRAFTER, c.NOT_CHECKER, c.EVIDENCE_OPENED),
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
        conditions=COMPLETE, actor_rules=(c.NOT_DRAFTER, c.NOT_CHECKER, c.NOT_REVIEWER, c.EVIDENCE_OPENED),
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
        OBJECTABLE, AS_IT_IS, c.by_unit, _("Object"), form_class=ObjectionForm,
        conditions=(NO_OPEN_OBJECTION, c.MAY_STILL_OBJECT),
    )  # fmt: skip
    def raise_objection(self, *, actor: Viewer, text: str, files: Any = (), **_values: Any) -> None:
        """The letter's state tells nobody of it (R38)."""
        effects.raise_objection(self, actor, text, files)

    def objection_refused(self, objection: Any) -> None:
        effects.objection_refused(self, objection)

    @step(OBJECTABLE, Status.REVOKED, DECIDE, _("Revoke after review"), hidden=True, closes=True)
    def revoke_after_review(self, **_values: Any) -> None:
        """An objection was upheld; the words name none, because the drafter reads them too (R38)."""
        effects.revoked(self)

    @step(
        Status.ACKED, Status.PLANNED, c.by_unit, _("Hand in the plan"), style="primary", fields=("plan",), files=True,
        conditions=(NO_OPEN_OBJECTION,),
    )  # fmt: skip
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

    @step(
        WITH_UNIT, Status.REFERRED, REFER, _("Pursue responsibility"), reason="required", style="danger", closes=True,
        conditions=(NO_OPEN_OBJECTION,), actor_rules=(c.NOT_SIGNER,),
    )  # fmt: skip
    def refer(self, **_values: Any) -> None:
        """Recorded as words: what follows has its own approval (监察法 71). Never while an objection waits (R06)."""

    @step(
        tuple(state for state in Status if state not in OVER), Status.REVOKED, effects.may_revoke, _("Revoke"),
        reason="required", style="danger", closes=True, conditions=(NO_OPEN_OBJECTION,),
    )  # fmt: skip
    def revoke(self, **_values: Any) -> None:
        effects.revoked(self)
