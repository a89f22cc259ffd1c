"""Lists of filings and duties."""

from datetime import datetime
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.records.tables import RecordTable
from core.templatetags.ui import due, status_badge
from early_warning.filings.models import DataFiling, FilingDuty
from early_warning.filings.models.duty import DutyState


def _day(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d}"


NUMBER = {"td": {"class": "number"}, "th": {"class": "number"}}


class DataFilingTable(RecordTable):
    pk = tables.Column(verbose_name=gettext_lazy("No."), linkify=True)
    kind = tables.Column(linkify=True)
    row_count = tables.Column(attrs=NUMBER)
    rejected_count = tables.Column(attrs=NUMBER)

    class Meta(RecordTable.Meta):
        model = DataFiling
        fields = (
            "pk",
            "unit",
            "kind",
            "period",
            "status",
            "row_count",
            "rejected_count",
            "due_on",
            "filed_at",
            "submitter",
            "confirmer",
        )

    def render_status(self, record: DataFiling) -> SafeString:
        return status_badge(record)

    def value_status(self, record: DataFiling) -> str:
        return record.get_status_display()

    def render_row_count(self, value: int) -> str:
        return f"{value:,}"

    def render_rejected_count(self, value: int) -> str:
        return f"{value:,}" if value else "—"

    def render_filed_at(self, record: DataFiling) -> SafeString | str:
        if record.filed_at is None:
            return "—"
        late = _("late") if record.is_late else ""
        return format_html('{} <span class="lj-ink-bad">{}</span>', _day(record.filed_at), late)


class FilingDutyTable(RecordTable):
    state = tables.Column(verbose_name=gettext_lazy("Status"), accessor="state", order_by="state")
    filed_at = tables.Column(verbose_name=gettext_lazy("Filed at"), accessor="filed_at", order_by="filed_at")
    action = tables.Column(verbose_name="", empty_values=(), orderable=False, exclude_from_export=True)

    class Meta(RecordTable.Meta):
        model = FilingDuty
        fields = ("unit", "kind", "period", "due_on", "state", "filed_at", "waived_because", "action")

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def render_state(self, value: str) -> SafeString:
        state = DutyState(value)
        return status_badge(state)

    def value_state(self, value: str) -> str:
        return str(DutyState(value).label)

    def render_due_on(self, record: FilingDuty) -> Any:
        open_still = record.state in (DutyState.DUE, DutyState.OVERDUE)
        return due(record.due_on) if open_still else f"{record.due_on:%Y-%m-%d}"

    def render_filed_at(self, value: datetime | None) -> str:
        return _day(value) if value else "—"

    def render_action(self, record: FilingDuty) -> SafeString | str:
        user = self.user
        if user is None or record.state not in (DutyState.DUE, DutyState.OVERDUE):
            return ""
        if user.has_perm("warnings.file_datafiling") and user.unit_id == record.unit_id:
            query = urlencode({"kind": record.kind, "period": record.period})
            return format_html('<a href="{}?{}">{}</a>', reverse("filing-new"), query, _("File this"))
        if user.has_perm("warnings.waive_filingduty"):
            return format_html('<a href="{}">{}</a>', reverse("filing-duty-waive", args=[record.pk]), _("Waive"))
        return ""
