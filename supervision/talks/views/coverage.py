"""The heat map of talks by unit, kind and year; its Excel sheet."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core import charts, clock
from core.audit.models import AuditEvent
from core.audit.services import event_record
from core.errors import InvalidInput
from core.http import Request
from core.records.exports import MEDIA_TYPE, rows_workbook
from core.records.views import PRINTED, print_note
from organization.units.models import UnitKind
from supervision.talks.choices import COVERED
from supervision.talks.coverage import Coverage, coverage
from supervision.talks.models import Talk

VIEW = "supervision.view_talk_coverage"
YEARS_SHOWN = 4


@require_http_methods(["GET", "POST"])
def coverage_page(request: Request) -> HttpResponse:
    """``GET`` shows the map of a year; ``POST`` with a purpose exports it."""
    if not request.user.has_perm(VIEW):
        raise PermissionDenied(_("Your role may not open this page."))
    year, kind = _year(request), request.GET.get("type", "")
    found = coverage(request.user, year, unit_kind=kind if kind in UnitKind.values else "")
    if PRINTED in request.POST:
        return print_note(request, Talk, year=found.year)
    if request.method == "POST":
        return _export(request, found)
    this_year = clock.today().year
    context = {
        "title": _("Coverage of talks"),
        "coverage": found,
        "kinds": COVERED,
        "totals": found.totals(),
        "year": year,
        "years": range(this_year, this_year - YEARS_SHOWN, -1),
        "type": kind,
        "types": [choice for choice in UnitKind.choices if choice[0] != UnitKind.ROOT],
        "chart": heat_chart(found),
        "can_export": request.user.has_perm("core.export_rows"),
    }
    return render(request, "supervision/talks/coverage.html", context)


def heat_chart(found: Coverage) -> dict[str, Any]:
    """Types of units by kind of talk."""
    words = dict(UnitKind.choices)
    rows = found.by_type()
    cells = [
        (column, row, cell.percent)
        for row, line in enumerate(rows.values())
        for column, cell in enumerate(line)
    ]  # fmt: skip
    return charts.heat(
        title=_("Coverage of talks by type of unit"),
        x=[kind.label for kind in COVERED],
        y=[words[code] for code in rows],
        cells=cells,
    )


def _year(request: Request) -> int:
    word = request.GET.get("year", "")
    this_year = clock.today().year
    year = int(word) if word.isdecimal() and len(word) == 4 else this_year
    return min(max(year, this_year - YEARS_SHOWN), this_year)


def _export(request: Request, found: Coverage) -> HttpResponse:
    """Raises PermissionDenied without the right, InvalidInput without a purpose (R27)."""
    if not request.user.has_perm("core.export_rows"):
        raise PermissionDenied(_("Your role may not export lists."))
    purpose = request.POST.get("purpose", "").strip()
    if not purpose:
        raise InvalidInput(_("An export needs its purpose."), field="purpose", cure=_("Write what it is for."))
    title = _("Coverage of talks")
    words = (_("people reached"), _("people due"))
    header = [_("Code"), _("Unit"), *(f"{kind.label} {word}" for kind in COVERED for word in words)]
    rows = [
        [line.unit.code, line.unit.name, *(number for cell in line.cells for number in (cell.done, cell.due))]
        for line in found.lines
    ]
    event_record(event=AuditEvent.EXPORT, obj=Talk, actor=request.user, purpose=purpose, year=found.year)
    content = rows_workbook([header, *rows], title=f"{title} {found.year}", note=f"{request.user} · {purpose}")
    return HttpResponse(
        content,
        content_type=MEDIA_TYPE,
        headers={"Content-Disposition": f'attachment; filename="talk-coverage-{found.year}.xlsx"'},
    )
