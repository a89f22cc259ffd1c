"""The wizard: upload → mapping → check → file. The head confirms on the filing's own page."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from core.errors import DomainError
from core.http import Request
from core.reading.receiving import too_large
from core.reading.uploading import limit_upload, was_too_large
from early_warning.filings import jobs, services
from early_warning.filings.forms import NewFilingForm
from early_warning.filings.mapping.form import MappingForm
from early_warning.filings.mapping.guess import guess_plan
from early_warning.filings.mapping.plan import MappingPlan
from early_warning.filings.models import DataFiling, FilingStatus
from early_warning.filings.models.states import FILE
from early_warning.filings.services.checking import CHECK_AT_ONCE
from early_warning.filings.services.mappings import mapping_named, mapping_names


@method_decorator(csrf_exempt, name="dispatch")
class NewFilingView(View):
    """What is filed, and the file. The limit is put on the upload before the token is looked for in its form."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        limit_upload(request)
        return self._protected(request, *args, **kwargs)

    @method_decorator(csrf_protect)
    def _protected(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(FILE) or request.user.unit is None:
            raise PermissionDenied(_("Only a unit's liaison files data."))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: Request) -> HttpResponse:
        return self._page(request, NewFilingForm(initial=request.GET.dict()))

    def post(self, request: Request) -> HttpResponse:
        if was_too_large(request):
            return self._page(request, NewFilingForm(initial=request.POST.dict()), too_large())
        form = NewFilingForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._page(request, form)
        try:
            filing = self._start(request, form.cleaned_data)
        except DomainError as error:
            return self._page(request, form, error)
        if filing.status == FilingStatus.UPLOADED:
            return redirect("filing-mapping", pk=filing.pk)
        messages.success(request, _("The nil return is filed. The head of the unit confirms it."))
        return redirect(filing)

    @staticmethod
    def _start(request: Request, data: dict[str, Any]) -> DataFiling:
        common = {"unit": request.user.unit, "kind": data["kind"], "period": data["period"], "actor": request.user}
        upload = data["file"]
        if upload is None:
            return services.filing_nil(**common)
        return services.filing_start(name=upload.name, chunks=upload.chunks(), **common)

    @staticmethod
    def _page(request: Request, form: NewFilingForm, error: DomainError | None = None) -> HttpResponse:
        context = {
            "form": form,
            "error": error,
            "title": _("File data"),
            "submit_label": _("Continue"),
            "cancel_url": reverse("filing-list"),
            "list_url": reverse("filing-list"),
            "list_title": _("Data filings"),
        }
        return render(request, "warnings/filings/new.html", context, status=error.status if error else 200)


def own_upload(request: Request, pk: int) -> DataFiling:
    """The upload of the user's own unit that is not filed yet; 404 for every other row."""
    rows = DataFiling.objects.visible_to(request.user).select_related("unit")
    filing = get_object_or_404(rows, pk=pk, status=FilingStatus.UPLOADED)
    if not request.user.has_perm(FILE):
        raise PermissionDenied(_("Only a unit's liaison files data."))
    return filing


@require_http_methods(["GET", "POST"])
def mapping_view(request: Request, pk: int) -> HttpResponse:
    """The mapping. POST checks the whole file under it (and saves it under a name, when one is given)."""
    filing = own_upload(request, pk)
    if request.method == "GET":
        return _mapping_page(request, filing, MappingForm(filing, _chosen_plan(request, filing)))
    form = MappingForm(filing, MappingPlan.from_json(filing.plan), request.POST)
    try:
        plan = form.plan()
        if request.POST.get("save_as", "").strip():
            services.mapping_save(
                unit=filing.unit, kind=filing.kind, name=request.POST["save_as"], plan=plan, actor=request.user
            )
        if filing.source_size > CHECK_AT_ONCE:
            return redirect("job-detail", pk=jobs.check_later(filing=filing, plan=plan, actor=request.user).pk)
        services.filing_check(filing=filing, plan=plan, actor=request.user)
    except DomainError as error:
        return _mapping_page(request, filing, form, error)
    return redirect(filing)


def _chosen_plan(request: Request, filing: DataFiling) -> MappingPlan:
    """The plan asked for by ``?saved=name`` or ``?guess``, else the filing's own."""
    if request.GET.get("saved"):
        return mapping_named(unit=filing.unit, kind=filing.kind, name=request.GET["saved"])
    if "guess" in request.GET:
        return guess_plan(filing.dataset, filing.sample["headers"])
    return MappingPlan.from_json(filing.plan)


def _mapping_page(
    request: Request, filing: DataFiling, form: MappingForm, error: DomainError | None = None
) -> HttpResponse:
    context = _preview(filing, form) | {
        "filing": filing,
        "error": error,
        "saved": mapping_names(filing),
    }
    return render(request, "warnings/filings/mapping.html", context, status=error.status if error else 200)


@require_POST
def preview_view(request: Request, pk: int) -> HttpResponse:
    """The first rows under the mapping as it stands on the page (htmx)."""
    filing = own_upload(request, pk)
    form = MappingForm(filing, MappingPlan.from_json(filing.plan), request.POST)
    return render(request, "warnings/filings/partials/preview.html", _preview(filing, form) | {"filing": filing})


def _preview(filing: DataFiling, form: MappingForm) -> dict[str, Any]:
    """Context of the preview: the form, and the first rows as they would be stored."""
    plan = form.plan()
    columns = [column for column in filing.dataset.columns if plan.column(column.name).is_set]
    rows = services.filing_preview(filing=filing, plan=plan)
    names = [column.name for column in filing.dataset.columns]
    shown = [[dict(zip(names, row, strict=True))[column.name] for column in columns] for row in rows]
    missing = [column for column in filing.dataset.required if not plan.column(column.name).is_set]
    used = plan.used_sources()
    dropped = [header for header in filing.sample["headers"] if header not in used]
    return {"form": form, "columns": columns, "rows": shown, "missing": missing, "dropped": dropped}


@require_POST
def file_view(request: Request, pk: int) -> HttpResponse:
    """Store the good rows and ask the head."""
    filing = own_upload(request, pk)
    try:
        filing = services.filing_file(filing=filing, actor=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Filed. The head of the unit now confirms it."))
    return redirect(filing)


@require_POST
def cancel_view(request: Request, pk: int) -> HttpResponse:
    """Drop the upload."""
    services.filing_cancel(filing=own_upload(request, pk), actor=request.user)
    messages.success(request, _("The upload was dropped; nothing of it was kept."))
    return redirect("filing-list")
