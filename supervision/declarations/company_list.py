"""The public company data as imported: what declared businesses are compared with."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from core.errors import Text
from core.records.filters import RecordFilterSet
from core.records.tables import RecordTable
from core.records.views import RecordListView
from supervision.declarations.models import PublicCompany
from supervision.declarations.rights import IMPORT, VIEW_COMPANY


class CompanyTable(RecordTable):
    imported_at = tables.DateTimeColumn(format="Y-m-d H:i")

    class Meta(RecordTable.Meta):
        model = PublicCompany
        fields = ("code", "name", "status", "imported_at")

    def render_status(self, record: PublicCompany) -> SafeString:
        """The words of the public register; they are no state of ours."""
        return conditional_escape(record.status)

    def value_status(self, record: PublicCompany) -> str:
        return record.status


class CompanyFilter(RecordFilterSet):
    search_fields = ("code", "name")

    class Meta:
        model = PublicCompany
        fields = ()


class CompanyListView(RecordListView):
    """Code, name, registered status, and when each line came in; no more is kept (R29)."""

    model = PublicCompany
    permission_required = VIEW_COMPANY
    table_class = CompanyTable
    filterset_class = CompanyFilter
    title = _("Public company data")
    empty_text = _("No public company data was imported yet.")

    def get_primary_actions(self) -> list[tuple[Text, str]]:
        if not self.request.user.has_perm(IMPORT):
            return []
        return [(_("Import public company data"), reverse("import-new", args=["public-companies"]))]
