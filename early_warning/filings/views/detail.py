"""One filing: what was taken, what not and why, the rows themselves, and files to take away."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.audit.models import AuditEvent
from core.audit.services import event_record
from core.errors import InvalidInput
from core.http import Request
from core.records.exports import MEDIA_TYPE
from core.records.views import RecordDetailView
from early_warning.filings import presenting
from early_warning.filings.catalogue import shown
from early_warning.filings.exports import findings_workbook, rows_csv
from early_warning.filings.models import DataFiling, FilingStatus
from early_warning.filings.models.states import DOWNLOAD, FILE
from early_warning.filings.pseudonyms import mask_of, masked_cells
from early_warning.filings.queries import filed_rows
from early_warning.filings.store import filing_rows

ROWS_A_PAGE = 50
FINDINGS_SHOWN = 100


class DataFilingDetailView(RecordDetailView):
    model = DataFiling
    permission_required = "warnings.view_datafiling"
    template_name = "warnings/filings/detail.html"
    detail_fields = (
        "unit",
        "kind",
        "period",
        "due_on",
        "file_name",
        "source_sha256",
        "sha256",
        "schema_version",
        "submitter",
        "filed_at",
        "confirmer",
        "confirmed_at",
        "ended_at",
        "supersedes",
        "legal_basis",
        "retain_until",
    )

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("unit", "submitter", "confirmer", "supersedes__unit")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        filing, user = self.object, self.request.user
        mask = mask_of(user, filing)
        context = super().get_context_data(**kwargs)
        is_draft = filing.status == FilingStatus.UPLOADED
        return context | {
            "filing": filing,
            "is_draft": is_draft,
            # Once filed, the header counts down to nothing any more.
            "due": filing.due_on if is_draft else None,
            "may_file": is_draft and user.has_perm(FILE) and user.unit_id == filing.unit_id,
            "names_hidden": mask is not None,
            "may_download": may_download(user, filing),
            "may_export": user.unit_id == filing.unit_id or user.has_perm(DOWNLOAD),
            "checked": bool(filing.quality),
            "reasons": presenting.reason_lines(filing),
            "remarks": presenting.remark_lines(filing),
            "empty_columns": presenting.quality_lines(filing),
            "findings": list(presenting.finding_rows(filing, mask, FINDINGS_SHOWN)),
            "not_listed": presenting.not_listed(filing),
            "list_url": reverse("filing-list"),
            "list_title": _("Data filings"),
            "newer": filing.superseded_by.first(),
        }


def may_download(user: Any, filing: DataFiling) -> bool:
    """Stored rows leave only with the right to, and from one's own unit or across (handbook R27)."""
    return filing.is_stored and user.has_perm(DOWNLOAD)


def _visible(request: Request, pk: int) -> DataFiling:
    return get_object_or_404(DataFiling.objects.visible_to(request.user).select_related("unit"), pk=pk)


@require_GET
def rows_view(request: Request, pk: int) -> HttpResponse:
    """The stored rows, page by page, or only those that a doubt point names (``?row=3&row=17``). Reading is logged."""
    filing = _visible(request, pk)
    if not filing.is_stored:
        raise Http404
    wanted = [int(number) for number in request.GET.getlist("row") if number.isdigit()][:500]
    page = max(1, int(request.GET.get("page", "1") if request.GET.get("page", "1").isdigit() else 1))
    if wanted:
        table = filing_rows(filing.kind, filing, wanted)
    else:
        table = filed_rows(filing, first=(page - 1) * ROWS_A_PAGE, count=ROWS_A_PAGE)
    if not request.htmx:
        event_record(event=AuditEvent.READ, obj=filing, actor=request.user, rows=wanted or f"page {page}")
    columns = list(filing.dataset.columns)
    mask = mask_of(request.user, filing)
    rows = [
        [str(record["row_no"]), *((shown(column, record[column.name]), column.is_number) for column in columns)]
        for record in (masked_cells(stored, mask) for stored in table.to_pylist())
    ]
    context = {
        "filing": filing,
        "columns": columns,
        "rows": rows,
        "names_hidden": mask is not None,
        "wanted": wanted,
        "page": page,
        "pages": max(1, -(-filing.row_count // ROWS_A_PAGE)),
        "list_url": reverse("filing-list"),
    }
    return render(request, "warnings/filings/rows.html", context)


@require_GET
def findings_view(request: Request, pk: int) -> HttpResponse:
    """What was not taken, as XLSX, for the person who mends the file."""
    filing = _visible(request, pk)
    if request.user.unit_id != filing.unit_id and not request.user.has_perm(DOWNLOAD):
        raise PermissionDenied(_("Your role may not export lists."))
    event_record(event=AuditEvent.EXPORT, obj=filing, actor=request.user, what="findings", rows=len(filing.findings))
    headers = {"Content-Disposition": f'attachment; filename="findings-{filing.pk}.xlsx"'}
    content = findings_workbook(filing, mask_of(request.user, filing))
    return HttpResponse(content, content_type=MEDIA_TYPE, headers=headers)


@require_POST
def download_view(request: Request, pk: int) -> HttpResponseBase:
    """The stored rows as CSV; needs the right and a purpose, and is logged."""
    filing = _visible(request, pk)
    if not may_download(request.user, filing):
        raise PermissionDenied(_("Your role may not download filed rows."))
    purpose = request.POST.get("purpose", "").strip()
    if not purpose:
        raise InvalidInput(_("An export needs its purpose."), field="purpose", cure=_("Write what it is for."))
    event_record(
        event=AuditEvent.DOWNLOAD, obj=filing, actor=request.user, purpose=purpose[:200], rows=filing.row_count
    )
    name = f"{filing.kind}-{filing.unit.code}-{filing.period}-{filing.pk}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    content = rows_csv(filing, mask_of(request.user, filing))
    return StreamingHttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)
