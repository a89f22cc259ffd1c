import django_filters as filters
import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from core.imports.models import ImportBatch, ImportStatus
from core.records.filters import RecordFilterSet
from core.records.tables import RecordTable


class ImportTable(RecordTable):
    """One import a row."""

    file_name = tables.Column(linkify=True)
    kind = tables.Column(accessor="kind_label", order_by="kind")

    class Meta(RecordTable.Meta):
        model = ImportBatch
        fields = ("file_name", "kind", "status", "row_count", "policy", "uploaded_by", "uploaded_at")
        order_by = "-uploaded_at"


class ImportFilter(RecordFilterSet):
    search_fields = ("file_name",)
    status = filters.ChoiceFilter(choices=ImportStatus.choices, label=_("Status"))

    class Meta:
        model = ImportBatch
        fields = ("status",)
