from typing import Any

import django_tables2 as tables
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import Text
from core.records.tables import RecordTable
from core.records.views import RecordDetailView, RecordListView
from officials.directory.filters import OfficialFilter
from officials.directory.queries import directory, posts_line, units_line
from officials.people.models import Official
from officials.queries import duties_of, tenures_on
from officials.recusal import recusals

OPEN = "officials.open_dossier"


class OfficialTable(RecordTable):
    name = tables.Column(linkify=True)
    unit = tables.Column(verbose_name=_("unit"), accessor="pk")
    posts = tables.Column(verbose_name=_("posts"), accessor="pk")

    class Meta(RecordTable.Meta):
        model = Official
        fields = ("code", "name", "unit", "posts", "managed_by")
        orderable = False  # 4.5: officials are not sorted by anything

    def render_unit(self, record: Official) -> str:
        return units_line(record)

    def render_posts(self, record: Official) -> str:
        return posts_line(record)


class OfficialListView(RecordListView):
    """The directory. It leads to one dossier at a time; dossiers themselves are never listed (R14)."""

    model = Official
    permission_required = "officials.view_official"
    table_class = OfficialTable
    filterset_class = OfficialFilter
    title = _("Officials and dossiers")
    empty_text = _("Nobody within your jurisdiction matches. Clear the filters or search by name, pinyin or initials.")

    def get_queryset(self) -> QuerySet:
        return directory(self.request.user).select_related("managed_by")

    def get_primary_actions(self) -> list[tuple[Text, str]]:
        if not self.request.user.has_perm("officials.change_official"):
            return []
        return [
            (_("New official"), reverse("official-new")),
            (_("Import officials"), reverse("import-new", args=["officials"])),
        ]


class OfficialDetailView(RecordDetailView):
    """One line of the directory, with the way to the dossier."""

    model = Official
    permission_required = "officials.view_official"
    template_name = "officials/directory/official.html"
    detail_fields = ("code", "name", "managed_by")
    log_read = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The directory stays open; what keeps ``user`` off the person's matters is said beside the closed door."""
        grounds = recusals(self.object, self.request.user) if self.request.user.has_perm(OPEN) else []
        overridable = bool(grounds) and not grounds[0].absolute
        return super().get_context_data(**kwargs, grounds=grounds, overridable=overridable)

    def get_panels(self) -> list[dict[str, Any]]:
        today = clock.today()
        context = {"tenures": tenures_on(self.object, today), "duties": duties_of(self.object, today)}
        return [{"title": _("Posts"), "template": "officials/directory/posts_panel.html", "context": context}]
