"""The course of a notice, declared once: 拟制 → 复核 → 审批 → 送达 → 签收 → 答复 → 核实 → 结论 (handbook M03, 7.2).

Buttons, API actions, history and the diagram in docs/notices.md come from here. What a step brings about beside the
new state (number, deliveries, documents) stands in ``effects``; steps that need more than a reason name their page.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django_fsm import GET_STATE

from core import clock
from core.scope import Viewer
from core.workflow.fields import StateField
from core.workflow.models import WorkflowModel
from core.workflow.steps import step
from early_warning.notices import conditions as c
from early_warning.notices import effects
from early_warning.notices.choices import ANSWERABLE, AWAITING, OBJECTABLE, Status

DRAFT, CHECK, APPROVE = "warnings.draft_notice", "warnings.check_notice", "warnings.approve_notice"
SIGN_OFF, SERVE, VERIFY = "warnings.sign_off_notice", "warnings.serve_notice", "warnings.verify_notice"
REVOKE, DECIDE, LOOK_AFTER = "warnings.revoke_notice", "warnings.decide_objection", "warnings.check_delivery"


BACK_AGAIN = GET_STATE(lambda notice, **_values: notice.status_before_objection, states=OBJECTABLE)
WAITING_AGAIN = GET_STATE(lambda notice, **_values: Status.ACKED if notice.acked_at else Status.SERVED, states=AWAITING)


def by_addressee(notice: Any, user: Viewer) -> bool:
    """Permission of the steps in the portal."""
    return notice.is_addressed_to(user)


def may_return(notice: Any, user: Viewer) -> bool:
    """A draft is returned by whoever may check it, a checked one by whoever may approve it."""
    return user.has_perm(CHECK if notice.status == Status.DRAFT else APPROVE)


def by_nobody(_notice: Any, _user: Viewer) -> bool:
    """Permission of what only the scheduler does."""
    return False


class NoticeCourse(WorkflowModel):
    """State and steps. The fields they write are ``Notice``'s."""

    # Columns of ``Notice`` that the steps write.
    submitted_at: Any
    checker: Any
    checked_at: Any
    signed_off_by: Any
    approver: Any
    approved_at: Any
    doc_no: Any
    verifier: Any
    status_before_objection: Any
    closed_at: Any
    revoked_at: Any
    revoked_by: Any
    revoke_reason: Any

    status = StateField(_("status"), default=Status.DRAFT, choices=Status.choices)

    class Meta:
        abstract = True

    @step(
        Status.DRAFT, Status.DRAFT, DRAFT, _("Submit for check"), style="primary",
        conditions=(c.NOT_SUBMITTED, c.IS_COMPLETE), actor_rules=(c.IS_DRAFTER,),
    )  # fmt: skip
    def submit(self, **_values: Any) -> None:
        self.submitted_at = clock.now()

    @step(
        (Status.DRAFT, Status.CHECKED), Status.DRAFT, may_return, _("Return to the drafter"),
        reason="required", conditions=(c.IS_SUBMITTED,), actor_rules=(c.NOT_DRAFTER,),
    )  # fmt: skip
    def return_draft(self, **_values: Any) -> None:
        """Back to the desk: what was checked must be checked again after it was rewritten."""
        self.submitted_at = self.checked_at = self.checker = self.signed_off_by = None

    @step(
        Status.DRAFT, Status.REVOKED, DRAFT, _("Discard the draft"), reason="required",
        conditions=(c.NOT_SUBMITTED,), actor_rules=(c.IS_DRAFTER,),
    )  # fmt: skip
    def discard(self, *, actor: Viewer, reason: str, **_values: Any) -> None:
        self.revoked_at, self.revoked_by, self.revoke_reason = clock.now(), actor, reason.strip()
        effects.let_facts_go(self)

    @step(
        Status.DRAFT, Status.CHECKED, CHECK, _("Check"), style="primary",
        conditions=(c.IS_SUBMITTED, c.IS_COMPLETE), actor_rules=(c.NOT_DRAFTER, c.EVIDENCE_TICKED),
    )  # fmt: skip
    def check_draft(self, *, actor: Viewer, **_values: Any) -> None:
        self.checker, self.checked_at = actor, clock.now()

    @step(
        Status.CHECKED, Status.CHECKED, SIGN_OFF, _("Sign off the frequency"), reason="required",
        conditions=(c.SIGN_OFF_NEEDED,), actor_rules=(c.NOT_DRAFTER, c.NOT_CHECKER),
    )  # fmt: skip
    def sign_off(self, *, actor: Viewer, **_values: Any) -> None:
        self.signed_off_by = actor

    @step(
        Status.CHECKED, Status.APPROVED, APPROVE, _("Approve"), style="primary",
        conditions=(c.IS_COMPLETE, c.SIGNED_OFF, c.NOT_RAISED),
        actor_rules=(c.NOT_DRAFTER, c.NOT_CHECKER, c.SECRETARY_FOR_RED, c.ANOTHER_APPROVER, c.EVIDENCE_TICKED),
    )  # fmt: skip
    def approve(self, *, actor: Viewer, **_values: Any) -> None:
        """Gives the number: in this transaction, so that the series has no gap."""
        self.approver, self.approved_at = actor, clock.now()
        self.doc_no = effects.number_for(self, actor)

    @step(Status.APPROVED, Status.SERVED, SERVE, _("Serve"), style="primary", conditions=(c.NOT_RAISED,))
    def serve(self, *, actor: Viewer | None, **_values: Any) -> None:
        effects.serve(self, actor)

    @step((Status.SERVED, Status.ESCALATED), Status.ACKED, by_addressee, _("Acknowledge receipt"), style="primary")
    def acknowledge(self, *, actor: Viewer, **_values: Any) -> None:
        effects.acknowledge(self, actor)

    @step(ANSWERABLE, Status.REPLIED, by_addressee, _("Reply"), style="primary", form="portal-reply")
    def reply(self, *, actor: Viewer, text: str, files: Any = (), **_values: Any) -> None:
        effects.reply(self, actor, text, files)

    @step(Status.REPLIED, Status.REPLIED, by_addressee, _("Report the rectification"), style="primary",
          form="portal-rectification", conditions=(c.RECTIFICATION_ASKED,))  # fmt: skip
    def report_rectification(self, *, actor: Viewer, text: str, files: Any = (), **_values: Any) -> None:
        effects.report_rectification(self, actor, text, files)

    @step(OBJECTABLE, Status.OBJECTED, by_addressee, _("Object"), form="portal-objection")
    def raise_objection(self, *, actor: Viewer, text: str, files: Any = (), **_values: Any) -> None:
        self.status_before_objection = self.status
        effects.raise_objection(self, actor, text, files)

    @step(
        Status.OBJECTED, BACK_AGAIN, DECIDE,
        _("Refuse the objection"), hidden=True, actor_rules=(c.OUTSIDE_CHAIN,),
    )  # fmt: skip
    def refuse_objection(self, **_values: Any) -> None:
        effects.time_after_objection(self)

    @step(
        Status.OBJECTED, BACK_AGAIN, DECIDE,
        _("Lower the level"), hidden=True, actor_rules=(c.OUTSIDE_CHAIN,),
    )  # fmt: skip
    def lower_level(self, *, actor: Viewer, level: int, **_values: Any) -> None:
        """The only change of a level after approval: downwards (R06)."""
        effects.lower_level(self, actor, level)

    @step(
        Status.OBJECTED, Status.REVOKED, DECIDE, _("Uphold the objection"), hidden=True,
        actor_rules=(c.OUTSIDE_CHAIN,),
    )  # fmt: skip
    def uphold_objection(self, *, actor: Viewer, **_values: Any) -> None:
        effects.revoke(self, actor, effects.REVOKED_AFTER_REVIEW)

    @step(Status.REPLIED, Status.VERIFYING, VERIFY, _("Take up verification"), style="primary",
          conditions=(c.RECTIFICATION_THERE,), actor_rules=(c.NOT_THE_ADDRESSEE,))  # fmt: skip
    def take_up(self, *, actor: Viewer, **_values: Any) -> None:
        self.verifier = actor

    @step(Status.ESCALATED, Status.VERIFYING, VERIFY, _("Verify without an answer"), reason="required",
          conditions=(c.CHECKED_BY_A_PERSON,), actor_rules=(c.NOT_THE_ADDRESSEE,))  # fmt: skip
    def take_up_silent(self, *, actor: Viewer, **_values: Any) -> None:
        """Silence is no admission (R05): what was the matter is verified on the spot."""
        self.verifier = actor

    @step(Status.VERIFYING, Status.ACCEPTED, VERIFY, _("Accept the answer"), reason="required", style="primary",
          actor_rules=(c.NOT_THE_ADDRESSEE,))  # fmt: skip
    def accept(self, *, actor: Viewer, reason: str, **_values: Any) -> None:
        self.verifier = actor
        effects.accept(self, actor, reason)

    @step(Status.VERIFYING, Status.ACKED, VERIFY, _("Insufficient: back to the addressee"), reason="required",
          actor_rules=(c.NOT_THE_ADDRESSEE,))  # fmt: skip
    def send_back(self, *, actor: Viewer, reason: str, **_values: Any) -> None:
        effects.send_back(self, actor, reason)

    @step(Status.VERIFYING, Status.CLOSED, VERIFY, _("Turn to a talk or a transfer"), form="notice-refer",
          conditions=(c.NOT_OBJECTED,), actor_rules=(c.NOT_THE_ADDRESSEE,))  # fmt: skip
    def refer(self, *, actor: Viewer, reason: str, outcome: str, follow_up: str, **_values: Any) -> None:
        """Recorded as words only: the talk or transfer has its own approval (M07, R01)."""
        self.verifier, self.closed_at = actor, clock.now()
        effects.refer(self, actor, reason, outcome, follow_up)

    @step(Status.ACCEPTED, Status.CLOSED, VERIFY, _("Strike off"), style="primary", actor_rules=(c.NOT_THE_ADDRESSEE,))
    def close(self, **_values: Any) -> None:
        self.closed_at = clock.now()

    @step(
        (Status.APPROVED, *ANSWERABLE, Status.REPLIED, Status.VERIFYING, Status.ACCEPTED, Status.CLOSED),
        Status.REVOKED, REVOKE, _("Revoke"), reason="required", style="danger",
    )  # fmt: skip
    def revoke(self, *, actor: Viewer, reason: str, **_values: Any) -> None:
        effects.revoke(self, actor, reason)

    @step(AWAITING, Status.ESCALATED, by_nobody, _("No reply: a person looks after it"), hidden=True,
          conditions=(c.NO_OPEN_EXTENSION,))  # fmt: skip
    def escalate(self, **_values: Any) -> None:
        effects.escalate(self)

    @step(
        Status.ESCALATED,
        WAITING_AGAIN,
        LOOK_AFTER, _("Record the delivery check"), style="primary", form="notice-delivery-check",
    )  # fmt: skip
    def delivery_checked(self, *, actor: Viewer, way: str, note: str, **_values: Any) -> None:
        effects.delivery_checked(self, actor, way, note)
