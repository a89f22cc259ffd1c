"""M74: a round of inspection, and for each inspected unit the plan of rectification with its evaluation."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import clock
from core.columns import day, moment, person
from core.deadlines.queries import due_date
from core.errors import InvalidInput
from core.records.base import Record, four_eyes
from core.records.labels import labelled
from core.scope import Viewer
from core.workflow.fields import StateField
from core.workflow.rules import needs, not_by, refuse_if
from core.workflow.steps import step
from organization.records import UnitRecord
from supervision.lists.choices import (
    FOLLOW_UPS,
    PROBLEM_IN_HAND,
    FollowUpStatus,
    InspectionKind,
    ProblemStatus,
    RoundStatus,
    Verdict,
)
from supervision.lists.choices import PlanStatus as S
from supervision.lists.engine.rows import Item
from supervision.lists.engine.rules import (
    APPROVE,
    CHECK,
    NOT_OF_THE_UNIT,
    NOT_THE_MAKER,
    belongs_to,
    head_of_the_unit,
    of_the_unit,
)
from supervision.lists.parameters import PLAN_RULE, RECTIFY_RULE, REPORT_RULE
from supervision.lists.telling import tell_unit

NO_FINDING = refuse_if(lambda plan: not plan.findings.exists(), _("There is no finding yet."))
WITHOUT_MEASURE = refuse_if(
    lambda plan: plan.findings.filter(measures=None).exclude(status=ProblemStatus.DISMISSED).exists(),
    _("A finding has no measure yet."),
)
FINDINGS_IN_HAND = refuse_if(
    lambda plan: plan.findings.filter(status__in=PROBLEM_IN_HAND, long_term=False).exists(),
    _("Findings are not struck off yet."),
)
NO_SCORES = refuse_if(
    lambda plan: not plan.evaluation.exists(),
    _("The score sheet of the evaluation is empty: write at least one line with criterion, full marks and score."),
)
FOLLOW_UPS_OPEN = refuse_if(
    lambda plan: plan.follow_ups.filter(status=FollowUpStatus.DECIDED).exists(),
    _("A follow-up that was decided on is not carried out yet."),
)
NOTHING_MAY_FOLLOW = refuse_if(lambda plan: not FOLLOW_UPS.get(plan.verdict), _("Nothing follows from such a verdict."))
FOLLOW_UP_FORM = "supervision.lists.forms.FollowUpForm"
NOT_THE_EVALUATOR = not_by("evaluator", _("Whoever evaluated may not decide what follows."))


class InspectionRound(Record):
    """One round of inspection: which, by whom, when."""

    name = models.CharField(_("round"), max_length=60, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=InspectionKind.choices, default=InspectionKind.CITY)
    team = models.CharField(_("inspection team"), max_length=60)
    begun_on = models.DateField(_("begun on"))
    ended_on = day(_("ended on"))
    status = StateField(_("status"), default=RoundStatus.OPEN, choices=RoundStatus.choices)

    class Meta(Record.Meta):
        ordering = ["-begun_on", "-pk"]
        verbose_name = _("round of inspection")
        verbose_name_plural = _("rounds of inspection")

    def __str__(self) -> str:
        return self.name

    @step(RoundStatus.OPEN, RoundStatus.CLOSED, "supervision.add_inspectionround", _("Close the round"), closes=True)
    def close(self, **_values: Any) -> None: ...


class RectPlan(UnitRecord):
    """The rectification of one inspected unit: feedback, plan, six months, report, disclosure, evaluation, follow-up.

    Its findings are problems of the problem list. Days by D25 (plan), D26 (concentrated rectification), D27 (report).
    """

    due_rules = {S.FED_BACK: PLAN_RULE, S.PLANNED: PLAN_RULE}

    round = models.ForeignKey(
        InspectionRound, on_delete=models.PROTECT, related_name="plans", verbose_name=_("round of inspection")
    )
    feedback_on = day(_("fed back on"))
    plan_text = models.TextField(_("plan of rectification"), blank=True)
    signer = person(_("signed by the head"))
    signed_at = moment(_("signed by the head at"))
    rectify_by = day(_("concentrated rectification until"))
    report_text = models.TextField(_("report on progress"), blank=True)
    inner_disclosed_on = day(_("disclosed inside the Party on"))
    public_disclosed_on = day(_("disclosed to the public on"))
    verdict = models.CharField(_("verdict on the rectification"), max_length=7, choices=Verdict.choices, blank=True)
    verdict_text = models.TextField(_("reasons of the verdict"), blank=True)
    request = models.TextField(_("what is asked of the unit"), blank=True)
    evaluator = person(_("evaluated by"))
    evaluated_at = moment(_("evaluated at"))
    decider = person(_("follow-up decided by"))
    decided_at = moment(_("follow-up decided at"))
    status = StateField(_("status"), default=S.DRAFT, choices=S.choices)

    class Meta(UnitRecord.Meta):
        constraints = [
            models.UniqueConstraint(fields=["round", "unit"], name="rect_plan_one_a_unit"),
            four_eyes("evaluator", "decider", name="rect_plan_evaluator_does_not_decide"),
            models.CheckConstraint(
                condition=Q(status__in=(S.DRAFT, S.FED_BACK)) | Q(signer__isnull=False), name="rect_plan_signed_by_head"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=(S.DISCLOSED, S.EVALUATED, S.DECIDED, S.CLOSED))
                | Q(inner_disclosed_on__isnull=False, public_disclosed_on__isnull=False),
                name="rect_plan_disclosed_twice",
            ),
            models.CheckConstraint(
                condition=Q(evaluator__isnull=True) | ~Q(evaluator=F("signer")), name="rect_plan_head_does_not_evaluate"
            ),
        ]
        verbose_name = _("rectification after inspection")
        verbose_name_plural = _("rectifications after inspection")

    def __str__(self) -> str:
        return f"{self.unit} · {self.round}"

    @property
    def due_rule(self) -> str:
        """While it rectifies, first the end of the concentrated rectification is due, then the report on it."""
        if self.status == S.RECTIFYING and self.due_on and self.rectify_by:
            return RECTIFY_RULE if self.due_on <= self.rectify_by else REPORT_RULE
        return super().due_rule

    @property
    @labelled(_("follow-ups"))
    def follow_up_words(self) -> str:
        """What was decided to follow, in the order of decision."""
        return "、".join(str(row.get_kind_display()) for row in self.follow_ups.all())

    @step(S.DRAFT, S.FED_BACK, APPROVE, _("Feed back to the unit"), style="primary", fields=("feedback_on",),
          conditions=(NO_FINDING,), actor_rules=(NOT_THE_MAKER,))  # fmt: skip
    def feed_back(self, *, actor: Viewer, **_values: Any) -> None:
        """反馈: the findings are confirmed with it; the plan is due by D25."""
        from supervision.lists.services import findings_confirm

        if self.feedback_on is None or self.feedback_on > clock.today():
            raise InvalidInput(gettext("The day lies in the future."), field="feedback_on")
        self.rectify_by = due_date(RECTIFY_RULE, self.feedback_on)
        self.due_on = due_date(PLAN_RULE, self.feedback_on)
        findings_confirm(plan=self, actor=actor)
        tell_unit(self, "fed-back")

    @step(S.FED_BACK, S.PLANNED, head_of_the_unit, _("Sign and submit the plan"), style="primary",
          fields=("plan_text",), files=True, conditions=(WITHOUT_MEASURE,))  # fmt: skip
    def submit_plan(self, *, actor: Viewer, **_values: Any) -> None:
        """The head signs with his name 背书; every finding has its measures."""
        from supervision.lists.services import findings_move

        self.signer, self.signed_at = actor, clock.now()
        findings_move(plan=self, name="submit_measures", actor=actor)

    @step(S.PLANNED, S.FED_BACK, CHECK, _("Send the plan back"), reason="required", actor_rules=(NOT_OF_THE_UNIT,))
    def return_plan(self, *, actor: Viewer, reason: str, **_values: Any) -> None:
        from supervision.lists.services import findings_move

        findings_move(plan=self, name="return_measures", actor=actor, reason=reason)

    @step(S.PLANNED, S.RECTIFYING, CHECK, _("Accept the plan"), style="primary", actor_rules=(NOT_OF_THE_UNIT,))
    def accept_plan(self, *, actor: Viewer, **_values: Any) -> None:
        from supervision.lists.services import findings_move

        findings_move(plan=self, name="accept_measures", actor=actor)
        self.due_on = self.rectify_by

    @step(S.RECTIFYING, S.REPORTED, head_of_the_unit, _("Report on progress"), style="primary",
          fields=("report_text",), files=True)  # fmt: skip
    def report(self, **_values: Any) -> None:
        self.due_on = None

    @step(S.REPORTED, S.DISCLOSED, of_the_unit, _("Record both disclosures"), style="primary",
          fields=("inner_disclosed_on", "public_disclosed_on"))  # fmt: skip
    def disclose(self, **_values: Any) -> None:
        """双公开: inside the Party and to the public."""
        for name in ("inner_disclosed_on", "public_disclosed_on"):
            if getattr(self, name) > clock.today():
                raise InvalidInput(gettext("The day lies in the future."), field=name)

    @step(S.DISCLOSED, S.EVALUATED, CHECK, _("Evaluate"), style="primary",
          fields=("verdict", "verdict_text", "request?"),
          conditions=(NO_SCORES,), actor_rules=(NOT_OF_THE_UNIT,))  # fmt: skip
    def evaluate(self, *, actor: Viewer, **_values: Any) -> None:
        """A person's verdict, with its reasons; the score sheet supports it and decides nothing."""
        self.evaluator, self.evaluated_at = actor, clock.now()

    @step(S.EVALUATED, S.DECIDED, APPROVE, _("Decide what follows"), style="primary", form_class=FOLLOW_UP_FORM,
          conditions=(needs("verdict"),), actor_rules=(NOT_OF_THE_UNIT, NOT_THE_EVALUATOR))  # fmt: skip
    def decide(self, *, actor: Viewer, follow_ups: Sequence[str] = (), **_values: Any) -> None:
        """经验交流 for the good, 通报, 约谈 or a proposal for accountability for the poor: somebody else decides it."""
        from supervision.lists.evaluation_report import NAME, report_issue
        from supervision.lists.services import follow_ups_decide

        self.decider, self.decided_at = actor, clock.now()
        follow_ups_decide(plan=self, kinds=follow_ups, actor=actor)
        # The report W17 goes to the unit with the decision: a second person has read it by then.
        report_issue(plan=self, actor=actor)
        tell_unit(self, "evaluated", kind=NAME, doc_no=self.doc_no or "")

    @step(S.DECIDED, S.DECIDED, APPROVE, _("Decide on another follow-up"), form_class=FOLLOW_UP_FORM,
          conditions=(NOTHING_MAY_FOLLOW,), actor_rules=(NOT_OF_THE_UNIT, NOT_THE_EVALUATOR))  # fmt: skip
    def decide_more(self, *, actor: Viewer, follow_ups: Sequence[str] = (), **_values: Any) -> None:
        """A circular may be followed by an interview, or by a second one."""
        from supervision.lists.services import follow_ups_decide

        follow_ups_decide(plan=self, kinds=follow_ups, actor=actor, more=True)

    @step(S.DECIDED, S.CLOSED, CHECK, _("Close"), style="primary",
          conditions=(FINDINGS_IN_HAND, FOLLOW_UPS_OPEN), actor_rules=(NOT_OF_THE_UNIT,), closes=True)  # fmt: skip
    def close(self, **_values: Any) -> None:
        """What follows was done and all findings are struck off; long-term items go on with their yearly look-back."""


