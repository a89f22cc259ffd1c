"""我的查阅记录: everybody reads what the trail keeps about his own looking (R24)."""

import django_filters as filters
import django_tables2 as tables
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.audit.models import AuditEntry, AuditEvent
from core.records.filters import RecordFilterSet
from core.records.tables import RecordTable
from core.records.views import RecordListView

LOOKING = (
    AuditEvent.READ,
    AuditEvent.SEARCH,
    AuditEvent.EXPORT,
    AuditEvent.PRINT,
    AuditEvent.DOWNLOAD,
    AuditEvent.REFUSED,
)
# Details of an event that its reader may be reminded of: what for, and what he typed.
SHOWN = ("purpose", "text", "filters", "part", "why")


class OwnLogTable(RecordTable):
    timestamp = tables.DateTimeColumn(verbose_name=_("Time"), format="Y-m-d H:i")
    content_type = tables.Column(verbose_name=_("kind"))
    object_repr = tables.Column(verbose_name=_("record"))
    remote_addr = tables.Column(verbose_name=_("address"))
    details = tables.Column(verbose_name=_("details"), accessor="additional_data", orderable=False, default="")

    class Meta(RecordTable.Meta):
        model = AuditEntry
        fields = ("timestamp", "event", "content_type", "object_repr", "details", "remote_addr")
        order_by = "-timestamp"

    def render_content_type(self, value: ContentType) -> str:
        model = value.model_class()
        return str(model._meta.verbose_name if model else value)

    def render_details(self, value: dict) -> str:
        return " · ".join(str(value[key])[:80] for key in SHOWN if value.get(key))


class OwnLogFilter(RecordFilterSet):
    search_fields = ("object_repr",)
    event = filters.ChoiceFilter(choices=[(event.value, event.label) for event in LOOKING], label=_("Event"))
    timestamp = filters.DateFromToRangeFilter(label=_("Time"))

    class Meta:
        model = AuditEntry
        fields = ("event", "timestamp")


class OwnLogView(RecordListView):
    """Reads, searches, exports, prints, downloads and refused attempts of the signed-in person, nobody else's."""

    model = AuditEntry
    table_class = OwnLogTable
    filterset_class = OwnLogFilter
    title = _("What I looked at")
    empty_text = _("You have not opened, searched, printed or exported anything yet.")

    def get_queryset(self) -> QuerySet:
        return AuditEntry.objects.filter(actor=self.request.user, event__in=LOOKING).select_related("content_type")
