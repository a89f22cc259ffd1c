import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from core.records.tables import RecordTable
from core.templatetags.ui import status_badge
from early_warning.ecology.models import EcologyAssessment
from early_warning.ecology.sentences import coverage_words


class EcologyTable(RecordTable):
    """Units by code with their band. No index in it and no column that sorts: that would be a ranking (3.1 rule 8)."""

    code = tables.Column(accessor="unit__code", verbose_name=_("code"))
    unit = tables.Column(linkify=lambda record: record.get_absolute_url())
    kind = tables.Column(accessor="unit__get_kind_display", verbose_name=_("type"))
    coverage = tables.Column(attrs={"td": {"class": "number"}, "th": {"class": "number"}})

    class Meta(RecordTable.Meta):
        model = EcologyAssessment
        fields = ("code", "unit", "kind", "band", "coverage", "status", "response_due")
        orderable = False
        order_by = ()

    def render_band(self, record: EcologyAssessment) -> str:
        return status_badge(f"BAND_{record.band}", record.get_band_display())

    def value_band(self, record: EcologyAssessment) -> str:
        return record.get_band_display()

    def render_coverage(self, record: EcologyAssessment) -> str:
        return coverage_words(record.coverage)
