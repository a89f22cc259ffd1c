"""Counts that screens and reports share: the burn-down by type of unit, the standing of a unit and of a list."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, DateField, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext

from core import clock
from core.scope import Viewer
from organization.models import UnitKind
from supervision.lists.choices import (
    PROBLEM_AWAITING_UNIT,
    PROBLEM_IN_HAND,
    SETTLED,
    TASK_OPEN,
    TASK_RUNNING,
    ProblemStatus,
    TaskStatus,
)
from supervision.lists.models import ListTask, MeasureList, Problem
from supervision.problems import OpenProblem, any_of

_SETTLED_TASKS = (TaskStatus.CLOSED, TaskStatus.PASSED)


@dataclass(frozen=True, slots=True)
class BurnDown:
    """Rectification of one type of units: how much is struck off, in hand, overdue."""

    kind: str
    settled: int
    in_hand: int
    overdue: int

    @property
    def total(self) -> int:
        return self.settled + self.in_hand


def late_q(on: date) -> Q:
    """As ``ProblemQuerySet.overdue``, as a condition."""
    return Q(status__in=PROBLEM_AWAITING_UNIT, long_term=False, due_on__lt=on)


def burn_down(user: Viewer) -> list[BurnDown]:
    """By type of unit in the order of the scale: types are peers, no ranking."""
    rows = (
        Problem.objects.visible_to(user)
        .values("unit__kind")
        .annotate(
            settled=Count("pk", filter=Q(status__in=SETTLED)),
            in_hand=Count("pk", filter=Q(status__in=PROBLEM_IN_HAND)),
            overdue=Count("pk", filter=late_q(clock.today())),
        )
        .order_by()
    )
    found = {row["unit__kind"]: row for row in rows}
    return [
        BurnDown(kind, found[kind]["settled"], found[kind]["in_hand"], found[kind]["overdue"])
        for kind in UnitKind.values
        if kind in found and found[kind]["settled"] + found[kind]["in_hand"]
    ]


@dataclass(frozen=True, slots=True)
class BurnDownMonth:
    """One month of rectification: problems found, struck off, and open at its end (in the present one: so far)."""

    month: date
    found: int
    settled: int
    open: int


def burn_down_course(user: Viewer, months: Sequence[date]) -> list[BurnDownMonth]:
    """The course of confirmed problems over ``months`` (their first days). A problem that was reopened counts as open
    from the day it was found, because the day of its first closing is no longer kept."""
    rows = Problem.objects.visible_to(user).filter(confirmed_by__isnull=False)
    months_of = rows.annotate(found=TruncMonth("found_on"), closed=TruncMonth("closed_at", output_field=DateField()))
    found, closed = Counter[date](), Counter[date]()
    for found_in, closed_in, count in months_of.order_by().values_list("found", "closed").annotate(n=Count("pk")):
        found[found_in] += count
        if closed_in is not None:
            closed[closed_in] += count
    return [
        BurnDownMonth(
            month,
            found[month],
            closed[month],
            sum(count for day, count in found.items() if day <= month)
            - sum(count for day, count in closed.items() if day <= month),
        )
        for month in months
    ]


def problem_counts(rows: QuerySet) -> dict[str, int]:
    """In hand, overdue, reopened, long-term of ``rows``."""
    return rows.aggregate(
        in_hand=Count("pk", filter=Q(status__in=PROBLEM_IN_HAND)),
        overdue=Count("pk", filter=late_q(clock.today())),
        reopened=Count("pk", filter=Q(status__in=PROBLEM_IN_HAND, times_reopened__gte=1)),
        long_term=Count("pk", filter=Q(status__in=PROBLEM_IN_HAND, long_term=True)),
    )


def task_counts(rows: QuerySet) -> dict[str, int]:
    """Running and overdue of ``rows``."""
    return rows.aggregate(
        running=Count("pk", filter=Q(status__in=TASK_RUNNING)),
        overdue=Count("pk", filter=Q(status__in=TASK_OPEN, due_on__lt=clock.today())),
    )


def standing_of(measure_list: MeasureList, user: Viewer) -> list[dict[str, Any]]:
    """Each period of a list of measures: tasks, struck off, submitted, overdue."""
    rows = ListTask.objects.visible_to(user).filter(measure__list=measure_list)
    return list(
        rows.values("period")
        .annotate(
            total=Count("pk"),
            settled=Count("pk", filter=Q(status__in=_SETTLED_TASKS)),
            submitted=Count("pk", filter=Q(status__in=(TaskStatus.SUBMITTED, TaskStatus.VERIFIED))),
            overdue=Count("pk", filter=Q(status__in=TASK_OPEN, due_on__lt=clock.today())),
        )
        .order_by("-period")
    )


def _not_yet(moment: str, on: date) -> Q:
    """What had not happened by the end of ``on``."""
    return Q(**{f"{moment}__isnull": True}) | Q(**{f"{moment}__date__gt": on})


def _status_on(row: Any, on: date) -> str:
    """The state of what was open on ``on``. What was struck off since was open then; in which state, nobody kept."""
    later = row.closed_at is not None and clock.day_of(row.closed_at) > on
    return gettext("Not struck off then") if later else row.get_status_display()


def open_rectifications(days: Mapping[int, date]) -> Iterator[tuple[int, OpenProblem]]:
    """Problems of each unit that were found by its day and not struck off then, for handovers and reports."""
    rows = Problem.objects.filter(
        any_of(days, lambda on: Q(found_on__lte=on) & _not_yet("closed_at", on)), confirmed_by__isnull=False
    )
    for problem in rows.prefetch_related("measures").order_by("due_on", "pk"):
        yield (
            problem.unit_id,
            OpenProblem(
                origin=problem.get_origin_display(),
                title=problem.title,
                status=_status_on(problem, days[problem.unit_id]),
                due=problem.due_on,
                measures="；".join(measure.text for measure in problem.measures.all()),
                record=problem,
            ),
        )


def open_tasks(days: Mapping[int, date]) -> Iterator[tuple[int, OpenProblem]]:
    """Tasks of each unit that were overdue on its day and not struck off then."""

    def late_on(on: date) -> Q:
        return Q(due_on__lt=on) & _not_yet("closed_at", on) & _not_yet("submitted_at", on)

    rows = ListTask.objects.filter(any_of(days, late_on)).select_related("duty__list", "measure__list")
    for task in rows.order_by("due_on", "pk"):
        item: Any = task.duty or task.measure
        yield (
            task.unit_id,
            OpenProblem(
                origin=str(item.list) if item else str(task.get_standing_display()),
                title=str(task),
                status=_status_on(task, days[task.unit_id]),
                due=task.due_on,
                measures=task.duty.measure if task.duty else "",
                record=task,
            ),
        )


def problems_for_notices(user: Viewer) -> QuerySet[Problem]:
    """Confirmed problems that ``user`` may see: a fact of a notice may rest on one."""
    rows = Problem.objects.visible_to(user).exclude(status__in=(ProblemStatus.FOUND, ProblemStatus.DISMISSED))
    return rows.select_related("unit").order_by("-pk")
