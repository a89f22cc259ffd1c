"""Lists: filings, duties, and the catalogue of datasets."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from core import clock
from core.errors import Text
from core.http import Request
from core.records.exports import MEDIA_TYPE
from core.records.views import RecordListView
from early_warning.filings.catalogue import all_kinds, kind_of
from early_warning.filings.exports import template_workbook
from early_warning.filings.filters import DataFilingFilter, FilingDutyFilter
from early_warning.filings.forms import WaiveForm
from early_warning.filings.models import DataFiling, FilingDuty
from early_warning.filings.models.states import FILE
from early_warning.filings.parameters import duty_rule
from early_warning.filings.services import duty_waive
from early_warning.filings.tables import DataFilingTable, FilingDutyTable
from organization.models import UnitKind


class DataFilingListView(RecordListView):
    model = DataFiling
    permission_required = "warnings.view_datafiling"
    table_class = DataFilingTable
    filterset_class = DataFilingFilter
    title = gettext_lazy("Data filings")
    empty_text = gettext_lazy("No data has been filed yet. The unit's liaison files it by period.")

    def get_queryset(self) -> QuerySet:
        rows: Any = super().get_queryset()
        return rows.without_details().select_related("unit", "submitter", "confirmer")

    def get_primary_actions(self) -> list[tuple[Text, str]]:
        return [(_("File data"), reverse("filing-new"))] if self.request.user.has_perm(FILE) else []


class FilingDutyListView(RecordListView):
    model = FilingDuty
    permission_required = "warnings.view_filingduty"
    table_class = FilingDutyTable
    filterset_class = FilingDutyFilter
    title = gettext_lazy("Filing duties")
    empty_text = gettext_lazy("No unit of your jurisdiction owes a dataset.")

    def get_queryset(self) -> QuerySet:
        rows: Any = super().get_queryset()
        return rows.with_state().select_related("unit").order_by("-due_on", "unit__code", "kind")

    def get_table_kwargs(self) -> dict[str, Any]:
        return {"user": self.request.user}


@require_http_methods(["GET", "POST"])
def duty_waive_view(request: Request, pk: int) -> HttpResponse:
    """Release a unit from one duty, with a reason."""
    duty = get_object_or_404(FilingDuty.objects.visible_to(request.user).select_related("unit"), pk=pk)
    if not request.user.has_perm("warnings.waive_filingduty"):
        raise PermissionDenied(_("Your role may not do this."))
    form = WaiveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        duty_waive(duty=duty, reason=form.cleaned_data["reason"], actor=request.user)
        return redirect(duty.get_absolute_url())
    context = {
        "form": form,
        "title": _("Waive: %(duty)s") % {"duty": duty},
        "submit_label": _("Waive"),
        "cancel_url": duty.get_absolute_url(),
        "list_url": reverse("filing-duty-list"),
        "list_title": _("Filing duties"),
    }
    return render(request, "core/record_form.html", context)


@require_GET
def catalogue_view(request: Request) -> HttpResponse:
    """What is asked for, why, by when and how long it is kept."""
    _refuse_outsiders(request)
    names = dict(UnitKind.choices)
    kinds = []
    for kind in all_kinds():
        rule = duty_rule(kind.code, as_of=clock.today())
        kinds.append({"kind": kind, "rule": rule, "owing": [names[code] for code in rule.unit_kinds if code in names]})
    return render(request, "warnings/filings/catalogue.html", {"kinds": kinds})


@require_GET
def template_view(request: Request, code: str) -> HttpResponse:
    """An empty workbook with the headers of a dataset."""
    _refuse_outsiders(request)
    try:
        dataset = kind_of(code)
    except KeyError as error:
        raise Http404 from error
    headers = {"Content-Disposition": f'attachment; filename="{dataset.code}.xlsx"'}
    return HttpResponse(template_workbook(dataset), content_type=MEDIA_TYPE, headers=headers)


def _refuse_outsiders(request: Request) -> None:
    if not request.user.has_perm("warnings.view_datafiling"):
        raise PermissionDenied(_("Your role may not open this page."))
