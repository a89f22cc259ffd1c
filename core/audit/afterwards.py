"""What must be written even if the work around it is lost: an attempt that was refused is in the trail (R24)."""

from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

_waiting: ContextVar[list[Callable[[], None]] | None] = ContextVar("afterwards", default=None)


def afterwards(write: Callable[[], None]) -> None:
    """Call ``write`` once the request's transactions are over; outside a request at once."""
    waiting = _waiting.get()
    if waiting is None:
        write()
    else:
        waiting.append(write)


class AfterwardsMiddleware:
    """Writes at the end of the request, whatever became of it. Inside AuditMiddleware, which adds the address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        waiting: list[Callable[[], None]] = []
        token = _waiting.set(waiting)
        try:
            return self.get_response(request)
        finally:
            _waiting.reset(token)
            for write in waiting:
                write()
