"""本人端: ask that an office or a person keep hands off, and read the answers."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.errors import DomainError
from core.http import Request
from core.records.forms import put_on_form
from core.workflow.services import transition_perform
from officials.queries import official_for
from officials.recusal.forms import RequestForm
from officials.recusal.models import RecusalRequest, RequestStatus
from officials.recusal.services import recusal_request


@require_http_methods(["GET", "POST"])
def my_recusals(request: Request) -> HttpResponse:
    """The form, and one's own requests with their answers."""
    official = official_for(request.user)
    if official is None:
        raise PermissionDenied(_("Your account belongs to no official."))
    form = RequestForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _ask(request, form):
        return redirect("my-recusals")
    context: dict[str, Any] = {
        "title": _("Ask for a recusal"),
        "form": form,
        "rows": RecusalRequest.objects.filter(official=official),
        "open": RequestStatus.OPEN,
    }
    return render(request, "officials/recusal/mine.html", context, status=422 if form.errors else 200)


def _ask(request: Request, form: RequestForm) -> bool:
    try:
        recusal_request(actor=request.user, **form.cleaned_data)
    except DomainError as error:
        put_on_form(form, error)
        return False
    messages.success(
        request, _("Your request goes to the deputy secretary. Who handles your matters is not told of it.")
    )
    return True


@require_POST
def my_recusal_withdraw(request: Request, pk: int) -> HttpResponse:
    """Take back one's own open request."""
    row = get_object_or_404(RecusalRequest.objects.filter(official__user=request.user), pk=pk)
    try:
        transition_perform(instance=row, name="withdraw", actor=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Your request is withdrawn."))
    return redirect("my-recusals")
