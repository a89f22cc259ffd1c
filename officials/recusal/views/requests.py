from typing import Any

import django_tables2 as tables
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.records.filters import RecordFilterSet
from core.records.forms import RecordFormView
from core.records.tables import RecordTable
from core.records.views import RecordDetailView, RecordListView
from officials.recusal.forms import GrantForm
from officials.recusal.models import RecusalRequest
from officials.recusal.services import recusal_request_grant

VIEW, DECIDE = "officials.view_recusalrequest", "officials.decide_recusalrequest"


class RequestTable(RecordTable):
    asked_at = tables.DateTimeColumn(linkify=True, format="Y-m-d H:i")
    named = tables.Column(verbose_name=_("asked to keep hands off"), orderable=False)

    class Meta(RecordTable.Meta):
        model = RecusalRequest
        fields = ("asked_at", "official", "named", "ground", "status", "decided_by")
        order_by = "-asked_at"


class RequestFilter(RecordFilterSet):
    search_fields = ("official__name", "official__code", "person_name")

    class Meta:
        model = RecusalRequest
        fields = ("status", "office", "ground")


class RequestListView(RecordListView):
    """For those who decide or watch; what names oneself is not among them."""

    model = RecusalRequest
    permission_required = VIEW
    table_class = RequestTable
    filterset_class = RequestFilter
    title = _("Requests for recusal")
    empty_text = _("No official has asked for a recusal.")

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("official", "decided_by")


class RequestDetailView(RecordDetailView):
    model = RecusalRequest
    permission_required = VIEW
    restricted = True
    log_read = True
    detail_fields = ("official", "named", "person", "ground", "text", "asked_at", "decided_by", "answer")


class RequestGrantView(RecordFormView):
    """Order the recusal: who is meant, and the answer."""

    model = RecusalRequest
    permission_required = DECIDE
    form_class = GrantForm
    title = _("Order the recusal")
    success = _("The recusal holds from now; the official is told.")

    def get_initial(self) -> dict[str, Any]:
        return {"person": self.record.person_id}

    def perform(self, form: Any) -> None:
        recusal_request_grant(request=self.record, actor=self.request.user, **form.cleaned_data)
