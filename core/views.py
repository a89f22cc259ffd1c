"""Pages that belong to no mechanism: workbench, search, errors."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from core.audit.services import search_record
from core.http import Request
from core.search import search
from core.workbench.queries import todo_count, workbench_for


@require_GET
def home(request: Request) -> HttpResponse:
    """The workbench; officials without a staff role go to their portal."""
    if not request.user.is_staff_role:
        return redirect("portal")
    bench = workbench_for(request.user, span=request.GET.get("due", ""))
    return render(request, "core/workbench.html", {"bench": bench})


@require_GET
def todo_count_part(request: Request) -> HttpResponse:
    """How many things wait for me, for the top bar: asked after the page, which need not wait for it."""
    return render(request, "core/partials/todo_count.html", {"count": todo_count(request.user)})


@require_GET
def search_page(request: Request) -> HttpResponse:
    text = request.GET.get("q", "")[:100]
    search_record(model=get_user_model(), text=text, actor=request.user)
    return render(request, "core/search.html", {"text": text, "groups": search(request.user, text)})


def bad_request(request: Request, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    return render(request, "core/errors/400.html", status=400)


def forbidden(request: Request, exception: PermissionDenied) -> HttpResponse:
    return render(request, "core/errors/403.html", {"reason": str(exception)}, status=403)


def not_found(request: Request, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    return render(request, "core/errors/404.html", status=404)


def server_error(request: Request, **_: Any) -> HttpResponse:
    return render(request, "core/errors/500.html", status=500)
