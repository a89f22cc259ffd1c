"""The figures that lists and rectification give the political ecology: A1, A2, C1, C2, C4, F2 (handbook 3.2).

What was not known on the day of the computation is not judged; nobody's name is in a row.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache, partial
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import parameters
from core.deadlines.calendar import add_months
from core.deadlines.queries import due_date
from core.scope import Viewer
from early_warning.ecology.combining import together
from early_warning.ecology.evidence import evidence_source
from early_warning.ecology.measures import EvidenceRow, Measurement, Question, Tally
from early_warning.ecology.registry import register_source, source_of
from supervision.lists.choices import CheckKind, Origin, ProblemStatus
from supervision.lists.models import Duty, ListReview, ListTask, Problem, RectCheck
from supervision.lists.parameters import LISTS, REVIEW_RULE

DUTY, TASK, PROBLEM = "list-duty", "list-task", "problem"


def connect() -> None:
    """C1 adds to what warning notices ask for; the others are known here alone."""
    register_source("A1", complete_and_fresh)
    register_source("A2", done_on_time)
    register_source("C1", together(source_of("C1"), rectified_on_time))
    register_source("C2", passed_look_back)
    register_source("C4", repeated)
    register_source("F2", self_found)
    evidence_source(DUTY, _("Duty"), _duties)
    evidence_source(TASK, _("Task"), lambda user, rows: _pages(ListTask, user, rows))
    evidence_source(PROBLEM, _("Problem"), lambda user, rows: _pages(Problem, user, rows))


def complete_and_fresh(question: Question) -> Mapping[str, Measurement]:
    """A1: complete duties of lists in force whose next review (D38) was not overdue ÷ all duties."""
    day, found, review_due = question.known_until, _tallies(), cache(partial(due_date, REVIEW_RULE))
    duties = Duty.objects.filter(list__unit__code__in=question.units, list__in_force_on__lte=day)
    duties = duties.exclude(list__superseded_on__lte=day).select_related("list__unit").order_by("list", "no")
    reviewed = _last_reviews(day)
    for duty in duties:
        last = max(filter(None, (duty.list.in_force_on, reviewed.get(duty.list_id))))
        met = duty.is_complete and review_due(last) >= day
        label = f"{duty.list} {duty.no} · {last.isoformat()}"
        found[duty.list.unit.code].add([EvidenceRow(DUTY, duty.pk, met, label)])
    return _measured(found)


def _last_reviews(day: date) -> dict[int, date]:
    rows = ListReview.objects.filter(at__date__lte=day).order_by("at").values_list("list_id", "at")
    return {pk: timezone.localdate(at) for pk, at in rows}


def done_on_time(question: Question) -> Mapping[str, Measurement]:
    """A2: tasks submitted by their day, and verified, ÷ tasks due in the window."""
    found = _tallies()
    tasks = ListTask.objects.filter(unit__code__in=question.units, due_on__range=(question.start, question.end))
    columns = ("pk", "unit__code", "text", "due_on", "submitted_at", "verified_at", "status")
    for pk, code, text, due, submitted, verified, status in tasks.order_by("due_on", "pk").values_list(*columns):
        met = _in_time(question, due, None if status in _BACK else submitted, verified)
        if met is not None:
            found[code].add([EvidenceRow(TASK, pk, met, f"{text[:40]} → {due.isoformat()}")])
    return _measured(found)


# With the unit again: what it had submitted before does not count.
_BACK = ("RETURNED", "REOPENED")


def rectified_on_time(question: Question) -> Mapping[str, Measurement]:
    """C1: problems rectified by their day, and verified by somebody else, ÷ problems due, weighted by severity.

    Long-term items have no last day and are not judged.
    """
    found = _tallies()
    rows = _confirmed(question).filter(due_on__range=(question.start, question.end), long_term=False)
    for problem in rows.order_by("due_on", "pk"):
        submitted = None if problem.status in _BACK else problem.submitted_at
        met = _in_time(question, problem.due_on, submitted, problem.verified_at)
        if met is not None:
            label = f"{problem.title} → {problem.due_on.isoformat()}"
            row = EvidenceRow(PROBLEM, problem.pk, met, label, weight=Decimal(problem.severity))
            found[problem.unit.code].add([row])
    return _measured(found)


def _in_time(question: Question, due: date, submitted: Any, verified: Any) -> bool | None:
    """Whether it was done by its day; None while nobody can say."""
    reported, confirmed = _known(submitted, question), _known(verified, question)
    if reported is None:
        return False if due < question.as_of else None
    if reported > due:
        return False
    return True if confirmed is not None else None


def passed_look_back(question: Question) -> Mapping[str, Measurement]:
    """C2: look-backs passed ÷ look-backs made."""
    found = _tallies()
    rows = RectCheck.objects.filter(
        kind=CheckKind.LOOK_BACK,
        problem__unit__code__in=question.units,
        at__date__range=(question.start, question.known_until),
    )
    for check in rows.select_related("problem__unit").order_by("at", "pk"):
        label = f"{check.problem.title} · {timezone.localdate(check.at).isoformat()}"
        found[check.problem.unit.code].add([EvidenceRow(PROBLEM, check.problem_id, check.passed, label)])
    return _measured(found)


def repeated(question: Question) -> Mapping[str, Measurement]:
    """C4: problems struck off whose category came back within 12 months ÷ problems struck off."""
    months, found = parameters.values(LISTS.key, as_of=question.as_of)["repeat_months"], _tallies()
    again: defaultdict[tuple[int, str], list[date]] = defaultdict(list)
    for unit, category, day in _confirmed(question).values_list("unit_id", "category", "found_on"):
        again[unit, category].append(day)
    settled = _confirmed(question).filter(closed_at__date__range=(question.start, question.known_until))
    for problem in settled.order_by("closed_at", "pk"):
        closed = timezone.localdate(problem.closed_at)
        back = any(closed < day <= add_months(closed, months) for day in again[problem.unit_id, problem.category])
        label = f"{problem.get_category_display()} · {problem.title}"
        found[problem.unit.code].add([EvidenceRow(PROBLEM, problem.pk, back, label)])
    return _measured(found)


def self_found(question: Question) -> Mapping[str, Measurement]:
    """F2: verified problems that the unit reported itself ÷ all verified problems."""
    found = _tallies()
    rows = _confirmed(question).filter(verified_at__date__range=(question.start, question.known_until))
    for problem in rows.order_by("verified_at", "pk"):
        label = f"{problem.title} · {problem.get_origin_display()}"
        found[problem.unit.code].add([EvidenceRow(PROBLEM, problem.pk, problem.origin == Origin.SELF, label)])
    return _measured(found)


def _confirmed(question: Question) -> Any:
    """Problems of the units asked for that somebody had confirmed by the day of knowledge."""
    rows = Problem.objects.filter(unit__code__in=question.units, found_on__lte=question.as_of)
    rows = rows.filter(Q(confirmed_at__date__lte=question.as_of))
    return rows.exclude(status__in=(ProblemStatus.FOUND, ProblemStatus.DISMISSED)).select_related("unit")


def _known(moment: Any, question: Question) -> date | None:
    """The day of ``moment``, unless it lies after what was known."""
    day = timezone.localdate(moment) if moment else None
    return day if day is not None and day <= question.as_of else None


def _tallies() -> defaultdict[str, Tally]:
    return defaultdict(Tally)


def _measured(found: Mapping[str, Tally]) -> dict[str, Measurement]:
    """Units without a single row are left out: nothing is known of them."""
    return {code: tally.measurement() for code, tally in found.items()}


def _pages(model: Any, user: Viewer, rows: list[dict[str, Any]]) -> dict[int, str]:
    seen = model.objects.visible_to(user).filter(pk__in=_keys(rows))
    return {record.pk: record.get_absolute_url() for record in seen}


def _duties(user: Viewer, rows: list[dict[str, Any]]) -> dict[int, str]:
    """A duty is read on its list."""
    seen = Duty.objects.visible_to(user).filter(pk__in=_keys(rows)).select_related("list")
    return {duty.pk: duty.list.get_absolute_url() for duty in seen}


def _keys(rows: list[dict[str, Any]]) -> set[int]:
    return {int(row["key"]) for row in rows}
