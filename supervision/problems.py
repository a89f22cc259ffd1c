"""What is still open with a unit, from every room that keeps problems: for handovers, checks and reports.

Rooms register a source in their wiring; whoever needs the open problems asks ``open_problems`` and knows no room.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Model

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


@dataclass(frozen=True, slots=True)
class ProblemSource:
    key: str
    label: Text
    open_of: OpenOf


_sources: dict[str, ProblemSource] = {}


def problem_source(key: str, label: Text, open_of: OpenOf) -> None:
    """Register a keeper of problems: ``open_of(unit, on)`` gives those open at the end of the day ``on``."""
    _sources[key] = ProblemSource(key, label, open_of)


def problem_sources() -> list[ProblemSource]:
    return list(_sources.values())


def open_problems(unit: Unit, on: date) -> list[OpenProblem]:
    """Every problem of ``unit`` open at the end of ``on``: the nearest day first, those without a day last."""
    found = [problem for source in _sources.values() for problem in source.open_of(unit, on)]
    return sorted(found, key=lambda problem: (problem.due is None, problem.due or on))
