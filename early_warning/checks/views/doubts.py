"""The triage queue and the page of one doubt point (screens.md 3)."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.records.views import RecordDetailView, RecordListView
from early_warning.filings.pseudonyms import masks

from .. import registry
from ..evidence import chart_of, evidence_of, tables_of
from ..filters import DoubtFilter
from ..gate import standings
from ..models import DoubtPoint
from ..pseudonyms import shown_objects, shown_sentence
from ..queries import handovers_of, likes_of
from ..tables import DoubtTable, figure_words, model_name, severity_badge


class DoubtListView(RecordListView):
    """What models found and people have to verify."""

    model = DoubtPoint
    permission_required = "warnings.view_doubtpoint"
    table_class = DoubtTable
    filterset_class = DoubtFilter
    title = _("Doubt points")
    empty_text = _("No doubt point waits. The next health check may find some.")

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("unit", "assignee")


class DoubtDetailView(RecordDetailView):
    """Why, how much against what, on which rows, and what to do now."""

    model = DoubtPoint
    permission_required = "warnings.view_doubtpoint"
    template_name = "warnings/checks/doubt_detail.html"
    restricted = True
    log_read = True

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("unit", "assignee", "verified_by", "last_run")

    def get_title(self) -> str:
        doubt = self.object
        return f"{doubt.model} {model_name(doubt.model)} · {doubt.unit} · {doubt.period}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        doubt, user = self.object, self.request.user
        rows = evidence_of(doubt, user)
        known = {model.code: model for model in registry.all_models()}
        return super().get_context_data(
            **kwargs,
            doubt=doubt,
            sentence=shown_sentence(doubt, user),
            severity=severity_badge(doubt.severity),
            figures=figure_words(doubt),
            check_model=known.get(doubt.model),
            standing=standings().get(doubt.model),
            objects=shown_objects(doubt.object_ids, user),
            evidence=tables_of(rows),
            chart=chart_of(doubt, rows),
            likes=likes_of(doubt),
            changes=doubt.changes.all(),
            requests=[] if masks(user) else doubt.material_requests.select_related("asked_by", "answered_by"),
            handovers=[] if masks(user) else handovers_of(doubt),
            verdict_reason="" if masks(user) else doubt.verdict_reason,
        )
