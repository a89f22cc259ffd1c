"""问题清单 (M59): problems of a unit and their rectification, wherever they come from; findings too."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import clock, parameters
from core.columns import day, moment, person
from core.deadlines.calendar import add_months
from core.errors import InvalidInput
from core.records.base import four_eyes
from core.scope import Viewer
from core.workflow.fields import StateField
from core.workflow.rules import refuse_if
from core.workflow.steps import step
from supervision.lists.choices import PROBLEM_AWAITING_UNIT, Category, CheckKind, Layer, Level, Origin, Severity
from supervision.lists.choices import ProblemStatus as S
from supervision.lists.engine import work
from supervision.lists.engine.rows import CheckRow, EvidenceRow, Levelled
from supervision.lists.engine.rules import (
    APPROVE,
    CHECK,
    FILL,
    NOT_OF_THE_UNIT,
    NOT_THE_MAKER,
    belongs_to,
    confirms,
    of_the_unit,
)
from supervision.lists.models.scope import ProblemQuerySet
from supervision.lists.parameters import LISTS, RECTIFY_RULE
from supervision.lists.telling import tell_unit

HAS_MEASURES = refuse_if(
    lambda problem: not problem.measures.exists(), _("A problem without a measure cannot be submitted.")
)
MEASURES_COMPLETE = refuse_if(
    lambda problem: problem.measures.filter(Q(owner_post="") | Q(due_on__isnull=True)).exists(),
    _("Every measure needs an owner and a day."),
)
MEASURES_DONE = refuse_if(
    lambda problem: problem.measures.filter(done_on__isnull=True).exists(), _("A measure is not done yet.")
)


class Problem(work.Work):
    """One problem: found, confirmed, measures, rectified, self-checked, verified, struck off, looked back on.

    ``due_on`` is the day of rectification; a long-term item has the day of its next look-back there, and is never
    overdue. ``plan`` is set for findings of an inspection, ``layer`` for those of a check of responsibilities.
    """

    title = models.CharField(_("problem"), max_length=120)
    fact = models.TextField(_("facts"))
    category = models.CharField(_("category"), max_length=12, choices=Category.choices)
    severity = models.PositiveSmallIntegerField(
        _("severity of the problem"), choices=Severity.choices, default=Severity.SLIGHT
    )
    level = models.CharField(_("own level or system"), max_length=6, choices=Level.choices, default=Level.OWN)
    origin = models.CharField(_("origin"), max_length=10, choices=Origin.choices, default=Origin.DAILY)
    found_on = models.DateField(_("found on"))
    layer = models.CharField(_("layer of responsibility"), max_length=11, choices=Layer.choices, blank=True)
    duty = models.ForeignKey(
        "supervision.Duty", on_delete=models.PROTECT, null=True, blank=True, related_name="problems",
        verbose_name=_("duty"),
    )  # fmt: skip
    task = models.ForeignKey(
        "supervision.ListTask", on_delete=models.PROTECT, null=True, blank=True, related_name="problems",
        verbose_name=_("task"),
    )  # fmt: skip
    measure = models.ForeignKey(
        "supervision.TaskMeasure", on_delete=models.SET_NULL, null=True, blank=True, related_name="problems",
        verbose_name=_("measure of a task"),
    )  # fmt: skip
    plan = models.ForeignKey(
        "supervision.RectPlan", on_delete=models.PROTECT, null=True, blank=True, related_name="findings",
        verbose_name=_("plan of rectification"),
    )  # fmt: skip
    check_of = models.ForeignKey(
        "supervision.ResponsibilityCheck", on_delete=models.PROTECT, null=True, blank=True, related_name="problems",
        verbose_name=_("check of responsibilities"), editable=False,
    )  # fmt: skip
    long_term = models.BooleanField(_("long-term item"), default=False, editable=False)
    confirmed_by = person(_("confirmed by"))
    confirmed_at = moment(_("confirmed at"))
    status = StateField(_("status"), default=S.FOUND, choices=S.choices)

    if not TYPE_CHECKING:
        objects = ProblemQuerySet.as_manager()

    class Meta(work.Work.Meta):
        indexes = [
            models.Index(fields=["unit", "status", "due_on"], name="problem_unit_status_due"),
            models.Index(fields=["status", "due_on"], name="problem_status_due"),
        ]
        constraints = [
            *work.work_constraints("problem"),
            four_eyes("created_by", "confirmed_by", name="problem_confirmed_by_another"),
            models.CheckConstraint(
                condition=Q(status__in=(S.FOUND, S.DISMISSED)) | Q(confirmed_by__isnull=False),
                name="problem_not_unconfirmed",
            ),
        ]
        verbose_name = _("problem")
        verbose_name_plural = _("problems and rectification")

    def __str__(self) -> str:
        return self.title

    def prepare(self, actor: Viewer) -> None:
        """What the unit's own people enter is found by the unit itself; only the inspection office adds findings."""
        if self.found_on and self.found_on > clock.today():
            raise InvalidInput(gettext("The day lies in the future."), field="found_on")
        if belongs_to(actor, self.unit):
            self.origin = Origin.SELF
        elif self.origin == Origin.SELF:
            raise InvalidInput(gettext("Only the unit itself reports what it has found itself."), field="origin")
        self._link()
        if self.plan is not None:
            self._enter_as_finding()

    def _link(self) -> None:
        """To a duty, a task or a measure of the unit itself (M59); a measure brings its task, a task its duty."""
        units = {
            "measure": self.measure.task.unit_id if self.measure else None,
            "task": self.task.unit_id if self.task else None,
            "duty": self.duty.list.unit_id if self.duty else None,
        }
        for name, unit in units.items():
            if unit not in (None, self.unit_id):
                raise InvalidInput(gettext("It belongs to another unit."), field=name)
        for name, above in (("measure", "task"), ("task", "duty")):
            below: Any = getattr(self, name)
            if below is None:
                continue
            if getattr(self, above) not in (None, getattr(below, above)):
                raise InvalidInput(gettext("The other link belongs to something else."), field=above)
            setattr(self, above, getattr(below, above))

    def _enter_as_finding(self) -> None:
        plan: Any = self.plan
        if plan.unit_id != self.unit_id:
            raise InvalidInput(gettext("The plan belongs to another unit."), field="plan")
        if plan.status != "DRAFT":
            raise InvalidInput(gettext("The findings have been fed back already."), field="plan")
        self.origin = Origin.INSPECTION

    @property
    def due_rule(self) -> str:
        """A finding of an inspection is to be rectified within the concentrated rectification."""
        ruled = self.plan_id is not None and self.status in PROBLEM_AWAITING_UNIT and not self.long_term
        return RECTIFY_RULE if ruled else ""

    def late_on(self, day: date) -> bool:
        """Whether the unit had not rectified it by its day; a long-term item has no last day."""
        return (
            self.status in PROBLEM_AWAITING_UNIT
            and not self.long_term
            and self.due_on is not None
            and (self.due_on < day)
        )

    @step(S.FOUND, S.CONFIRMED, confirms, _("Confirm"), style="primary",
          actor_rules=(NOT_OF_THE_UNIT, NOT_THE_MAKER))  # fmt: skip
    def confirm(self, *, actor: Viewer, **_values: Any) -> None:
        """A second person says that it is a problem; the unit has to answer from now on."""
        self.confirmed_by, self.confirmed_at = actor, clock.now()
        if self.due_on is None:
            self.due_on = add_months(clock.today(), parameters.values(LISTS.key)["rectify_months"])
        tell_unit(self, "confirmed")

    @step(S.FOUND, S.DISMISSED, confirms, _("No problem"), reason="required", actor_rules=(NOT_OF_THE_UNIT,),
          closes=True)  # fmt: skip
    def dismiss(self, **_values: Any) -> None: ...

    @step((S.CONFIRMED, S.REOPENED), S.PLANNED, of_the_unit, _("Submit the measures"), style="primary",
          conditions=(HAS_MEASURES, MEASURES_COMPLETE))  # fmt: skip
    def submit_measures(self, **_values: Any) -> None: ...

    @step(S.PLANNED, S.CONFIRMED, CHECK, _("Send the measures back"), reason="required",
          actor_rules=(NOT_OF_THE_UNIT,))  # fmt: skip
    def return_measures(self, **_values: Any) -> None: ...

    @step(S.PLANNED, S.RECTIFYING, CHECK, _("Accept the measures"), style="primary", actor_rules=(NOT_OF_THE_UNIT,))
    def accept_measures(self, **_values: Any) -> None: ...

    @step((S.RECTIFYING, S.RETURNED), S.SUBMITTED, of_the_unit, _("Report the self-check"), style="primary",
          conditions=(MEASURES_DONE,), fields=("done_text",), files=True)  # fmt: skip
    def submit(self, *, actor: Viewer, **_values: Any) -> None:
        """自验: the unit says that it has rectified and files the proof. Nobody of it can go further."""
        self.file_evidence(actor)

    verify = work.verify_step()
    send_back = work.send_back_step()
    close = work.close_step()
    pass_look_back = work.pass_look_back_step()
    reopen = work.reopen_step()

    @step((S.RECTIFYING, S.RETURNED), S.RECTIFYING, APPROVE, _("Keep as a long-term item"), reason="required",
          conditions=(refuse_if(lambda problem: problem.long_term, _("It is a long-term item already.")),),
          actor_rules=(NOT_OF_THE_UNIT,))  # fmt: skip
    def keep_long_term(self, **_values: Any) -> None:
        """长期坚持项: no last day any more, but a look-back every year."""
        self.long_term = True
        self.due_on = self._next_look_back()

    @step(S.RECTIFYING, S.RECTIFYING, CHECK, _("Look back on the long-term item"), reason="required", todo=True,
          conditions=(refuse_if(lambda problem: not problem.long_term, _("It is no long-term item.")),
                      refuse_if(lambda problem: not problem.due_on or problem.due_on > clock.today(),
                                _("The look-back is not due yet."))),
          actor_rules=(NOT_OF_THE_UNIT,))  # fmt: skip
    def look_back(self, *, actor: Viewer, reason: str, **_values: Any) -> None:
        self.looked_back_on = clock.today()
        self.note_check(actor, CheckKind.LOOK_BACK, reason, passed=True)
        self.due_on = self._next_look_back()

    def _next_look_back(self) -> date:
        return add_months(clock.today(), parameters.values(LISTS.key)["look_back_months"])


