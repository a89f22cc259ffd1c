"""The course of a lead: 登记 → 分办 → 处置意见 → 审批 → 执行 → 结果 → 了结/归档 (M14)."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django_fsm import RETURN_VALUE

from cases.leads import conditions as c
from cases.leads import effects, who
from cases.leads.choices import AFTER_METHOD, AFTER_OUTCOME, EXECUTING, Status
from core.records.base import Record
from core.scope import Viewer
from core.workflow.fields import StateField
from core.workflow.steps import step

BY_ANOTHER = (who.NOT_REGISTRAR, who.NOT_DRAFTER)
RESULT_BY_ANOTHER = (who.NOT_REGISTRAR, who.NOT_REPORTER, who.BY_THE_HEAD)


class LeadCourse(Record):
    """State and steps. The fields they write are ``Lead``'s."""

    status = StateField(_("status"), default=Status.RECEIVED, choices=Status.choices)

    class Meta(Record.Meta):
        abstract = True

    @step(Status.RECEIVED, Status.REGISTERED, who.REGISTER, _("Register"), style="primary", conditions=(c.HAS_FORM,))
    def register(self, *, actor: Viewer, **_values: Any) -> None:
        effects.number(self, actor)

    @step(
        Status.REGISTERED,
        Status.ASSIGNED,
        who.ASSIGN,
        _("Assign to an office"),
        style="primary",
        fields=("office", "handler"),
    )
    def assign(self, **_values: Any) -> None:
        effects.assign(self)

    @step(
        Status.ASSIGNED, Status.ASSIGNED, who.ASSIGN, _("Assign to somebody else"), reason="required",
        fields=("office", "handler"),
    )  # fmt: skip
    def reassign(self, **_values: Any) -> None:
        """The office that had it sees it no more."""
        effects.assign(self)

    @step(
        Status.ASSIGNED, Status.PROPOSED, who.by_office, _("Propose a disposal"), style="primary",
        fields=("specificity", "method", "opinion"), files=True, actor_rules=(who.R19,),
    )  # fmt: skip
    def propose(self, *, actor: Viewer, **_values: Any) -> None:
        effects.propose(self, actor)

    @step(
        Status.PROPOSED, RETURN_VALUE(*AFTER_METHOD.values()), who.APPROVE, _("Approve the disposal"), style="primary",
        actor_rules=BY_ANOTHER,
    )  # fmt: skip
    def approve(self, *, actor: Viewer, **_values: Any) -> Status:
        return effects.approve(self, actor)

    @step(
        Status.PROPOSED, Status.ASSIGNED, who.APPROVE, _("Return to the office"), reason="required",
        actor_rules=BY_ANOTHER,
    )  # fmt: skip
    def send_back(self, **_values: Any) -> None:
        self.drafter = self.proposed_on = None

    @step(
        EXECUTING, Status.RESULT, who.by_office, _("Report what was found"), style="primary",
        fields=("outcome", "result"), files=True, actor_rules=(who.R19,),
    )  # fmt: skip
    def report(self, *, actor: Viewer, **_values: Any) -> None:
        effects.report(self, actor)

    @step(
        Status.RESULT, RETURN_VALUE(*dict.fromkeys(AFTER_OUTCOME.values())), who.APPROVE, _("Approve the result"),
        style="primary", actor_rules=RESULT_BY_ANOTHER,
    )  # fmt: skip
    def accept(self, *, actor: Viewer, **_values: Any) -> Status:
        return effects.accept(self, actor)

    @step(
        Status.RESULT, RETURN_VALUE(*EXECUTING), who.APPROVE, _("Not enough: look further"), reason="required",
        actor_rules=RESULT_BY_ANOTHER,
    )  # fmt: skip
    def ask_further(self, **_values: Any) -> Status:
        return effects.ask_further(self)

    @step(
        (Status.RESULT, Status.SHELVED), Status.ASSIGNED, who.by_office, _("Dispose of it in another way"),
        reason="required", actor_rules=(who.R19,),
    )  # fmt: skip
    def take_up(self, **_values: Any) -> None:
        """Laid aside is not closed (handbook 7.3.7): with new facts the office proposes again."""
        effects.anew(self)

    @step(
        (Status.CONCLUDED, Status.HANDLED), Status.ARCHIVED, who.ASSIGN, _("Archive"), style="primary",
        conditions=(c.NOTHING_OWED,),
    )  # fmt: skip
    def archive(self, **_values: Any) -> None:
        """Nothing leads back: new evidence is a new lead."""
