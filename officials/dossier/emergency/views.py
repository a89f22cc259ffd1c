from typing import Any

import django_tables2 as tables
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.errors import Text
from core.records.filters import RecordFilterSet
from core.records.tables import RecordTable
from core.records.views import RecordDetailView, RecordListView
from core.templatetags.ui import due as due_badge
from officials.dossier.emergency.models import BreakGlass
from officials.dossier.emergency.services import glass_break
from officials.recusal.forms import GlassForm
from officials.recusal.views.base import CreateView

VIEW, BREAK = "officials.view_breakglass", "officials.break_glass"


class GlassTable(RecordTable):
    opened_at = tables.DateTimeColumn(linkify=True, format="Y-m-d H:i")
    review_due_at = tables.Column()

    class Meta(RecordTable.Meta):
        model = BreakGlass
        fields = ("opened_at", "user", "official", "reason", "review_due_at", "status", "reviewed_by", "finding")
        order_by = "-opened_at"

    def render_review_due_at(self, record: BreakGlass) -> Any:
        return due_badge(record.due_on) if record.due_on else "—"


class GlassFilter(RecordFilterSet):
    search_fields = ("user__full_name", "official__name", "official__code", "reason")

    class Meta:
        model = BreakGlass
        fields = ("status",)


class GlassListView(RecordListView):
    """Openings outside scope: one's own, or all for who reviews and who is told."""

    model = BreakGlass
    permission_required = VIEW
    table_class = GlassTable
    filterset_class = GlassFilter
    title = _("Break-glass openings")
    empty_text = _("No file was opened outside scope.")

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("user", "official", "reviewed_by")

    def get_primary_actions(self) -> list[tuple[Text, str]]:
        return [(_("Open a file"), reverse("break-glass-new"))] if self.request.user.has_perm(BREAK) else []


class GlassDetailView(RecordDetailView):
    model = BreakGlass
    permission_required = VIEW
    detail_fields = ("user", "official", "reason", "opened_at", "review_due_at", "reviewed_by", "finding")


class GlassNewView(CreateView):
    """Name the file, say why, and answer for it afterwards."""

    model = BreakGlass
    permission_required = BREAK
    template_name = "officials/dossier/emergency_form.html"
    form_class = GlassForm
    title = _("Open a file outside scope")
    submit_label = _("Open the file")
    success = _("The file is open for the hours of one window. The deputies are told; the review follows.")

    def create(self, values: dict[str, Any]) -> BreakGlass:
        return glass_break(actor=self.request.user, **values)

    def next_page(self, record: BreakGlass) -> str:
        return reverse("dossier", args=[record.official_id])
