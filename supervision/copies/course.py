"""The courses of a copy notice and of each copy: 核实 → 审批 → 抄告 → 签收 → 教育管理措施 → 反馈 → 归档 (M29)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core import clock
from core.scope import Viewer
from core.workflow.fields import StateField
from core.workflow.models import WorkflowModel
from core.workflow.rules import needs, not_by, refuse_actor_if, refuse_if
from core.workflow.steps import step
from officials.records import OfficialRecord
from supervision.copies import effects
from supervision.copies.choices import CopyStatus, Status
from supervision.copies.facts import is_verified

ADD, CHECK, APPROVE = "supervision.add_copynotice", "supervision.check_copynotice", "supervision.approve_copynotice"
NOT_DRAFTER = not_by("created_by", _("Who drafted the copy notice may not do this."))
NOT_CHECKER = not_by("checker", _("Who checked the copy notice may not do this."))
IS_DRAFTER = refuse_actor_if(
    lambda notice, user: notice.created_by_id != user.pk, _("Only who drafted the copy notice may do this.")
)
HAS_FACTS = refuse_if(lambda notice: not notice.facts.exists(), _("The copy notice names no fact yet."))
HAS_RECIPIENTS = refuse_if(lambda notice: not notice.recipients.exists(), _("Nobody is named who gets a copy."))
ONLY_VERIFIED = refuse_if(
    lambda notice: any(
        not is_verified(fact.warning, fact.doubt) for fact in notice.facts.select_related("warning", "doubt")
    ),
    _("A fact has been revoked or reopened since: take it out."),
)
ALL_ANSWERED = refuse_if(
    lambda notice: notice.recipients.exclude(status=CopyStatus.ANSWERED).exists(),
    _("Not everybody has given feedback yet."),
)


def to_me(copy: Any, user: Viewer) -> bool:
    """Permission of the steps of whoever got the copy."""
    return copy.user_id == user.pk and copy.notice.status == Status.SERVED


def may_revoke(notice: Any, user: Viewer) -> bool:
    """A draft is dropped by its drafter, anything later by those who approve."""
    if notice.status == Status.DRAFT:
        return notice.created_by_id == user.pk
    return user.has_perm(APPROVE)


class CopyNoticeCourse(OfficialRecord):
    """State and steps. The fields they write are ``CopyNotice``'s."""

    due_rules = {Status.SERVED: effects.FEEDBACK}

    checker: Any
    approver: Any
    approved_at: Any

    status = StateField(_("status"), default=Status.DRAFT, choices=Status.choices)

    class Meta:
        abstract = True

    @step(
        Status.DRAFT, Status.CHECKED, CHECK, _("Check"), style="primary",
        conditions=(HAS_FACTS, HAS_RECIPIENTS, ONLY_VERIFIED, needs("purpose", "request")), actor_rules=(NOT_DRAFTER,),
    )  # fmt: skip
    def check_notice(self, *, actor: Viewer, **_values: Any) -> None:
        self.checker = actor

    @step(Status.CHECKED, Status.DRAFT, APPROVE, _("Return to the drafter"), reason="required")
    def return_draft(self, **_values: Any) -> None:
        self.checker = None

    @step(
        Status.CHECKED, Status.APPROVED, APPROVE, _("Approve"), style="primary", fields=("withhold_reason?",),
        conditions=(ONLY_VERIFIED,), actor_rules=(NOT_DRAFTER, NOT_CHECKER),
    )  # fmt: skip
    def approve(self, *, actor: Viewer, **_values: Any) -> None:
        """Gives the number. A reason to withhold keeps the person concerned from being told (PIPL 35)."""
        self.approver, self.approved_at = actor, clock.now()
        effects.number(self, actor)

    @step(Status.APPROVED, Status.SERVED, ADD, _("Serve"), style="primary", conditions=(ONLY_VERIFIED,))
    def serve(self, *, actor: Viewer, **_values: Any) -> None:
        effects.serve(self, actor)

    @step(
        Status.SERVED, Status.CLOSED, ADD, _("Archive"), style="primary", closes=True,
        conditions=(ALL_ANSWERED,), actor_rules=(),
    )  # fmt: skip
    def close(self, **_values: Any) -> None:
        """What was done with the person is on record."""

    @step(
        (Status.DRAFT, Status.CHECKED, Status.APPROVED, Status.SERVED, Status.CLOSED), Status.REVOKED, may_revoke,
        _("Revoke"), reason="required", style="danger", closes=True,
    )  # fmt: skip
    def revoke(self, **_values: Any) -> None:
        effects.revoked(self)


class CopyCourse(WorkflowModel):
    """State and steps of one copy. The fields they write are ``CopyRecipient``'s."""

    acked_at: Any
    answered_at: Any

    status = StateField(_("status"), default=CopyStatus.WAITING, choices=CopyStatus.choices)

    class Meta:
        abstract = True

    @step(CopyStatus.WAITING, CopyStatus.ACKED, to_me, _("Acknowledge receipt"), style="primary")
    def acknowledge(self, **_values: Any) -> None:
        self.acked_at = clock.now()

    @step(
        CopyStatus.ACKED, CopyStatus.ANSWERED, to_me, _("Give feedback"), style="primary", fields=("feedback",),
        files=True,
    )  # fmt: skip
    def answer(self, **_values: Any) -> None:
        self.answered_at = clock.now()
