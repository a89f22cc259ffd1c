"""The list of head changes, each with its handover or with the button that opens one (R01)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.errors import DomainError
from core.http import Request
from supervision.handover.changes import changes_for, prefetch
from supervision.handover.services import OPEN, handover_open

PER_PAGE = 20


@require_GET
def change_list(request: Request) -> HttpResponse:
    if not request.user.has_perm("supervision.view_handover"):
        raise PermissionDenied(_("Your role may not open this page."))
    found = changes_for(request.user)
    asked = [place for place, change in enumerate(found) if str(change.tenure.pk) == request.GET.get("tenure")]
    page = asked[0] // PER_PAGE + 1 if asked else request.GET.get("page")
    changes = Paginator(found, PER_PAGE).get_page(page)
    prefetch(changes)
    context = {
        "title": _("Changes of heads"),
        "changes": changes,
        "may_open": request.user.has_perm(OPEN),
    }
    return render(request, "supervision/handover/changes.html", context)


@require_POST
def change_open(request: Request, pk: int) -> HttpResponse:
    """Open the handover of one change."""
    found = next((change for change in changes_for(request.user) if change.tenure.pk == pk), None)
    if found is None:
        raise Http404
    try:
        handover = handover_open(tenure=found.tenure, actor=request.user)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(reverse("handover-changes"))
    messages.success(request, _("The handover is open. Draw the list now."))
    return redirect(handover.get_absolute_url())
