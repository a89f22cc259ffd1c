from collections.abc import Callable, Iterable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import QuerySet

from core.errors import Text
from core.scope import Viewer


@dataclass(frozen=True, kw_only=True)
class Todo:
    """One thing that waits for one person."""

    kind: Text
    title: str
    url: str
    action: Text
    unit: str = ""
    due: date | None = None


@dataclass(frozen=True)
class TodoSource:
    key: str
    label: Text
    rows: Callable[[Viewer], Iterable[Todo]]


@dataclass(frozen=True)
class Panel:
    key: str
    label: Text
    order: int
    template: str
    context: Callable[[Viewer], dict[str, Any] | None]
    place: str


# Rows that one query of a source gives at most: beyond that nobody reads a list of to-dos to its end.
MOST = 200
Row = TypeVar("Row")
# While to-dos are gathered: one entry for each query that had more.
cut_short: ContextVar[list[bool] | None] = ContextVar("cut_short", default=None)


def first_rows(rows: QuerySet[Any, Row] | Sequence[Row]) -> list[Row]:
    """The first ``MOST`` of ``rows``. That there are more is noted, so that the workbench does not count too few."""
    found = list(rows[: MOST + 1])
    noted = cut_short.get()
    if len(found) > MOST and noted is not None:
        noted.append(True)
    return found[:MOST]


_todos: dict[str, TodoSource] = {}
_panels: dict[str, Panel] = {}


def todo_source(key: str, label: Text, rows: Callable[[Viewer], Iterable[Todo]]) -> None:
    """Register what of one kind waits for a user, in a bounded number of queries, each cut by ``first_rows``."""
    _todos[key] = TodoSource(key, label, rows)


def panel(
    key: str,
    label: Text,
    *,
    order: int,
    template: str,
    context: Callable[[Viewer], dict[str, Any] | None],
    place: str = "side",
) -> None:
    """Register a panel: ``context(user)`` gives what ``template`` needs, or None to leave the panel out.

    ``place``: "side" (right column), "strip" (one line of figures) or "chart" (bottom row).
    """
    _panels[key] = Panel(key, label, order, template, context, place)


def todo_sources() -> list[TodoSource]:
    return list(_todos.values())


def panels() -> list[Panel]:
    return sorted(_panels.values(), key=lambda panel: panel.order)
