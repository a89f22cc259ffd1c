from typing import Any

import django_tables2 as tables
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.errors import Text
from core.records.filters import RecordFilterSet
from core.records.tables import RecordTable
from core.records.views import RecordDetailView, RecordListView
from officials.recusal.forms import InterestForm
from officials.recusal.models import InterestDeclaration
from officials.recusal.queries import official_named
from officials.recusal.services import interest_declare
from officials.recusal.views.base import CreateView

CONFIRM = "officials.confirm_interestdeclaration"
ADD = "officials.add_interestdeclaration"


class InterestTable(RecordTable):
    declared_at = tables.DateTimeColumn(linkify=True, format="Y-m-d")

    class Meta(RecordTable.Meta):
        model = InterestDeclaration
        fields = ("declared_at", "user", "official", "kind", "relation", "start", "end", "status")
        order_by = "-declared_at"


class InterestFilter(RecordFilterSet):
    search_fields = ("user__full_name", "official__name", "official__code")

    class Meta:
        model = InterestDeclaration
        fields = ("kind", "status")


class InterestListView(RecordListView):
    """One's own declarations; all of them for the cadre supervision office."""

    model = InterestDeclaration
    permission_required = ADD
    table_class = InterestTable
    filterset_class = InterestFilter
    title = _("Kinship and interests")
    empty_text = _("Nothing is declared. Declare kin and interests before you are given a matter.")

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("user", "official")

    def get_primary_actions(self) -> list[tuple[Text, str]]:
        return [(_("Declare"), reverse("interest-new"))]


class InterestDetailView(RecordDetailView):
    model = InterestDeclaration
    permission_required = ADD
    restricted = True
    detail_fields = (
        "user", "official", "kind", "relation", "ground", "start", "end", "declared_by", "declared_at", "confirmed_by",
    )  # fmt: skip


class InterestNewView(CreateView):
    """Declare about oneself; with the right to confirm also for somebody else."""

    model = InterestDeclaration
    permission_required = ADD
    form_class = InterestForm
    title = _("Declare kinship or interest")
    success = _("The ground is on record and binds from now.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"for_others": self.request.user.has_perm(CONFIRM)}

    def create(self, values: dict[str, Any]) -> InterestDeclaration:
        values = dict(values)
        return interest_declare(actor=self.request.user, official=official_named(values.pop("named")), **values)