class EvaluationItem(Item):
    """One line of the score sheet behind the verdict (M74); it concerns the unit's rectification, never a person."""

    parent = "plan"

    plan = models.ForeignKey(
        RectPlan, on_delete=models.CASCADE, related_name="evaluation", verbose_name=_("plan of rectification")
    )
    criterion = models.CharField(_("criterion"), max_length=120)
    full = models.PositiveSmallIntegerField(_("full marks"))
    score = models.PositiveSmallIntegerField(_("score"))
    note = models.CharField(_("grounds of the score"), max_length=200, blank=True)

    class Meta(Item.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(score__lte=F("full")), name="evaluation_within_full_marks"),
            models.UniqueConstraint(fields=["plan", "no"], name="evaluation_number_once"),
        ]
        verbose_name = _("line of the evaluation")
        verbose_name_plural = _("lines of the evaluation")

    def __str__(self) -> str:
        return f"{self.criterion} {self.score}/{self.full}"


def why_not_evaluation(plan: Any, user: Viewer) -> str:
    """The score sheet is written while the evaluation is under way, by people from outside the unit."""
    if plan.status != S.DISCLOSED:
        return gettext("The score sheet is written after the disclosure and before the verdict.")
    if not user.has_perm(CHECK) or belongs_to(user, plan.unit):
        return gettext("People from outside the unit evaluate.")
    return ""
