from functools import cache
from typing import Any

import django_filters as filters
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.pinyin import matches

# Columns with a person's or a unit's name; their table keeps the pinyin beside them.
NAMES = ("name", "full_name")


class RecordFilterSet(filters.FilterSet):
    """Filters of a list. ``search_fields`` (look-ups) make the one search box ``q``; every word must be found.

    A name whose table keeps its pinyin is found by pinyin and initials too.
    """

    search_fields: tuple[str, ...] = ()
    q = filters.CharFilter(method="search", label=_("Search"))

    def search(self, queryset: QuerySet, _name: str, value: str) -> QuerySet:
        model: Any = queryset.model
        for word in value.split():
            condition = Q()
            for field in self.search_fields:
                condition |= matches(word, field, pinyin=pinyin_beside(model, field))
            queryset = queryset.filter(condition)
        return queryset


@cache
def pinyin_beside(model: type[Model], look_up: str) -> str:
    """The column with the pinyin of the name at ``look_up``; "" for what is no name or keeps none."""
    *way, last = look_up.split("__")
    found = model
    for part in way:
        found = found._meta.get_field(part).related_model  # type: ignore[assignment]  # a relation all the way
    known = {field.name for field in found._meta.concrete_fields}
    return "__".join([*way, "pinyin"]) if last in NAMES and "pinyin" in known else ""
