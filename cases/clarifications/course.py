"""The course: 核查失实 → 征求本人意见 → 必要性研判和方案 → 审核 → 审批 → 实施 → 通报组织部门、入档 → 回访 (M82)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.clarifications import effects, who
from cases.clarifications.choices import Status, Wish
from core.scope import Viewer
from core.workflow.fields import StateField
from core.workflow.rules import refuse_if
from core.workflow.steps import step
from officials.records import OfficialRecord

IS_WANTED = refuse_if(lambda row: row.wish != Wish.WANTED, _("The person wants no clarification."))
NOT_WANTED = refuse_if(
    lambda row: row.wish == Wish.WANTED, _("The person wants it: only those who approve may refuse it.")
)
COMMITTEE = refuse_if(
    effects.lacks_committee,
    _("In public, or about the head of a unit, it needs the document of the Party committee: return the plan."),
)
CHAIN = (who.NOT_MAKER, who.NOT_PLANNER)


class ClarificationCourse(OfficialRecord):
    """State and steps. The fields they write are ``Clarification``'s."""

    status = StateField(_("status"), default=Status.DRAFT, choices=Status.choices)

    class Meta(OfficialRecord.Meta):
        abstract = True

    @step(Status.DRAFT, Status.ASKED, who.by_office, _("Ask the person"), style="primary")
    def ask(self, **_values: Any) -> None:
        effects.ask(self)

    @step(
        Status.ASKED,
        Status.ANSWERED,
        who.by_person,
        _("Say what you want"),
        style="primary",
        fields=("wish", "opinion"),
    )
    def answer(self, **_values: Any) -> None:
        """In the portal; a wish against it ends the matter."""

    @step(
        Status.ASKED, Status.ANSWERED, who.by_office, _("Note what the person said"), fields=("wish", "opinion"),
        files=True,
    )  # fmt: skip
    def note_answer(self, **_values: Any) -> None:
        """Said to the office, or on paper."""

    @step(
        Status.ANSWERED, Status.PLANNED, who.by_office, _("Plan it"), style="primary", conditions=(IS_WANTED,),
        fields=("necessity", "method", "scope", "content", "committee_document?"),
    )  # fmt: skip
    def plan(self, *, actor: Viewer, **_values: Any) -> None:
        self.planner = actor

    @step(
        Status.PLANNED, Status.REVIEWED, who.REVIEW, _("Review the plan"), style="primary", fields=("review_opinion",),
        actor_rules=CHAIN,
    )  # fmt: skip
    def review(self, *, actor: Viewer, **_values: Any) -> None:
        self.reviewer = actor

    @step(
        (Status.PLANNED, Status.REVIEWED), Status.ANSWERED, who.may_return, _("Return it to be planned anew"),
        reason="required", actor_rules=CHAIN,
    )  # fmt: skip
    def return_plan(self, **_values: Any) -> None:
        effects.return_plan(self)

    @step(
        Status.REVIEWED, Status.APPROVED, who.APPROVE, _("Approve"), style="primary", conditions=(COMMITTEE,),
        actor_rules=(*CHAIN, who.NOT_REVIEWER),
    )  # fmt: skip
    def approve(self, *, actor: Viewer, **_values: Any) -> None:
        effects.approve(self, actor)

    @step(
        Status.APPROVED, Status.EXECUTED, who.by_office, _("Carry out"), style="primary", fields=("executed_on",),
        files=True,
    )  # fmt: skip
    def carry_out(self, *, actor: Viewer, **_values: Any) -> None:
        effects.carry_out(self, actor)

    @step(
        Status.EXECUTED, Status.CLOSED, who.by_office, _("Note the return visit"), style="primary", closes=True,
        fields=("organisation_told_on", "visited_on", "visit_note"),
    )  # fmt: skip
    def visit(self, **_values: Any) -> None:
        effects.visit(self)

    @step(
        (Status.DRAFT, Status.ANSWERED), Status.DROPPED, who.by_office, _("End without clarification"),
        reason="required", closes=True, conditions=(NOT_WANTED,),
    )  # fmt: skip
    def drop(self, **_values: Any) -> None:
        """Not begun, or not wanted by the person."""

    @step(
        Status.REVIEWED, Status.DROPPED, who.APPROVE, _("Refuse"), style="danger", reason="required", closes=True,
        actor_rules=(*CHAIN, who.NOT_REVIEWER),
    )  # fmt: skip
    def refuse(self, **_values: Any) -> None:
        """Found not necessary, with the reason."""
