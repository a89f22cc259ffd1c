"""Posts: the seats of the units, held or vacant."""

from typing import Any

import django_filters as filters
import django_tables2 as tables
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import Text
from core.records.filters import RecordFilterSet
from core.records.tables import RecordTable
from core.records.views import RecordDetailView, RecordListView
from officials.posts.models import Post
from officials.tenures.models import Tenure

EDIT = "officials.change_post"


class PostTable(RecordTable):
    name = tables.Column(linkify=True)
    held = tables.BooleanColumn(verbose_name=_("held today"), orderable=False)

    class Meta(RecordTable.Meta):
        model = Post
        fields = ("unit", "order", "name", "rank", "is_head", "in_team", "held", "active")
        orderable = False  # by unit, in the order of the posts: this is no list of persons to be sorted


class PostFilter(RecordFilterSet):
    search_fields = ("name", "unit__name", "unit__code")
    vacant = filters.BooleanFilter(method="is_vacant", label=_("Vacant today"))
    active = filters.BooleanFilter(label=_("Active"))

    class Meta:
        model = Post
        fields = ("vacant", "is_head", "active")

    def is_vacant(self, queryset: QuerySet, _name: str, value: bool) -> QuerySet:
        return queryset.filter(held=not value)


class PostListView(RecordListView):
    model = Post
    permission_required = "officials.view_official"
    table_class = PostTable
    filterset_class = PostFilter
    title = _("Posts of units")
    empty_text = _("No post lies within your jurisdiction.")

    def get_queryset(self) -> QuerySet:
        running = Tenure.objects.on(clock.today()).filter(post=OuterRef("pk"))
        rows = super().get_queryset().select_related("unit").annotate(held=Exists(running))
        if not self.request.GET.get("active"):  # closed posts, mostly of the past, only when asked for
            rows = rows.filter(active=True)
        return rows.order_by("unit__code", "order", "pk")

    def get_primary_actions(self) -> list[tuple[Text, str]]:
        if not self.request.user.has_perm(EDIT):
            return []
        links: list[tuple[Text, str]] = [(_("New post"), reverse("post-new"))]
        return links + [
            (_("Import: %(kind)s") % {"kind": label}, reverse("import-new", args=[key]))
            for key, label in (("posts", _("Posts of units")), ("tenures", _("Tenures")))
        ]


class PostDetailView(RecordDetailView):
    """One seat, with everybody who held it."""

    model = Post
    permission_required = "officials.view_official"
    template_name = "officials/posts/post.html"
    detail_fields = ("unit", "order", "rank", "is_head", "head_kind", "in_team", "active")

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("unit")

    def get_panels(self) -> list[dict[str, Any]]:
        rows = Tenure.objects.visible_to(self.request.user).filter(post=self.object).select_related("official")
        context = {
            "tenures": rows.order_by("-start"),
            "may_edit": self.request.user.has_perm("officials.change_tenure"),
        }
        return [{"title": _("Tenures"), "template": "officials/posts/tenures_panel.html", "context": context}]
