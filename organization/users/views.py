from typing import Any

import django_filters as filters
import django_tables2 as tables
from django.contrib import messages
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError, Text
from core.http import Request
from core.records.filters import RecordFilterSet
from core.records.tables import RecordTable
from core.records.views import RecordDetailView, RecordListView, RecordMixin
from organization.roles import ROLES
from organization.users.leaders import leader_set, leaders_for
from organization.users.models import User


class UserTable(RecordTable):
    username = tables.Column(linkify=True)
    roles = tables.Column(verbose_name=_("roles"), accessor="groups", orderable=False)

    class Meta(RecordTable.Meta):
        model = User
        fields = ("username", "full_name", "staff_no", "unit", "roles", "is_active", "last_login")

    def render_roles(self, record: User) -> str:
        return ", ".join(group.name for group in record.groups.all())


class UserFilter(RecordFilterSet):
    search_fields = ("username", "full_name", "unit__name")
    groups = filters.ModelChoiceFilter(queryset=Group.objects.order_by("name"), label=_("Role"))

    class Meta:
        model = User
        fields = ("groups", "is_active")


class UserListView(RecordListView):
    """Accounts, for administrators (ADM, SMA)."""

    model = User
    permission_required = "organization.view_user"
    table_class = UserTable
    filterset_class = UserFilter
    title = _("Accounts")

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("unit").prefetch_related("groups")

    def get_primary_actions(self) -> list[tuple[Text, str]]:
        return [(_("New account"), reverse("user-new"))] if self.request.user.has_perm("organization.add_user") else []


class UserDetailView(RecordDetailView):
    model = User
    template_name = "organization/users/user.html"
    context_object_name = "account"  # "user" is who looks
    permission_required = "organization.view_user"
    detail_fields = (
        "username",
        "full_name",
        "staff_no",
        "unit",
        "leader",
        "email",
        "phone",
        "is_active",
        "last_login",
    )

    def get_panels(self) -> list[dict[str, Any]]:
        rights = {
            "roles": [(code, ROLES[code]) for code in ROLES if code in self.object.role_codes],
            "jurisdictions": self.object.jurisdictions.select_related("unit").order_by("kind", "unit__code"),
        }
        panels = [{"title": _("Rights"), "template": "organization/users/rights.html", "context": rights}]
        if self.request.user.has_perm("organization.set_leader"):
            context = {"account": self.object, "leaders": leaders_for(self.object)}
            panels.append(
                {"title": _("Leader in charge"), "template": "organization/users/leader.html", "context": context}
            )
        return panels


class UserLeaderView(RecordMixin):
    """``POST`` names the leader of an account (ADM, SMA); an empty choice takes the name away."""

    model = User
    permission_required = "organization.set_leader"

    def post(self, request: Request, pk: int) -> HttpResponse:
        user = get_object_or_404(self.get_queryset(), pk=pk)
        chosen = request.POST.get("leader", "")
        try:
            leader_set(user=user, leader=get_object_or_404(leaders_for(user), pk=chosen) if chosen else None)
        except DomainError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, gettext("Saved."))
        return redirect(user)
