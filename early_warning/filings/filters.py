"""Filters of the lists."""

import django_filters as filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.records.filters import RecordFilterSet
from early_warning.filings.catalogue import kind_choices
from early_warning.filings.models import DataFiling, FilingDuty, FilingStatus
from early_warning.filings.models.duty import DutyState
from organization.models import Unit


def _units(request: object) -> QuerySet:
    user = getattr(request, "user", None)
    return Unit.objects.visible_to(user).real()


class DataFilingFilter(RecordFilterSet):
    search_fields = ("unit__name", "unit__code", "file_name")
    unit = filters.ModelChoiceFilter(queryset=_units, label=_("Unit"))
    kind = filters.ChoiceFilter(choices=kind_choices, label=_("Dataset"))
    period = filters.CharFilter(lookup_expr="iexact", label=_("Period"))
    status = filters.MultipleChoiceFilter(choices=FilingStatus.choices, label=_("Status"))

    class Meta:
        model = DataFiling
        fields = ("unit", "kind", "period", "status")


class FilingDutyFilter(RecordFilterSet):
    search_fields = ("unit__name", "unit__code")
    unit = filters.ModelChoiceFilter(queryset=_units, label=_("Unit"))
    kind = filters.ChoiceFilter(choices=kind_choices, label=_("Dataset"))
    period = filters.CharFilter(lookup_expr="iexact", label=_("Period"))
    state = filters.MultipleChoiceFilter(choices=DutyState.choices, label=_("Status"))
    filed = filters.BooleanFilter(field_name="filed_at", lookup_expr="isnull", exclude=True, label=_("Filed"))

    class Meta:
        model = FilingDuty
        fields = ("unit", "kind", "period")
