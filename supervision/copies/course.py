"""The courses of a copy notice and of each copy: 核实 → 审批 → 抄告 → 签收 → 教育管理措施 → 反馈 → 归档 (M29)."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django_fsm import GET_STATE

from core import clock
from core.evidence.rules import evidence_opened
from core.records.objections import NO_OPEN_OBJECTION, Objectionable, ObjectionForm
from core.scope import Viewer
from core.workflow.fields import StateField
from core.workflow.models import WorkflowModel
from core.workflow.rules import needs, not_by, refuse_if
from core.workflow.steps import step
from officials.records import OfficialRecord
from supervision.copies import documents, effects
from supervision.copies.choices import CopyStatus, Status
from supervision.copies.limits import needs_sign_off
from supervision.copies.responsible import responsible
from supervision.verified import fallen

ADD, CHECK, APPROVE = "supervision.add_copynotice", "supervision.check_copynotice", "supervision.approve_copynotice"
SIGN_OFF, DECIDE = "supervision.sign_off_copynotice", "supervision.decide_copynotice_objection"
OUT = (Status.SERVED, Status.CLOSED)
AS_IT_IS = GET_STATE(lambda notice, **_values: notice.status, states=OUT)
NOT_DRAFTER = not_by("created_by", _("Who drafted the copy notice may not do this."))
NOT_CHECKER = not_by("checker", _("Who checked the copy notice may not do this."))
HAS_FACTS = refuse_if(lambda notice: not notice.facts.exists(), _("The copy notice names no fact yet."))
HAS_RECIPIENTS = refuse_if(lambda notice: not notice.recipients.exists(), _("Nobody is named who gets a copy."))
ONLY_VERIFIED = refuse_if(
    lambda notice: fallen(notice.facts.all()).exists(), _("A fact has been revoked or reopened since: take it out.")
)
ONLY_RESPONSIBLE = refuse_if(
    lambda notice: notice.recipients.exclude(user__in=responsible(notice).values("pk")).exists(),
    _("A copy goes to somebody without management responsibility for this unit."),
)
EVIDENCE_OPENED = evidence_opened("facts")
SIGNED_OFF = refuse_if(
    needs_sign_off, _("This person gets too many notices in a short time: a deputy secretary must sign off first.")
)
SIGN_OFF_NEEDED = refuse_if(
    lambda notice: not needs_sign_off(notice), _("The frequency of notices to this person needs no sign-off.")
)
TO_BRING = refuse_if(lambda notice: not notice.by_hand, _("Nobody waits for the paper."))
BROUGHT = refuse_if(lambda notice: notice.by_hand, _("First bring the paper to whom no message reached."))
NOT_ANSWERED = refuse_if(lambda notice: notice.answered_at is not None, _("The answer was given already."))
ALL_ANSWERED = refuse_if(
    lambda notice: notice.recipients.exclude(status=CopyStatus.ANSWERED).exists(),
    _("Not everybody has given feedback yet."),
)


def to_me(copy: Any, user: Viewer) -> bool:
    """Permission of the steps of whoever got the copy."""
    return copy.user_id == user.pk and copy.notice.status == Status.SERVED


def concerned(notice: Any, user: Viewer) -> bool:
    """Permission of the steps of the person concerned, once he is told (R05)."""
    return notice.official_id is not None and notice.is_about(user)


def may_revoke(notice: Any, user: Viewer) -> bool:
    """A draft is dropped by its drafter, anything later by those who approve."""
    if notice.status == Status.DRAFT:
        return notice.created_by_id == user.pk
    return user.has_perm(APPROVE)


class CopyNoticeCourse(Objectionable, OfficialRecord):
    """State and steps. The fields they write are ``CopyNotice``'s."""

    due_rules = {Status.SERVED: documents.FEEDBACK}

    checker: Any
    approver: Any
    approved_at: Any
    signed_off_by: Any
    answered_at: Any

    status = StateField(_("status"), default=Status.DRAFT, choices=Status.choices)

    class Meta:
        abstract = True

    @step(
        Status.DRAFT, Status.CHECKED, CHECK, _("Check"), style="primary",
        conditions=(
            HAS_FACTS, HAS_RECIPIENTS, ONLY_VERIFIED, ONLY_RESPONSIBLE, needs("purpose", "request", "legal_basis"),
        ),
        actor_rules=(NOT_DRAFTER, EVIDENCE_OPENED),
    )  # fmt: skip
    def check_notice(self, *, actor: Viewer, **_values: Any) -> None:
        self.checker = actor

    @step(Status.CHECKED, Status.DRAFT, APPROVE, _("Return to the drafter"), reason="required")
    def return_draft(self, **_values: Any) -> None:
        self.checker = self.signed_off_by = None

    @step(
        Status.CHECKED, Status.CHECKED, SIGN_OFF, _("Sign off the frequency"), reason="required",
        conditions=(SIGN_OFF_NEEDED,), actor_rules=(NOT_DRAFTER, NOT_CHECKER),
    )  # fmt: skip
    def sign_off(self, *, actor: Viewer, **_values: Any) -> None:
        """R37: one limit for all papers to one person."""
        self.signed_off_by = actor

    @step(
        Status.CHECKED, Status.APPROVED, APPROVE, _("Approve"), style="primary", fields=("withhold_reason?",),
        conditions=(ONLY_VERIFIED, ONLY_RESPONSIBLE, SIGNED_OFF),
        actor_rules=(NOT_DRAFTER, NOT_CHECKER, EVIDENCE_OPENED),
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
        conditions=(ALL_ANSWERED, BROUGHT),
    )  # fmt: skip
    def close(self, **_values: Any) -> None:
        """What was done with the person is on record."""

    @step(OUT, AS_IT_IS, ADD, _("Record the delivery on paper"), reason="required", todo=True, conditions=(TO_BRING,))
    def hand_over(self, **_values: Any) -> None:
        """The reason says to whom, when and by whom (R05)."""
        effects.handed_over(self)

    @step(OUT, AS_IT_IS, concerned, _("Answer"), fields=("answer",), files=True, conditions=(NOT_ANSWERED,))
    def answer_notice(self, **_values: Any) -> None:
        """The person concerned is heard; everybody who got a copy reads it."""
        self.answered_at = clock.now()

    @step(OUT, AS_IT_IS, concerned, _("Object"), form_class=ObjectionForm, conditions=(NO_OPEN_OBJECTION,))
    def raise_objection(self, *, actor: Viewer, text: str, files: Any = (), **_values: Any) -> None:
        """The notice's state tells nobody of it (R38)."""
        effects.raise_objection(self, actor, text, files)

    def objection_refused(self, objection: Any) -> None:
        effects.objection_refused(self, objection)

    @step(OUT, Status.REVOKED, DECIDE, _("Revoke after review"), hidden=True, closes=True)
    def revoke_after_review(self, **_values: Any) -> None:
        """An objection was upheld; the words name none, because the drafter reads them too (R38)."""
        effects.revoked(self)

    @step(
        (Status.DRAFT, Status.CHECKED, Status.APPROVED, Status.SERVED, Status.CLOSED), Status.REVOKED, may_revoke,
        _("Revoke"), reason="required", style="danger", closes=True, conditions=(NO_OPEN_OBJECTION,),
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
