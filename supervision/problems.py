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


# Of many units at once, each by its key with its own day: (key of the unit, problem).
OpenOf = Callable[[Mapping[int, date]], Iterable[tuple[int, OpenProblem]]]


@dataclass(frozen=True, slots=True)
class ProblemSource:
    key: str
    label: Text
    open_of: OpenOf


_sources: dict[str, ProblemSource] = {}


def problem_source(key: str, label: Text, open_of: OpenOf) -> None:
    """Register a keeper of problems: ``open_of({unit: day})`` gives those open at the end of each unit's day.

    In a fixed number of queries, however many units.
    """
    _sources[key] = ProblemSource(key, label, open_of)


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
