"""Requests for material: the unit's side, made for a phone (screens.md 5)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from core.attachments.services import attachments_of
from core.errors import DomainError, NotAllowed
from core.records.views import RecordListView, RecordMixin

from .. import services
from ..evidence import evidence_of, tables_of
from ..filters import MaterialFilter
from ..forms import AnswerForm
from ..models import MaterialRequest
from ..tables import MaterialTable

ANSWER = "warnings.answer_materialrequest"


class MaterialListView(RecordListView):
    """Questions to the units: staff see those of their units, a unit its own."""

    model = MaterialRequest
    table_class = MaterialTable
    filterset_class = MaterialFilter
    title = gettext_lazy("Requests for material")
    empty_text = gettext_lazy("No question is open.")

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("unit")


class MaterialAnswerView(RecordMixin, FormView):
    """The question, the unit's own rows it is about, and the answer. No model, no threshold, no other unit."""

    model = MaterialRequest
    form_class = AnswerForm
    template_name = "warnings/checks/material.html"

    @cached_property
    def row(self) -> MaterialRequest:
        found = self.get_queryset().select_related("unit", "doubt_point", "asked_by", "answered_by")
        return get_object_or_404(found, pk=self.kwargs["pk"])

    @property
    def may_answer(self) -> bool:
        user = self.request.user
        return self.row.is_open and user.unit_id == self.row.unit_id and user.has_perm(ANSWER)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        if not self.may_answer:
            raise NotAllowed(_("Only the unit that was asked may answer."))
        try:
            services.material_answer(
                request=self.row,
                text=form.cleaned_data["answer"],
                files=form.cleaned_data["attachments"],
                actor=self.request.user,
            )
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, _("Your answer has been handed in."))
        return redirect(self.row)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs,
            material=self.row,
            may_answer=self.may_answer,
            evidence=tables_of(evidence_of(self.row.doubt_point, self.request.user)),
            attachments=attachments_of(self.row),
            back_url=reverse("material-list"),
        )
