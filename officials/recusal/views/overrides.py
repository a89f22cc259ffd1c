from datetime import timedelta
from typing import Any

import django_tables2 as tables
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core import clock
from core.records.filters import RecordFilterSet
from core.records.tables import RecordTable
from core.records.views import RecordDetailView, RecordListView
from officials.people.models import Official
from officials.recusal.engine import Recusal, grounds_of
from officials.recusal.forms import OverrideForm
from officials.recusal.guard import matter_named
from officials.recusal.models import RecusalOverride
from officials.recusal.services import override_request
from officials.recusal.views.base import CreateView

ADD = "officials.add_interestdeclaration"


class OverrideTable(RecordTable):
    asked_at = tables.DateTimeColumn(linkify=True, format="Y-m-d H:i")

    class Meta(RecordTable.Meta):
        model = RecusalOverride
        fields = ("asked_at", "user", "official", "grounds", "reason", "until", "status", "decided_by")
        order_by = "-asked_at"


class OverrideFilter(RecordFilterSet):
    search_fields = ("user__full_name", "official__name", "official__code", "reason")

    class Meta:
        model = RecusalOverride
        fields = ("status",)


class OverrideListView(RecordListView):
    """One's own overrides; all of them for who decides or watches."""

    model = RecusalOverride
    permission_required = ADD
    table_class = OverrideTable
    filterset_class = OverrideFilter
    title = _("Overrides of recusals")
    empty_text = _("No recusal was overridden.")

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("user", "official", "decided_by")


class OverrideDetailView(RecordDetailView):
    model = RecusalOverride
    permission_required = ADD
    restricted = True
    detail_fields = (
        "user", "official", "grounds", "reason", "start", "until", "asked_at", "decided_by", "decision",
    )  # fmt: skip


class OverrideNewView(CreateView):
    """Reached from the page that refused: for one official."""

    model = RecusalOverride
    permission_required = ADD
    template_name = "officials/recusal/override_form.html"
    form_class = OverrideForm
    title = _("Ask for an override")
    submit_label = _("Ask")
    success = _("Your request goes to the deputy secretary in charge.")

    @cached_property
    def official(self) -> Official:
        return get_object_or_404(Official.objects.visible_to(self.request.user), pk=self.kwargs["pk"])

    @cached_property
    def matter(self) -> list[Recusal]:
        """Grounds of one matter, where the page that refused it led here."""
        return matter_named(self.request.GET.get("matter", ""), self.request.user)

    def get_initial(self) -> dict[str, Any]:
        return {"until": clock.today() + timedelta(days=7)}

    def create(self, values: dict[str, Any]) -> RecusalOverride:
        return override_request(actor=self.request.user, official=self.official, matter=self.matter, **values)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        grounds = [*grounds_of(self.official, self.request.user), *self.matter]
        return super().get_context_data(**kwargs, official=self.official, grounds=grounds)
