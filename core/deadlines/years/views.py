"""The page of one year: twelve months, the days that differ, and where they come from."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core import clock
from core.deadlines.years.queries import known_years, year_of
from core.http import Request

RECENT = 6


@require_GET
def calendar_page(request: Request) -> HttpResponse:
    """``?year=`` chooses; the present one without it, or with what is no year."""
    if not request.user.has_perm("core.view_calendarday"):
        raise PermissionDenied(_("Your role may not open this page."))
    now = clock.today().year
    asked = request.GET.get("year", "")
    chosen = int(asked) if asked.isdecimal() and 2000 <= int(asked) <= now + 10 else now
    years = sorted({*known_years()[-RECENT:], now, now + 1, chosen})
    context: dict[str, Any] = {"title": _("Working calendar"), "calendar": year_of(chosen), "years": years}
    return render(request, "core/calendar/year.html", context)
