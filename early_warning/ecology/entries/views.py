from typing import Any

import django_filters as filters
import django_tables2 as tables
from django import forms
from django.contrib import messages
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.records.filters import RecordFilterSet
from core.records.tables import RecordTable
from core.records.views import RecordListView, RecordMixin
from core.templatetags.ui import due
from early_warning.ecology.entries.models import OfficeEntry
from early_warning.ecology.entries.services import RECORD, entry_record
from early_warning.ecology.views.access import require
from officials.models import Tenure

VIEW = "warnings.view_officeentry"


def _done_or_due(done: Any, last: Any) -> SafeString | str:
    if done is not None:
        return format_html("{}", done.isoformat()) if last is None or done <= last else due(done, done=True)
    return due(last) if last is not None else "—"


class OfficeEntryTable(RecordTable):
    """Takings of office by post and day; no person is named here."""

    unit = tables.Column(accessor="tenure__post__unit", verbose_name=_("unit"), orderable=False)
    post = tables.Column(accessor="tenure__post__name", verbose_name=_("post"), orderable=False, linkify=False)
    start = tables.Column(accessor="tenure__start", verbose_name=_("taking office on"))
    edit = tables.Column(accessor="pk", verbose_name="", orderable=False, exclude_from_export=True)

    class Meta(RecordTable.Meta):
        model = OfficeEntry
        fields = ("unit", "post", "start", "talk_on", "lesson_on", "handover_on")
        sequence = ("unit", "post", "start", "talk_on", "lesson_on", "handover_on", "edit")
        empty_values = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("talk_on", "lesson_on", "handover_on"):
            self.columns[name].column.empty_values = ()

    def render_talk_on(self, record: OfficeEntry) -> Any:
        return _done_or_due(record.talk_on, record.talk_due)

    def render_lesson_on(self, record: OfficeEntry) -> Any:
        return _done_or_due(record.lesson_on, record.lesson_due)

    def render_handover_on(self, record: OfficeEntry) -> Any:
        return _done_or_due(record.handover_on, record.handover_due)

    def render_edit(self, record: OfficeEntry) -> Any:
        if not self.request.user.has_perm(RECORD):
            return ""
        return format_html('<a href="{}">{}</a>', reverse("office-entry", args=[record.pk]), _("Enter the days"))


class OfficeEntryFilter(RecordFilterSet):
    search_fields = ("tenure__post__unit__name", "tenure__post__unit__code", "tenure__post__name")
    tenure__start = filters.DateFromToRangeFilter(label=_("Taking office"))
    tenure__post__is_head = filters.BooleanFilter(label=_("unit head"))

    class Meta:
        model = OfficeEntry
        fields = ("tenure__start", "tenure__post__is_head")


class OfficeEntryListView(RecordListView):
    model = OfficeEntry
    permission_required = VIEW
    table_class = OfficeEntryTable
    filterset_class = OfficeEntryFilter
    title = _("Takings of office")
    empty_text = _("Nobody of the leadership teams has taken office lately.")

    def get_queryset(self) -> QuerySet:
        before = Tenure.objects.filter(post=OuterRef("tenure__post"), start__lt=OuterRef("tenure__start"))
        rows = super().get_queryset().select_related("tenure__post__unit")
        return rows.annotate(followed_somebody=Exists(before))


class OfficeEntryForm(forms.ModelForm):
    class Meta:
        model = OfficeEntry
        fields = ("talk_on", "lesson_on", "handover_on")
        widgets = {name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d") for name in fields}


class OfficeEntryView(RecordMixin):
    """The three dates of one taking of office."""

    model = OfficeEntry
    permission_required = VIEW

    def get(self, request: Any, pk: int) -> HttpResponse:
        return self._page(request, self._entry(pk), OfficeEntryForm(instance=self._entry(pk)))

    def post(self, request: Any, pk: int) -> HttpResponse:
        require(request.user, RECORD)
        entry = self._entry(pk)
        form = OfficeEntryForm(request.POST)
        if not form.is_valid():
            return self._page(request, entry, form)
        try:
            entry_record(entry=entry, actor=request.user, **form.cleaned_data)
        except DomainError as error:
            form.add_error(error.field or None, str(error))
            return self._page(request, entry, form)
        messages.success(request, _("Recorded."))
        return redirect("office-entry-list")

    def _entry(self, pk: int) -> OfficeEntry:
        return get_object_or_404(self.get_queryset().select_related("tenure__post__unit"), pk=pk)

    def _page(self, request: Any, entry: OfficeEntry, form: forms.ModelForm) -> HttpResponse:
        for name, shown in (("lesson_on", entry.lesson_due), ("handover_on", entry.handover_due)):
            if shown is None:
                form.fields[name].widget = forms.HiddenInput()
        context = {
            "title": str(entry),
            "form": form,
            "cancel_url": reverse("office-entry-list"),
            "list_url": reverse("office-entry-list"),
            "list_title": _("Takings of office"),
        }
        return render(request, "core/record_form.html", context, status=400 if form.errors else 200)
