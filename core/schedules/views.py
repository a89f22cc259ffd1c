"""The schedules in words, and the form that changes one."""

from typing import Any

import django_filters as filters
import django_tables2 as tables
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.audit.models import AuditEntry, AuditEvent
from core.mechanisms.panels import LineRow
from core.mechanisms.tables import PlainColumn
from core.records.filters import RecordFilterSet
from core.records.forms import RecordFormView
from core.records.tables import RecordTable
from core.records.views import RecordDetailView, RecordListView
from core.schedules.forms import form_for, initial_for
from core.schedules.models import Schedule
from core.schedules.services import schedule_change


class ScheduleTable(RecordTable):
    """One schedule a row."""

    label = tables.Column(verbose_name=_("Work"), linkify=True, order_by="name")
    when = tables.Column(verbose_name=_("Runs"), orderable=False)
    last_run_at = PlainColumn(empty_values=())
    next_run_at = PlainColumn(verbose_name=_("Next run"), orderable=False, empty_values=())
    enabled = PlainColumn(verbose_name=_("Switched on"))

    class Meta(RecordTable.Meta):
        model = Schedule
        fields = ("label", "when", "last_run_at", "next_run_at", "enabled")


class ScheduleFilter(RecordFilterSet):
    """A dozen rows need no search."""

    q = None
    enabled = filters.BooleanFilter(label=_("Switched on"))

    class Meta:
        model = Schedule
        fields = ("enabled",)


class ScheduleListView(RecordListView):
    model = Schedule
    permission_required = "core.view_schedule"
    table_class = ScheduleTable
    filterset_class = ScheduleFilter
    title = _("Schedules")
    empty_text = _("The scheduler (beat) has not been started yet; it writes the schedules down when it first starts.")

    def get_queryset(self) -> QuerySet:
        rows: Any = super().get_queryset()
        return rows.with_times()


class ScheduleDetailView(RecordDetailView):
    """How it runs, and who changed that."""

    model = Schedule
    permission_required = "core.view_schedule"
    template_name = "core/mechanism_detail.html"
    detail_fields = ("when", "last_run_at", "next_run_at", "enabled")

    def get_panels(self) -> list[dict[str, Any]]:
        changes = AuditEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(Schedule),
            object_id=self.object.pk,
            event=AuditEvent.CHANGE,
            additional_data__isnull=False,
        ).select_related("actor")
        context = {
            "heads": [_("Time"), _("by"), _("Before"), _("After"), _("Reason")],
            "rows": [LineRow(row, [row.timestamp, row.actor, *_what(row)]) for row in changes.order_by("-timestamp")],
            "empty": _("Nobody has changed it."),
        }
        return [{"title": _("Changes"), "template": "core/partials/lines.html", "context": context}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_change = self.request.user.has_perm("core.change_schedule") and not self.object.is_fixed
        links = {"list_url": reverse("schedule-list"), "list_title": _("Schedules")}
        edit_url = reverse("schedule-change", args=[self.object.pk]) if may_change else ""
        return super().get_context_data(**kwargs, **links, edit_url=edit_url)


def _what(entry: AuditEntry) -> list[str]:
    return [entry.additional_data[name] for name in ("before", "after", "reason")]


class ScheduleChangeView(RecordFormView):
    model = Schedule
    permission_required = "core.change_schedule"
    title = _("Change a schedule")
    submit_label = _("Change")
    success = _("Changed; the scheduler follows within seconds.")

    def get_form_class(self) -> Any:
        return form_for(self.record)

    def get_initial(self) -> dict[str, Any]:
        return initial_for(self.record)

    def perform(self, form: Any) -> Schedule:
        asked = form.cleaned_data
        return schedule_change(
            schedule=self.record,
            when=form.when(),
            enabled=asked["enabled"],
            reason=asked["reason"],
            actor=self.request.user,
        )
