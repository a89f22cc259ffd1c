"""What one page asks for again and again, asked once: rules, parameters, who somebody is.

Only while a page is read (GET, HEAD): nothing changes then. A step or a job always asks the database.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable
from contextvars import ContextVar
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse

Answer = TypeVar("Answer")
Row = TypeVar("Row", bound=Model)
_memory: ContextVar[dict[Hashable, Any] | None] = ContextVar("remembered", default=None)


def remembered(key: Hashable, ask: Callable[[], Answer]) -> Answer:
    """The answer of ``ask``, for the rest of the page; outside of a page it is asked each time."""
    memory = _memory.get()
    if memory is None:
        return ask()
    if key not in memory:
        memory[key] = ask()
    answer: Answer = memory[key]
    return answer


def remembered_by(key: Hashable, name: Hashable, rows: QuerySet[Row], field: str) -> list[Row]:
    """Those of ``rows`` whose ``field`` is ``name``: a small table is read once a page, and only the part elsewhere."""
    memory = _memory.get()
    if memory is None:
        return list(rows.filter(**{field: name}))
    if key not in memory:
        memory[key] = defaultdict(list)
        for row in rows:
            memory[key][getattr(row, field)].append(row)
    return list(memory[key][name])


class RememberingMiddleware:
    """Opens a memory for each page that is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        token = _memory.set({})
        try:
            return self.get_response(request)
        finally:
            _memory.reset(token)
