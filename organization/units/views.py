from typing import Any

import django_filters as filters
import django_tables2 as tables
from django.db.models import QuerySet
from django.forms.models import model_to_dict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.errors import Text
from core.records.filters import RecordFilterSet
from core.records.forms import RecordCreateView, RecordFormView
from core.records.tables import RecordTable
from core.records.views import RecordDetailView, RecordListView
from organization.units.forms import UnitEditForm, UnitForm
from organization.units.models import Unit, UnitKind
from organization.units.panels import panels_for
from organization.units.services import unit_create, unit_edit

EDIT = "organization.change_unit"


class UnitTable(RecordTable):
    name = tables.Column(linkify=True)

    class Meta(RecordTable.Meta):
        model = Unit
        fields = ("code", "name", "kind", "parent", "head_kind", "field")


class UnitFilter(RecordFilterSet):
    search_fields = ("name", "code")
    kind = filters.ChoiceFilter(choices=[c for c in UnitKind.choices if c[0] != UnitKind.ROOT], label=_("Type"))

    class Meta:
        model = Unit
        fields = ("kind",)


class UnitListView(RecordListView):
    model = Unit
    permission_required = "organization.view_unit"
    table_class = UnitTable
    filterset_class = UnitFilter
    title = _("Units")
    empty_text = _("No unit lies within your jurisdiction.")

    def get_queryset(self) -> QuerySet:
        return Unit.objects.visible_to(self.request.user).real().select_related("parent")

    def get_primary_actions(self) -> list[tuple[Text, str]]:
        if not self.request.user.has_perm(EDIT):
            return []
        return [(_("New unit"), reverse("unit-new")), (_("Import units"), reverse("import-new", args=["units"]))]


class UnitDetailView(RecordDetailView):
    model = Unit
    permission_required = "organization.view_unit"
    template_name = "organization/units/unit.html"
    detail_fields = ("code", "short_name", "kind", "parent", "head_kind", "field", "commission", "active")

    def get_panels(self) -> list[dict[str, Any]]:
        return panels_for(self.object, self.request.user)


class UnitNewView(RecordCreateView):
    """Enter a unit."""

    model = Unit
    permission_required = EDIT
    form_class = UnitForm
    title = _("New unit")
    success = _("The unit is entered.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def perform(self, form: Any) -> Unit:
        return unit_create(**form.cleaned_data)

    def get_success_url(self) -> str:
        return reverse("unit-list")


class UnitEditView(RecordFormView):
    """Correct, move, close a unit."""

    model = Unit
    permission_required = EDIT
    form_class = UnitEditForm
    title = _("Edit unit")
    success = _("The unit is changed.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_initial(self) -> dict[str, Any]:
        return model_to_dict(self.record)

    def perform(self, form: Any) -> Unit:
        return unit_edit(unit=self.record, **form.cleaned_data)
