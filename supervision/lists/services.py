"""What a step moves besides the record itself: versions, tasks that carry over, findings that become problems."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from core import clock, parameters
from core.deadlines.calendar import add_months
from core.deadlines.queries import due_date
from core.errors import Conflict, InvalidInput
from core.scope import Viewer
from core.workflow.services import history_write, transition_perform
from supervision.lists.choices import FOLLOW_UPS, MUST_FOLLOW, TASK_RUNNING, Origin, PlanStatus, ProblemStatus
from supervision.lists.models import (
    CheckFinding,
    Duty,
    ListTask,
    Measure,
    MeasureList,
    Problem,
    RectFollowUp,
    RectPlan,
    ResponsibilityCheck,
    ResponsibilityList,
)
from supervision.lists.parameters import LISTS, PLAN_RULE, RECTIFY_RULE, REPORT_RULE

VersionedList = ResponsibilityList | MeasureList
# What a new version begins anew; everything else is copied.
FRESH = ("id", "pk", "status", "approver", "approved_at", "in_force_on", "superseded_on", "meeting", "meeting_on",
         "doc_no", "due_on", "closed_at", "reviewed_on")  # fmt: skip


@transaction.atomic
def version_copy(*, of: VersionedList, actor: Viewer) -> VersionedList:
    """A draft of the next version of ``of`` with copies of its items. Raises Conflict while there is one already."""
    model: Any = type(of)
    if model._base_manager.filter(replaces=of).exists():
        raise Conflict(_("A new version is being drawn up already."), cure=_("Go on with that draft."))
    kept = {field.name: getattr(of, field.name) for field in of._meta.concrete_fields if field.name not in FRESH}
    kept |= {"version": of.version + 1, "replaces": of, "created_by": actor, "created_at": clock.now()}
    new = model.objects.create(**kept)
    _items_copy(of, new)
    history_write(instance=new, name="new_version", label=_("New version drawn up"), before="", actor=actor)
    return new


def _items_copy(of: Any, new: Any) -> None:
    model: type[Duty] | type[Measure] = Duty if isinstance(new, ResponsibilityList) else Measure
    for item in model.objects.filter(list=of).order_by("no"):
        copied_from = item.pk
        item.pk, item._state.adding = None, True
        item.list, item.copied_from_id = new, copied_from
        item.save()


def tasks_carry_over(*, new: ResponsibilityList) -> int:
    """Running tasks of the version before go on under the copies of their duties; returns how many."""
    moved = 0
    for duty in new.duties.filter(copied_from__isnull=False):
        running = ListTask.objects.filter(duty_id=duty.copied_from_id, status__in=TASK_RUNNING)
        moved += running.update(duty=duty)
    return moved


def findings_confirm(*, plan: RectPlan, actor: Viewer) -> None:
    """Feedback confirms the findings of an inspection; each is due at the end of the concentrated rectification."""
    for finding in plan.findings.filter(status=ProblemStatus.FOUND, due_on__isnull=True):
        finding.due_on = plan.rectify_by
        finding.save()
    findings_move(plan=plan, name="confirm", actor=actor)


def findings_move(*, plan: RectPlan, name: str, actor: Viewer, reason: str = "") -> None:
    """Take the step ``name`` for every finding of ``plan`` from whose state it leads."""
    from core.workflow.queries import transitions_from

    for finding in plan.findings.order_by("pk"):
        if any(found.name == name for found in transitions_from(finding)):
            transition_perform(instance=finding, name=name, actor=actor, reason=reason)


def reports_become_due(*, on: date) -> int:
    """Concentrated rectifications that have ended by ``on``: the report is due by D27 from now on; returns how many.

    Only then: the working days of the next year may not be known while the rectification runs.
    """
    ended = RectPlan.objects.filter(status=PlanStatus.RECTIFYING, rectify_by__lt=on, due_on=F("rectify_by"))
    for plan in ended:
        RectPlan.objects.filter(pk=plan.pk).update(due_on=due_date(REPORT_RULE, plan.rectify_by or on))
    return len(ended)


def follow_ups_decide(*, plan: RectPlan, kinds: Sequence[str], actor: Viewer, more: bool = False) -> list[RectFollowUp]:
    """Decide what follows from an evaluation: nothing, one or several, as the verdict allows (M74).

    Raises InvalidInput for a kind that does not fit, and without any where one must follow or ``more`` is asked for.
    """
    if any(kind not in FOLLOW_UPS[plan.verdict] for kind in kinds):
        raise InvalidInput(_("This does not follow from such a verdict."), field="follow_ups")
    if not kinds and (more or plan.verdict in MUST_FOLLOW):
        raise InvalidInput(_("Something must follow: choose at least one."), field="follow_ups")
    rows = [
        RectFollowUp.objects.create(
            plan=plan, unit=plan.unit, verdict=plan.verdict, kind=kind, decider=actor, decided_on=clock.today(),
            created_by=actor, created_at=clock.now(),
        )
        for kind in dict.fromkeys(kinds)
    ]  # fmt: skip
    for row in rows:
        history_write(instance=row, name="decided", label=_("Decided"), before="", actor=actor)
    return rows


def rule_of_plan(plan: RectPlan) -> str:
    """The rule that sets the day of ``plan``: D25 for the plan, D26 for the rectification, D27 for the report."""
    if plan.status != PlanStatus.RECTIFYING:
        return PLAN_RULE if plan.status == PlanStatus.FED_BACK else ""
    return RECTIFY_RULE if plan.due_on == plan.rectify_by else REPORT_RULE


def plan_moved(plan: RectPlan, _key: str) -> None:
    """A rectification that was suspended ends as much later; the report is due a month after that."""
    if plan.status == PlanStatus.RECTIFYING and plan.rectify_by and clock.today() <= plan.rectify_by:
        plan.rectify_by = plan.due_on
        plan.save(update_fields=["rectify_by"])


def findings_open(*, check: ResponsibilityCheck, actor: Viewer) -> list[Problem]:
    """Every finding of a check becomes a problem that two people have seen: who found it and who confirms it."""
    return [_problem_open(check, finding, actor) for finding in check.findings.all()]


def _problem_open(check: ResponsibilityCheck, finding: CheckFinding, actor: Viewer) -> Problem:
    problem = Problem.objects.create(
        unit=check.unit, title=finding.title, fact=finding.fact, category=finding.category, severity=finding.severity,
        level=finding.level, layer=finding.layer, origin=Origin.CHECK, found_on=check.checked_on, check_of=check,
        created_by=check.created_by, created_at=clock.now(), confirmed_by=actor, confirmed_at=clock.now(),
        status=ProblemStatus.CONFIRMED,
        due_on=add_months(clock.today(), parameters.values(LISTS.key)["rectify_months"]),
    )  # fmt: skip
    history_write(instance=problem, name="opened", label=_("Opened by a check"), before="", actor=actor)
    return problem
