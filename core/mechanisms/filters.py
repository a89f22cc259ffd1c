"""The filters of a mechanism's list, made from the model's fields."""

from functools import cache
from typing import Any

import django_filters as filters
from django import forms
from django.db import models
from django.db.models import QuerySet

from core.mechanisms.registry import Mechanism
from core.records.filters import RecordFilterSet

# Relations by whose names every mechanism's records are found.
NAMED = ("unit", "official")


@cache
def filterset_for(mechanism: Mechanism) -> type[RecordFilterSet]:
    """The mechanism's own class, or one made from ``filters`` and ``search``; by classification in any case."""
    common = {name: _filter(mechanism.model, name) for name in mechanism.having("classification")}
    if mechanism.filterset_class is not None:
        return type(mechanism.filterset_class.__name__, (mechanism.filterset_class,), common)
    names = {field.name for field in mechanism.model._meta.get_fields()}
    attributes: dict[str, Any] = {name: _filter(mechanism.model, name) for name in mechanism.filters} | common
    attributes |= {
        "search_fields": (*mechanism.search, *(f"{name}__name" for name in NAMED if name in names)),
        "Meta": type("Meta", (), {"model": mechanism.model, "fields": ()}),
    }
    return type(f"{mechanism.model.__name__}Filter", (RecordFilterSet,), attributes)


def _filter(model: type[models.Model], name: str) -> filters.Filter:
    field: Any = model._meta.get_field(name)
    label = field.verbose_name
    if field.choices:
        return filters.ChoiceFilter(choices=field.choices, label=label)
    if isinstance(field, models.DateField):
        widget = filters.widgets.DateRangeWidget(attrs={"type": "date"})
        return filters.DateFromToRangeFilter(label=label, widget=widget)
    if isinstance(field, models.BooleanField):
        return filters.BooleanFilter(label=label)
    if field.is_relation:
        picker = forms.Select(attrs={"data-picker": ""})
        return filters.ModelChoiceFilter(queryset=_offered(field.related_model), label=label, widget=picker)
    return filters.CharFilter(label=label, lookup_expr="icontains")


def _offered(model: Any) -> Any:
    """Only what the person who filters may see himself."""

    def rows(request: Any) -> QuerySet:
        user = getattr(request, "user", None)
        return model.objects.visible_to(user) if user is not None else model.objects.none()

    return rows
