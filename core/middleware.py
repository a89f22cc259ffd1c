"""Domain errors become pages with their reason and cure; pages stay out of caches."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control, patch_vary_headers

from core.errors import DomainError


class DomainErrorMiddleware:
    """Render a DomainError that a view let through: as a small alert for htmx, else as a page of its status."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, DomainError):
            return None
        template = "core/error_alert.html" if getattr(request, "htmx", False) else "core/error.html"
        return render(request, template, {"error": exception}, status=exception.status)


class FreshPagesMiddleware:
    """Keep pages out of every cache: desks are shared, and a part that htmx asked for must not pass for the page.

    Static files and downloads say themselves how long they live.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ["HX-Request"])
            if "Cache-Control" not in response.headers:
                patch_cache_control(response, no_store=True, private=True)
        return response


def flash_error(request: HttpRequest, error: DomainError) -> None:
    """Show ``error`` as a message on the next page."""
    messages.error(request, str(error))
