"""The one form with rows: businesses of relatives. It works without scripts: the server adds "another business"."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.errors import DomainError
from core.http import Request
from core.records.forms import put_on_form
from supervision.declarations.choices import State
from supervision.declarations.models import KinDeclaration
from supervision.declarations.portal.forms import BusinessForm, CorrectionForm, SigningForm
from supervision.declarations.portal.pages import own
from supervision.declarations.services import BusinessInput, kin_correct, kin_file

MOST = 20
Rows = forms.formset_factory(BusinessForm, extra=0, max_num=MOST, absolute_max=MOST, can_delete=True)
FIELDS = tuple(BusinessForm.base_fields)


@require_http_methods(["GET", "POST"])
def my_kin_file(request: Request, pk: int) -> HttpResponse:
    """File, or correct what was filed."""
    record = get_object_or_404(own(KinDeclaration, request.user), pk=pk)
    form_class = SigningForm if record.status == State.DUE else CorrectionForm
    if request.method == "GET":
        return _show(request, record, form_class(), _rows_of(record))
    if "more" in request.POST:
        return _show(request, record, form_class(request.POST), _one_more(request))
    form, rows = form_class(request.POST), Rows(request.POST)
    if form.is_valid() and rows.is_valid():
        try:
            _perform(request, record, form.cleaned_data, rows)
        except DomainError as error:
            put_on_form(form, error)
        else:
            messages.success(request, _("Filed."))
            return redirect(record.portal_url)
    return _show(request, record, form, rows, status=422)


def _perform(request: Request, record: KinDeclaration, given: dict[str, Any], rows: Any) -> None:
    businesses = [
        BusinessInput(**{name: row.cleaned_data[name] for name in FIELDS})
        for row in rows
        if row.cleaned_data and not row.cleaned_data.get("DELETE")
    ]
    values: dict[str, Any] = {"businesses": businesses, "none_declared": given["none_declared"]}
    if record.status == State.DUE:
        kin_file(declaration=record, actor=request.user, **values)
    else:
        kin_correct(declaration=record, actor=request.user, answer=given["answer"], **values)


def _rows_of(record: KinDeclaration) -> Any:
    rows = record.current_businesses()
    return Rows(initial=[{name: getattr(row, name) for name in FIELDS} for row in rows])


def _one_more(request: Request) -> Any:
    """The same rows and a blank one; nothing is judged yet."""
    data = request.POST.copy()
    data["form-TOTAL_FORMS"] = str(min(int(data.get("form-TOTAL_FORMS") or 0) + 1, MOST))
    rows = Rows(data)
    for row in rows:
        _unjudged(row)
    return rows


def _unjudged(form: Any) -> None:
    """What was typed, without complaints about it."""
    form._errors = forms.utils.ErrorDict()


def _show(request: Request, record: KinDeclaration, form: Any, rows: Any, *, status: int = 200) -> HttpResponse:
    if "more" in request.POST:
        _unjudged(form)
    context = {
        "record": record,
        "form": form,
        "rows": rows,
        "title": record.heading,
        "back_url": record.portal_url,
        "list_url": reverse("my-declarations"),
    }
    return render(request, "supervision/declarations/portal/kin_form.html", context, status=status)
