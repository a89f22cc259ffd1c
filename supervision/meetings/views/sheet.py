"""Attendance, speeches, votes and outcomes of one meeting on one page."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.errors import DomainError
from core.http import Request
from supervision.meetings.choices import Ballot, Outcome, Position, Presence, Seat, Status
from supervision.meetings.conditions import values_for
from supervision.meetings.models import Meeting
from supervision.meetings.queries import whole_meeting
from supervision.meetings.rules.quorum import quorum_for
from supervision.meetings.services import members_redraw, sheet_save
from supervision.meetings.sheet_form import boxes_of, read, stored
from supervision.meetings.who import runs


@require_http_methods(["GET", "POST"])
def sheet_page(request: Request, pk: int) -> HttpResponse:
    """``GET`` shows the sheet, ``POST`` saves it; what was typed stays when it is refused."""
    visible = get_object_or_404(Meeting.objects.visible_to(request.user), pk=pk)
    if not runs(visible, request.user):
        raise PermissionDenied(_("Only the unit records its meetings."))
    meeting = whole_meeting(visible.pk)
    if request.method == "GET":
        return _page(request, meeting, stored(meeting))
    try:
        sheet_save(meeting=meeting, sheet=read(meeting, request.POST), actor=request.user)
    except DomainError as error:
        messages.error(request, str(error))
        return _page(request, meeting, request.POST, status=422)
    messages.success(request, _("The sheet is saved."))
    return redirect("meeting-sheet" if request.POST.get("stay") else "meetings-detail", pk=meeting.pk)


@require_POST
def members_page(request: Request, pk: int) -> HttpResponse:
    """Write the members due down anew."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), pk=pk)
    try:
        count = members_redraw(meeting=meeting, actor=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("%(count)s members are due by the posts held on that day.") % {"count": count})
    return redirect(meeting.get_absolute_url())


def _page(request: Request, meeting: Meeting, data: Any, status: int = 200) -> HttpResponse:
    people = list(meeting.attendance.all())
    context = {
        "title": _("Sheet of the meeting"),
        "meeting": meeting,
        "is_open": meeting.sheet_is_open,
        "people": [
            (row, data.get(f"presence-{row.pk}", ""), data.get(f"reason-{row.pk}", ""), row.seat == Seat.MEMBER)
            for row in people
        ],
        "fixed": meeting.status != Status.MATERIALS_SENT,
        "chair": data.get("chair", ""),
        "boxes": boxes_of(meeting, data),
        "quorum": quorum_words(meeting),
        "presences": Presence,
        "positions": Position,
        "ballots": Ballot,
        "outcomes": Outcome,
    }
    return render(request, "supervision/meetings/sheet.html", context, status=status)


def quorum_words(meeting: Meeting) -> list[dict[str, Any]]:
    """For each kind of quorum that the agenda needs: how many must be there, and whether so many are."""
    values, due, present = values_for(meeting), meeting.due_count, meeting.present_count
    found: dict[Any, list[int]] = {}
    for item in meeting.items.all():
        if item.is_decided:
            found.setdefault(quorum_for(item.category, values), []).append(item.no)
    return [
        {"least": rule.least(due), "numbers": numbers, "met": rule.met(present, due)} for rule, numbers in found.items()
    ]
