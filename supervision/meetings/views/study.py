"""First agenda items of the jurisdiction: how often they exist with a measure, and doubts to decide on (M52)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core import parameters
from core.errors import DomainError
from core.http import Request
from organization.models import Unit
from supervision.meetings.models import Meeting
from supervision.meetings.parameters import STUDY
from supervision.meetings.services import doubt_decide
from supervision.meetings.study import doubt_for, doubts_for, study_counts

VIEW, REMIND = "supervision.view_meeting", "supervision.remind_study"


@require_http_methods(["GET", "POST"])
def first_agenda_page(request: Request) -> HttpResponse:
    """``GET`` shows doubts and units, ``POST`` decides on one doubt: remind, or set aside with the reason."""
    if not request.user.has_perm(VIEW):
        raise PermissionDenied(_("Your role may not open this page."))
    if request.method == "POST":
        return _decide(request)
    counts = study_counts(request.user)
    units = Unit.objects.in_bulk(counts)
    doubts = doubts_for(request.user)
    held = Meeting.objects.in_bulk({meeting for doubt in doubts for meeting in doubt.meetings})
    context = {
        "title": _("First agenda item"),
        "values": parameters.values(STUDY.key),
        "rows": sorted(((units[pk], *pair) for pk, pair in counts.items()), key=lambda row: row[0].code),
        "doubts": [(doubt, [held[pk] for pk in doubt.meetings]) for doubt in doubts],
        "may_decide": request.user.has_perm(REMIND),
    }
    return render(request, "supervision/meetings/first_agenda.html", context)


def _decide(request: Request) -> HttpResponse:
    doubt = doubt_for(request.user, request.POST.get("doubt", ""))
    if doubt is None:
        raise Http404
    remind = request.POST.get("decision") == "remind"
    try:
        row = doubt_decide(doubt=doubt, remind=remind, text=request.POST.get("text", ""), actor=request.user)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("first-agenda")
    messages.success(request, _("The unit is reminded.") if remind else _("The doubt is set aside."))
    return redirect(row.get_absolute_url())
