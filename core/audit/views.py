from typing import Any

import django_filters as filters
import django_tables2 as tables
from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from core.audit.models import AuditAnchor, AuditEntry, AuditEvent
from core.documents.models import IssuedDocument
from core.records.filters import RecordFilterSet
from core.records.tables import RecordTable
from core.records.views import RecordListView


class AuditTable(RecordTable):
    actor = tables.Column(verbose_name=_("by"), default="—")
    changes = tables.Column(verbose_name=_("old → new"), orderable=False, default="")

    class Meta(RecordTable.Meta):
        model = AuditEntry
        fields = ("timestamp", "event", "actor", "content_type", "object_repr", "changes", "remote_addr")
        order_by = "-timestamp"

    def render_object_repr(self, value: str, record: AuditEntry) -> Any:
        if not record.object_pk:
            return value
        kind = record.content_type
        key = f"{kind.app_label}.{kind.model}.{record.object_pk}"
        return format_html('<a href="{}?record={}">{}</a>', reverse("audit-list"), key, value)

    def value_object_repr(self, value: str) -> str:
        return value

    def render_changes(self, record: AuditEntry) -> Any:
        pairs = record.changes_dict.items()
        lines = [(name, *[str(value)[:80] for value in values][:2]) for name, values in pairs if len(values) == 2]
        details = [(key, "", str(value)[:120]) for key, value in (record.additional_data or {}).items()]
        return format_html_join("", "<div>{}: {} → {}</div>", lines) + format_html_join(
            "", "<div>{}: {}{}</div>", details
        )


class AuditFilter(RecordFilterSet):
    search_fields = ("object_repr", "actor__username", "actor__full_name")
    event = filters.ChoiceFilter(choices=AuditEvent.choices, label=_("Event"))
    timestamp = filters.DateFromToRangeFilter(label=_("Time"))
    record = filters.CharFilter(label=_("One record"), method="of_record")

    def of_record(self, rows: QuerySet, _name: str, key: str) -> QuerySet:
        """Everything about one record, by its key; nothing for a key that is none."""
        kind, _dot, number = key.rpartition(".")
        app, _dot, model = kind.partition(".")
        return rows.filter(content_type__app_label=app, content_type__model=model, object_pk=number)

    class Meta:
        model = AuditEntry
        fields = ("event", "timestamp")


class AuditListView(RecordListView):
    """The trail, for the auditor only."""

    model = AuditEntry
    permission_required = "core.view_auditentry"
    table_class = AuditTable
    filterset_class = AuditFilter
    title = _("Audit trail")

    def get_primary_actions(self) -> list[tuple[Any, str]]:
        return [(_("Daily anchors"), reverse("audit-anchor-list"))]

    def get_queryset(self) -> QuerySet:
        return AuditEntry.trail.visible_to(self.request.user).select_related("actor", "content_type")


class AnchorTable(RecordTable):
    """One day a row; its paper opens as PDF, and every opening is a print."""

    paper = tables.Column(verbose_name=_("Paper"), orderable=False, empty_values=())

    class Meta(RecordTable.Meta):
        model = AuditAnchor
        fields = ("day", "sequence", "hash", "created_at", "paper")
        order_by = "-day"

    def render_paper(self, record: Any) -> Any:
        if record.paper is None:
            return "—"
        return format_html('<a href="{}">{}</a>', reverse("document-pdf", args=[record.paper]), record.paper_no)

    def value_paper(self, record: Any) -> str:
        return record.paper_no or ""


class AnchorFilter(RecordFilterSet):
    """By words and day."""

    search_fields = ("hash",)
    day = filters.DateFromToRangeFilter(label=_("Day"))

    class Meta:
        model = AuditAnchor
        fields = ("day",)


class AnchorListView(RecordListView):
    """The daily anchors of the trail with their papers, for the auditor only."""

    model = AuditAnchor
    permission_required = "core.view_auditanchor"
    table_class = AnchorTable
    filterset_class = AnchorFilter
    title = _("Daily anchors")
    empty_text = _("No anchor was made yet. One is made every night, with a paper to print, sign and keep outside.")

    def get_queryset(self) -> QuerySet:
        papers = IssuedDocument.objects.filter(
            content_type__app_label="core", content_type__model="auditanchor", object_id=OuterRef("pk")
        ).order_by("pk")
        rows = super().get_queryset()
        return rows.annotate(paper=Subquery(papers.values("pk")[:1]), paper_no=Subquery(papers.values("doc_no")[:1]))
