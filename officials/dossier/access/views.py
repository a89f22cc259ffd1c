"""The log of openings and the alerts about them."""

from typing import cast

import django_filters as filters
import django_tables2 as tables
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.http import Request
from core.records.filters import RecordFilterSet
from core.records.tables import RecordTable
from core.records.views import RecordDetailView, RecordListView
from officials.dossier.access.models import AccessAlert, AccessState, DossierAccess, Purpose
from officials.dossier.access.services import alert_close
from officials.dossier.forms import FindingForm
from organization.roles import ROLES


class AccessTable(RecordTable):
    asked_at = tables.DateTimeColumn(linkify=True, format="Y-m-d H:i")

    class Meta(RecordTable.Meta):
        model = DossierAccess
        fields = ("asked_at", "official", "user", "role", "purpose", "reason", "status", "decided_by")
        order_by = "-asked_at"

    def render_role(self, value: str) -> str:
        return str(ROLES.get(value, value))


class AccessFilter(RecordFilterSet):
    search_fields = ("official__name", "official__code", "user__full_name", "reason")
    status = filters.ChoiceFilter(choices=AccessState.choices, label=_("Status"))
    purpose = filters.ChoiceFilter(choices=Purpose.choices, label=_("Purpose"))

    class Meta:
        model = DossierAccess
        fields = ("status", "purpose")


class AccessListView(RecordListView):
    """Openings of dossiers: all of them for who watches or decides."""

    model = DossierAccess
    permission_required = "officials.view_dossieraccess"
    table_class = AccessTable
    filterset_class = AccessFilter
    title = _("Openings of dossiers")
    empty_text = _("No dossier has been opened yet.")

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("official", "user", "decided_by")


class AccessDetailView(RecordDetailView):
    """One opening; a waiting one is decided here."""

    model = DossierAccess
    detail_fields = ("official", "user", "role_label", "purpose", "reason", "standing", "asked_at", "decided_by")

    def get_title(self) -> str:
        return _now("Opening of a dossier")


class AlertTable(RecordTable):
    raised_at = tables.DateTimeColumn(linkify=True, format="Y-m-d H:i")

    class Meta(RecordTable.Meta):
        model = AccessAlert
        fields = ("raised_at", "kind", "user", "official", "detail", "seen_by", "finding")
        order_by = "-raised_at"


class AlertFilter(RecordFilterSet):
    search_fields = ("user__full_name", "official__name", "detail")
    waiting = filters.BooleanFilter(field_name="seen_at", lookup_expr="isnull", label=_("Not looked at yet"))

    class Meta:
        model = AccessAlert
        fields = ("kind", "waiting")


class AlertListView(RecordListView):
    """What the cadre supervision office looks at."""

    model = AccessAlert
    permission_required = "officials.view_accessalert"
    table_class = AlertTable
    filterset_class = AlertFilter
    title = _("Access alerts")
    empty_text = _("Nobody has tried to open more than allowed.")

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("official", "user", "seen_by")


class AlertDetailView(RecordDetailView):
    """One alert with the form for the finding."""

    model = AccessAlert
    permission_required = "officials.view_accessalert"
    template_name = "officials/dossier/alert.html"
    detail_fields = ("kind", "user", "official", "detail", "raised_at", "seen_by", "seen_at", "finding")

    def get_context_data(self, **kwargs: object) -> dict:
        return super().get_context_data(**kwargs, form=FindingForm())

    def post(self, request: Request, *_args: object, **_kwargs: object) -> HttpResponse:
        """Close the alert with what was found."""
        alert = cast(AccessAlert, self.get_object())
        try:
            alert_close(alert=alert, finding=request.POST.get("finding", ""), actor=request.user)
        except DomainError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _now("The alert is closed."))
        return redirect(alert.get_absolute_url())