class RectMeasure(Levelled):
    """One measure of the rectification, with its owner and day; ``done_on`` once it is carried out."""

    parent = "problem"

    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="measures", verbose_name=_("problem"))
    text = models.CharField(_("measure"), max_length=300)
    owner_post = models.CharField(_("owner (post)"), max_length=60)
    due_on = models.DateField(_("due on"))
    done_on = day(_("done on"))

    class Meta(Levelled.Meta):
        ordering = ["pk"]
        verbose_name = _("measure of rectification")
        verbose_name_plural = _("measures of rectification")

    def __str__(self) -> str:
        return self.text


def why_not_measures(problem: Any, user: Viewer) -> str:
    """The unit writes measures until they are accepted, and says afterwards which are done."""
    if not (user.has_perm(FILL) and belongs_to(user, problem.unit)):
        return gettext("The unit itself writes its measures.")
    return "" if problem.status in MEASURES_OPEN else gettext("The measures cannot be changed now.")


MEASURES_OPEN = (S.CONFIRMED, S.REOPENED, S.RECTIFYING, S.RETURNED)


class RectProgress(EvidenceRow):
    """What the unit reported: progress and self-checks."""

    parent = "problem"

    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="evidence", verbose_name=_("problem"))

    class Meta(EvidenceRow.Meta):
        verbose_name = _("progress")
        verbose_name_plural = _("progress")

    def __str__(self) -> str:
        return self.text[:60]


class RectCheck(CheckRow):
    """What somebody from outside found: verifications and look-backs (indicator C2)."""

    parent = "problem"

    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="checks", verbose_name=_("problem"))

    class Meta(CheckRow.Meta):
        indexes = [models.Index(fields=["kind", "at"], name="rect_check_kind_at")]
        verbose_name = _("check of a rectification")
        verbose_name_plural = _("checks of rectifications")

    def __str__(self) -> str:
        return self.get_kind_display()
