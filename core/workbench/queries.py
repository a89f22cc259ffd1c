from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core.cache import cache

from core import clock
from core.scope import Viewer
from core.workbench.registry import Panel, Todo, panels, todo_sources


@dataclass
class Workbench:
    """What the page shows: to-dos by urgency and the panels by place."""

    todos: list[Todo]
    overdue: int = 0
    today: int = 0
    soon: int = 0
    panels: dict[str, list[tuple[Panel, dict[str, Any]]]] = field(default_factory=dict)


def todos_for(user: Viewer) -> list[Todo]:
    """Everything that waits for ``user``: overdue first, then by due day, undated last."""
    rows = [todo for source in todo_sources() for todo in source.rows(user)]
    return sorted(rows, key=lambda todo: (todo.due is None, todo.due or clock.today(), str(todo.kind), todo.title))


COUNT_SECONDS = 60


def todo_count(user: Viewer) -> int:
    """The figure in the top bar; up to a minute old, but new at once after a step of one's own."""
    return cache.get_or_set(count_key(user), lambda: len(todos_for(user)), COUNT_SECONDS) or 0


def count_key(user: Viewer) -> str:
    """Under which the figure is kept; whoever changes what waits for ``user`` drops it."""
    return f"todo-count:{user.pk}:{clock.today()}"


def workbench_for(user: Viewer) -> Workbench:
    """The whole first page of ``user``."""
    today = clock.today()
    todos = todos_for(user)
    cache.set(count_key(user), len(todos), COUNT_SECONDS)
    dated = [todo.due for todo in todos if todo.due]
    bench = Workbench(
        todos=todos,
        overdue=sum(due < today for due in dated),
        today=sum(due == today for due in dated),
        soon=sum(today < due <= today + timedelta(days=7) for due in dated),
    )
    for item in panels():
        context = item.context(user)
        if context is not None:
            bench.panels.setdefault(item.place, []).append((item, context))
    return bench
