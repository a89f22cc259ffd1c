"""All powers in force as a list to search and export, and the powers of one post and of one unit."""

from typing import Any

import django_filters as filters
import django_tables2 as tables
from django.db.models import QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView

from core import clock
from core.records.filters import RecordFilterSet
from core.records.tables import RecordTable
from core.records.views import RecordListView, RecordMixin
from core.templatetags.ui import status_badge
from officials.models import Post, Tenure
from officials.queries import shown_name
from organization.models import Unit
from supervision.powers.decisions import without_power
from supervision.powers.models import Category, PowerExercise, PowerItem, PowerList, Risk

VIEW = "supervision.view_powerlist"


class PowerTable(RecordTable):
    name = tables.Column(linkify=True)
    unit = tables.Column(accessor="power_list__unit", verbose_name=_("Unit"))
    holder_post = tables.Column(accessor="holder_post__name", verbose_name=_("holding post"))
    constraints = tables.Column(orderable=False, verbose_name=_("Constraint"))

    class Meta(RecordTable.Meta):
        model = PowerItem
        fields = ("name", "unit", "category", "holder_post", "authority", "constraints", "risk")

    def render_risk(self, record: PowerItem) -> SafeString:
        return status_badge(record, field="risk")

    def value_risk(self, record: PowerItem) -> str:
        return record.get_risk_display()


class PowerFilter(RecordFilterSet):
    search_fields = ("name", "authority", "holder_post__name", "power_list__unit__name")
    unit = filters.ModelChoiceFilter(
        field_name="power_list__unit",
        label=_("Unit"),
        queryset=lambda request: Unit.objects.visible_to(request.user).real() if request else Unit.objects.none(),
    )
    category = filters.ChoiceFilter(choices=Category.choices, label=_("Category"))
    risk = filters.ChoiceFilter(choices=Risk.choices, label=_("Risk"))
    collective = filters.BooleanFilter(label=_("Collective decision"))

    class Meta:
        model = PowerItem
        fields = ()


class PowerListView(RecordListView):
    model = PowerItem
    table_class = PowerTable
    filterset_class = PowerFilter
    permission_required = VIEW
    title = _("Powers in force")
    empty_text = _("No list of powers is in force.")

    def get_queryset(self) -> QuerySet:
        rows: Any = super().get_queryset()
        return rows.in_force().select_related("power_list__unit", "holder_post__unit").order_by("pk")


class PostPowersView(RecordMixin, DetailView):
    """One post: who holds it today, its powers, and how they were used."""

    model = Post
    permission_required = VIEW
    template_name = "supervision/powers/post.html"

    def get_queryset(self) -> QuerySet:
        """Posts with a power that one may see."""
        seen = PowerItem.objects.visible_to(self.request.user)
        return Post.objects.filter(pk__in=seen.values("holder_post")).select_related("unit")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        post, user = self.object, self.request.user
        holder = Tenure.objects.on(clock.today()).filter(post=post).select_related("official").first()
        powers = PowerItem.objects.visible_to(user).in_force().filter(holder_post=post)
        used = PowerExercise.objects.visible_to(user).filter(item__holder_post=post).exclude(status="VOID")
        return super().get_context_data(
            **kwargs,
            title=str(post),
            holder=shown_name(holder.official, user) if holder else "",
            powers=powers,
            exercises=used.select_related("item__holder_post", "decider")[:50],
        )


class UnitPowersView(RecordMixin, DetailView):
    """One unit: its list in force by category, its versions, and decisions that rest on no power of it."""

    model = Unit
    permission_required = VIEW
    template_name = "supervision/powers/unit.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        unit, user = self.object, self.request.user
        powers = list(
            PowerItem.objects.visible_to(user).in_force().filter(power_list__unit=unit).select_related("holder_post")
        )
        groups = [(label, [row for row in powers if row.category == code]) for code, label in Category.choices]
        used = PowerExercise.objects.visible_to(user).filter(unit=unit).exclude(status="VOID")
        return super().get_context_data(
            **kwargs,
            title=str(unit),
            groups=[group for group in groups if group[1]],
            bare=without_power(unit, user),
            lists=PowerList.objects.visible_to(user).filter(unit=unit),
            exercises=used.select_related("item__holder_post", "decider")[:50],
        )
