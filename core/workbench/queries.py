from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.core.cache import cache

from core import clock
from core.scope import Viewer
from core.workbench.registry import Panel, Todo, cut_short, panels, todo_sources

SOON_DAYS = 7
# ?due= on the first page -> whether a day belongs to it.
SPANS: dict[str, Callable[[date, date], bool]] = {
    "overdue": lambda due, today: due < today,
    "today": lambda due, today: due == today,
    "soon": lambda due, today: today < due <= today + timedelta(days=SOON_DAYS),
}


@dataclass(frozen=True)
class Waiting:
    """What waits for somebody, by urgency; ``cut``: there is more than can be gathered, every count is "at least"."""

    todos: list[Todo]
    cut: bool

    def within(self, span: str) -> list[Todo]:
        """Those that belong to a span of days; all for a span that nobody knows."""
        belongs, today = SPANS.get(span), clock.today()
        return self.todos if belongs is None else [todo for todo in self.todos if todo.due and belongs(todo.due, today)]

    def count(self, span: str = "") -> str:
        """How many, as it is printed."""
        return f"{len(self.within(span))}{'+' if self.cut else ''}"


@dataclass
class Workbench:
    """What the page shows: the to-dos, all or those of one span, their counts, and the panels by place."""

    waiting: Waiting
    span: str = ""
    panels: dict[str, list[tuple[Panel, dict[str, Any]]]] = field(default_factory=dict)

    @property
    def todos(self) -> list[Todo]:
        return self.waiting.within(self.span)

    @property
    def counts(self) -> dict[str, str]:
        """The figures of the heading; ``shown`` is that of the list below it."""
        return {span: self.waiting.count(span) for span in SPANS} | {"shown": self.waiting.count(self.span)}


def waiting_for(user: Viewer) -> Waiting:
    """Everything that waits for ``user``: overdue first, then by due day, undated last."""
    noted: list[bool] = []
    token = cut_short.set(noted)
    try:
        rows = [todo for source in todo_sources() for todo in source.rows(user)]
    finally:
        cut_short.reset(token)
    in_order = sorted(rows, key=lambda todo: (todo.due is None, todo.due or clock.today(), str(todo.kind), todo.title))
    return Waiting(in_order, bool(noted))


def todos_for(user: Viewer) -> list[Todo]:
    return waiting_for(user).todos


COUNT_SECONDS = 60


def todo_count(user: Viewer) -> str:
    """The figure in the top bar; up to a minute old, but new at once after a step of one's own."""
    return cache.get_or_set(count_key(user), lambda: waiting_for(user).count(), COUNT_SECONDS) or "0"


def count_key(user: Viewer) -> str:
    """Under which the figure is kept; whoever changes what waits for ``user`` drops it."""
    return f"todo-count:{user.pk}:{clock.today()}"


def workbench_for(user: Viewer, *, span: str = "") -> Workbench:
    """The whole first page of ``user``; ``span`` narrows the to-dos to those of a figure in its heading."""
    bench = Workbench(waiting_for(user), span if span in SPANS else "")
    cache.set(count_key(user), bench.waiting.count(), COUNT_SECONDS)
    for item in panels():
        context = item.context(user)
        if context is not None:
            bench.panels.setdefault(item.place, []).append((item, context))
    return bench
