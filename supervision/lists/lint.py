"""What does not hang together in the four lists of a unit (M59): shown on the list, never a verdict."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from organization.models import Unit
from supervision.lists.choices import PROBLEM_IN_HAND, TASK_RUNNING, Level, ProblemStatus
from supervision.lists.models import Duty, ListTask, Problem, ResponsibilityList


@dataclass(frozen=True, slots=True)
class LintError:
    """One gap: what is missing, on what, and where it is mended."""

    code: str
    message: str
    what: str
    url: str = ""


def lint(responsibility_list: ResponsibilityList) -> list[LintError]:
    """All gaps: in duties, tasks, measures, problems, and between the two levels 抓本级、带系统."""
    return [
        *_duties(responsibility_list),
        *_tasks(responsibility_list),
        *_problems(responsibility_list),
        *_levels(responsibility_list),
    ]


def _duties(responsibility_list: ResponsibilityList) -> Iterator[LintError]:
    duties = Duty.objects.filter(list=responsibility_list).prefetch_related("tasks")
    for duty in duties:
        if not duty.is_complete:
            yield _gap("duty-incomplete", _("A duty lacks goal, duty, measure, owner or day."), duty)
        if not duty.tasks.all():
            yield _gap("duty-without-task", _("No task comes of this duty."), duty)


def _tasks(responsibility_list: ResponsibilityList) -> Iterator[LintError]:
    running = ListTask.objects.filter(duty__list=responsibility_list, status__in=TASK_RUNNING)
    for task in running.filter(owner__isnull=True):
        yield _gap("task-without-owner", _("A task has no duty owner."), task)
    for task in running.filter(measures=None):
        yield _gap("task-without-measure", _("A task has no measure."), task)


def _problems(responsibility_list: ResponsibilityList) -> Iterator[LintError]:
    """Problems of the unit, linked to the list or not: the fourth list is the unit's."""
    of_unit = Problem.objects.filter(unit_id=responsibility_list.unit_id, status__in=PROBLEM_IN_HAND)
    begun = of_unit.exclude(status=ProblemStatus.CONFIRMED)
    for problem in begun.filter(measures=None):
        yield _gap("problem-without-measure", _("A problem has no measure."), problem)
    for problem in of_unit.filter(owner__isnull=True, severity=3):
        yield _gap("problem-without-owner", _("A serious problem has no duty owner."), problem)


def _levels(responsibility_list: ResponsibilityList) -> Iterator[LintError]:
    """A unit with a system below it leads it too: at least one duty on that level."""
    leads = responsibility_list.system or Unit.objects.filter(parent=responsibility_list.unit_id).exists()
    levels = set(responsibility_list.duties.values_list("level", flat=True))
    if leads and levels and Level.SYSTEM not in levels:
        yield LintError("system-without-duty", _("No duty leads the system below the unit."), str(responsibility_list))


def _gap(code: str, message: str, record: Any) -> LintError:
    url = record.get_absolute_url() if hasattr(record, "get_absolute_url") else ""
    return LintError(code, message, str(record), url)
