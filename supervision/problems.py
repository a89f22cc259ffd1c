"""What is still open with a unit, from every room that keeps problems: for handovers, checks and reports.

Rooms register a source in their wiring; whoever needs the open problems asks ``open_problems`` and knows no room.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Model, Q

from core.errors import Text
from organization.models import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenProblem:
    """One problem that was not settled on the day asked about.

    ``origin`` says where it comes from (a warning notice, a finding of an inspection …), ``measures`` what was agreed
    to mend it, "" where nothing is agreed yet; ``due`` None has no day. ``record`` is the row itself: whether a reader
    may open it, its own queryset says.
    """

    origin: Text
    title: str
    status: str
    due: date | None
    measures: str
    record: Model


OpenOf = Callable[[Unit, date], Iterable[OpenProblem]]
# The same for many units at once, each by its key with its own day: (key of the unit, problem).
OpenOfMany = Callable[[Mapping[int, date]], Iterable[tuple[int, OpenProblem]]]


@dataclass(frozen=True, slots=True)
class ProblemSource:
    key: str
    label: Text
    open_of: OpenOfMany


_sources: dict[str, ProblemSource] = {}


def problem_source(key: str, label: Text, open_of: OpenOf | None = None, *, of_many: OpenOfMany | None = None) -> None:
    """Register a keeper of problems: ``open_of(unit, on)`` gives those open at the end of the day ``on``.

    ``of_many`` instead answers for many units in a fixed number of queries, for lists.
    """
    _sources[key] = ProblemSource(key, label, of_many or _one_by_one(open_of))


def _one_by_one(open_of: OpenOf | None) -> OpenOfMany:
    """A source that knows one unit at a time, asked for many."""
    if open_of is None:
        raise ValueError("a source of problems needs open_of or of_many")

    def of_many(days: Mapping[int, date]) -> Iterable[tuple[int, OpenProblem]]:
        for unit in Unit.objects.filter(pk__in=days):
            yield from ((unit.pk, problem) for problem in open_of(unit, days[unit.pk]))

    return of_many


def any_of(days: Mapping[int, date], open_on: Callable[[date], Q], unit: str = "unit") -> Q:
    """For sources: the rows of each unit that ``open_on`` its day finds."""
    condition = Q(pk__in=[])
    for key, on in days.items():
        condition |= Q(**{unit: key}) & open_on(on)
    return condition


def problem_sources() -> list[ProblemSource]:
    return list(_sources.values())


def open_problems(unit: Unit, on: date) -> list[OpenProblem]:
    """Every problem of ``unit`` open at the end of ``on``: the nearest day first, those without a day last."""
    return open_problems_of({unit.pk: on})[unit.pk]


def open_problems_of(days: Mapping[int, date]) -> dict[int, list[OpenProblem]]:
    """The same for many units at once, each with its own day: key of the unit -> its problems."""
    found: dict[int, list[OpenProblem]] = {key: [] for key in days}
    for source in _sources.values():
        for key, problem in source.open_of(days):
            found[key].append(problem)
    for rows in found.values():
        rows.sort(key=lambda problem: (problem.due is None, problem.due or date.max))
    return found
