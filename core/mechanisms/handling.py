"""The page on which a record is handed over and classified."""

from typing import Any

from django import forms
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from core.records.base import Classification, Record
from core.records.forms import RecordFormView
from core.records.handling import record_handle, successors, why_not_handle


class HandlingForm(forms.Form):
    handler: Any = forms.ModelChoiceField(
        label=_("Hand over to"),
        queryset=None,
        required=False,
        empty_label=_("nobody: it stays where it is"),
        help_text=_("People of the same office who may see the record."),
        widget=forms.Select(attrs={"data-picker": ""}),
    )
    classification = forms.ChoiceField(label=_("Classification"), choices=Classification.choices, required=False)
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}), max_length=500)

    def __init__(self, *args: Any, record: Record, **kwargs: Any) -> None:
        kwargs["initial"] = {"classification": record.classification}
        super().__init__(*args, **kwargs)
        self.record = record
        self.fields["handler"].queryset = successors(record)  # type: ignore[attr-defined]  # a choice of rows

    def clean_classification(self) -> str:
        return self.cleaned_data["classification"] or self.record.classification


class HandlingView(RecordFormView):
    """For records of any mechanism, as the page of a step is."""

    form_class = HandlingForm
    title = _("Handling")
    success = _("Saved.")

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        try:
            self.model = apps.get_model(kwargs["app"], kwargs["model"])
        except LookupError as error:
            raise Http404 from error

    def get_queryset(self) -> QuerySet:
        if not issubclass(self.model, Record):
            raise Http404
        return super().get_queryset()

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if refusal := why_not_handle(self.record, request.user):
            raise PermissionDenied(refusal)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"record": self.record}

    def perform(self, form: Any) -> Record:
        return record_handle(record=self.record, actor=self.request.user, **form.cleaned_data)
