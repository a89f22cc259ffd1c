"""Pages of suspensions and extensions: lists, one request with its decision, and the forms to ask."""

from typing import Any

import django_filters as filters
import django_tables2 as tables
from django.apps import apps
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from core import clock
from core.deadlines.shifts.course import Status
from core.deadlines.shifts.forms import ExtensionForm, SuspensionForm
from core.deadlines.shifts.models import Extension, Suspension
from core.deadlines.shifts.queries import latest_due, term_of
from core.deadlines.shifts.services import extension_ask, suspension_ask
from core.errors import DomainError, Text
from core.mechanisms.registry import records_named
from core.records.filters import RecordFilterSet
from core.records.forms import put_on_form
from core.records.tables import RecordTable
from core.records.views import RecordDetailView, RecordListView
from core.workflow import guards


def record_of(key: str, user: Any) -> Any:
    """The visible record named "app.model:pk". Raises Http404 for anything else."""
    label, _colon, pk = key.partition(":")
    try:
        model: Any = apps.get_model(label)
    except (LookupError, ValueError) as error:
        raise Http404 from error
    if not hasattr(model.objects, "visible_to") or not pk.isdecimal():
        raise Http404
    return guards.enter(get_object_or_404(model.objects.visible_to(user), pk=pk), user)


class _AskView(FormView):
    """``?record=app.model:pk&kind=…`` names the due day; what the service refuses comes back on the form."""

    template_name = "core/record_form.html"
    title: Text = ""
    submit_label: Text = _("Ask for it")

    @cached_property
    def record(self) -> Any:
        return record_of(self.request.GET.get("record", ""), self.request.user)

    @property
    def kind(self) -> str:
        return self.request.GET.get("kind", "")

    def ask(self, form: Any) -> Any:
        """Call the service. Raises DomainError."""
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            self.ask(form)
        except DomainError as error:
            put_on_form(form, error)
            return self.render_to_response(self.get_context_data(form=form), status=422)
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return self.record.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        url = self.get_success_url()
        return super().get_context_data(
            **kwargs,
            title=self.title,
            submit_label=self.submit_label,
            cancel_url=url,
            list_url=url,
            list_title=str(self.record),
        )


class SuspensionAskView(_AskView):
    form_class = SuspensionForm
    title = _("Suspend the counting")

    def get_initial(self) -> dict[str, Any]:
        return {"start": clock.today()}

    def ask(self, form: Any) -> Any:
        return suspension_ask(record=self.record, kind=self.kind, actor=self.request.user, **form.cleaned_data)


class ExtensionAskView(_AskView):
    form_class = ExtensionForm
    title = _("Extend the term")

    def get_initial(self) -> dict[str, Any]:
        return {"new_due": latest_due(term_of(self.record, self.kind))}

    def ask(self, form: Any) -> Any:
        return extension_ask(record=self.record, kind=self.kind, actor=self.request.user, **form.cleaned_data)


class _ShiftTable(RecordTable):
    about = tables.Column(verbose_name=_("record"), linkify=True, orderable=False)


class SuspensionTable(_ShiftTable):
    class Meta(RecordTable.Meta):
        model = Suspension
        fields = ("about", "reason", "start", "end", "due_before", "due_after", "asked_by", "approver", "status")


class ExtensionTable(_ShiftTable):
    class Meta(RecordTable.Meta):
        model = Extension
        fields = ("about", "reason", "due_before", "new_due", "asked_by", "approver", "status")


class _ShiftFilter(RecordFilterSet):
    status = filters.ChoiceFilter(choices=Status.choices, label=_("Status"))


class SuspensionFilter(_ShiftFilter):
    search_fields = ("note", "asked_by__full_name")

    class Meta:
        model = Suspension
        fields = ("status", "reason")


class ExtensionFilter(_ShiftFilter):
    search_fields = ("reason", "asked_by__full_name")

    class Meta:
        model = Extension
        fields = ("status",)


class _ShiftListView(RecordListView):
    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("asked_by", "approver").prefetch_related(records_named("record"))


class SuspensionListView(_ShiftListView):
    model = Suspension
    permission_required = "core.view_suspension"
    table_class = SuspensionTable
    filterset_class = SuspensionFilter
    title = _("Suspensions")
    empty_text = _("No counting was suspended. Ask for it on the page of the record.")


class ExtensionListView(_ShiftListView):
    model = Extension
    permission_required = "core.view_extension"
    table_class = ExtensionTable
    filterset_class = ExtensionFilter
    title = _("Extensions")
    empty_text = _("No term was extended. Ask for it on the page of the record.")


class _ShiftDetailView(RecordDetailView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The way back leads to the record it is about."""
        record = self.object.record
        return super().get_context_data(**kwargs, list_url=record.get_absolute_url(), list_title=str(record))


class SuspensionDetailView(_ShiftDetailView):
    model = Suspension
    permission_required = "core.view_suspension"
    detail_fields = (
        "about", "reason", "note", "start", "end", "due_before", "due_after", "asked_by", "asked_at", "approver",
        "decided_at",
    )  # fmt: skip


class ExtensionDetailView(_ShiftDetailView):
    model = Extension
    permission_required = "core.view_extension"
    detail_fields = ("about", "reason", "due_before", "new_due", "asked_by", "asked_at", "approver", "decided_at")
