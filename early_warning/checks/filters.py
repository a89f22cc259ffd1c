"""The filters of this room's lists."""

from typing import Any

import django_filters as filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.records.filters import RecordFilterSet
from early_warning.filings.pseudonyms import masks

from . import registry
from .models import OPEN, CheckResult, CheckRun, DoubtPoint, DoubtStatus, MaterialRequest, Outcome, RunState
from .registry import AlertClass

STAGES = {
    "open": Q(status__in=OPEN),
    "confirmed": Q(status=DoubtStatus.CONFIRMED),
    "followed": Q(status__in=(DoubtStatus.REMINDED, DoubtStatus.WARNED)),
    "excluded": Q(status=DoubtStatus.EXCLUDED),
    "all": Q(),
}
STAGE_CHOICES = [
    ("open", _("Still open")),
    ("confirmed", _("Confirmed, nothing done yet")),
    ("followed", _("Handed over")),
    ("excluded", _("Excluded")),
    ("all", _("All")),
]


def model_choices() -> list[tuple[str, Any]]:
    return [(model.code, f"{model.code} {model.name}") for model in registry.all_models()]


class DoubtFilter(RecordFilterSet):
    """The triage queue: open ones unless asked otherwise."""

    search_fields: tuple[str, ...] = ("model", "unit__name", "unit__code", "period")
    stage = filters.ChoiceFilter(choices=STAGE_CHOICES, method="by_stage", label=_("Stage"), empty_label=None)
    model = filters.ChoiceFilter(choices=model_choices, label=_("Model"))
    severity = filters.ChoiceFilter(
        choices=[(3, _("Level 3")), (2, _("Level 2")), (1, _("Level 1"))], label=_("Severity")
    )
    alert = filters.ChoiceFilter(
        choices=lambda: [(each.value, each.label) for each in AlertClass], method="by_alert", label=_("Alert class")
    )
    whose = filters.ChoiceFilter(
        choices=[("mine", _("Mine")), ("nobody", _("Nobody's"))], method="by_assignee", label=_("Assigned to")
    )
    vanished = filters.BooleanFilter(field_name="vanished_at", lookup_expr="isnull", exclude=True, label=_("Vanished"))
    unit = filters.CharFilter(field_name="unit__code", label=_("Unit code"))

    class Meta:
        model = DoubtPoint
        fields = ("stage", "model", "severity", "alert", "whose", "vanished", "unit")

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        data = data.copy() if data else {}
        data.setdefault("stage", "open")
        super().__init__(data, *args, **kwargs)

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Also in the explanations, but not for whom their names are hidden: he could find them out by searching."""
        if not masks(self.request.user):
            self.search_fields = (*type(self).search_fields, "explanation")
        return super().search(queryset, name, value)

    def by_stage(self, queryset: QuerySet, _name: str, value: str) -> QuerySet:
        return queryset.filter(STAGES[value])

    def by_alert(self, queryset: QuerySet, _name: str, value: str) -> QuerySet:
        codes = [model.code for model in registry.all_models() if model.alert_class == value]
        return queryset.filter(model__in=codes)

    def by_assignee(self, queryset: QuerySet, _name: str, value: str) -> QuerySet:
        return queryset.filter(assignee=self.request.user if value == "mine" else None)


class RunFilter(RecordFilterSet):
    search_fields = ("data_version", "message")
    state = filters.ChoiceFilter(choices=RunState.choices, label=_("Status"))

    class Meta:
        model = CheckRun
        fields = ("state",)


class ResultFilter(RecordFilterSet):
    search_fields = ("model", "unit__name", "unit__code")
    run = filters.NumberFilter(field_name="run", label=_("Health check"))
    model = filters.ChoiceFilter(choices=model_choices, label=_("Model"))
    outcome = filters.ChoiceFilter(choices=Outcome.choices, label=_("Result"))

    class Meta:
        model = CheckResult
        fields = ("run", "model", "outcome")


class MaterialFilter(RecordFilterSet):
    search_fields = ("question", "unit__name")
    open = filters.BooleanFilter(field_name="closed_at", lookup_expr="isnull", label=_("Still open"))

    class Meta:
        model = MaterialRequest
        fields = ("open",)
