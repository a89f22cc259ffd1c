import django_filters as filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _


class RecordFilterSet(filters.FilterSet):
    """Filters of a list. ``search_fields`` (look-ups) make the one search box ``q``; every word must be found."""

    search_fields: tuple[str, ...] = ()
    q = filters.CharFilter(method="search", label=_("Search"))

    def search(self, queryset: QuerySet, _name: str, value: str) -> QuerySet:
        for word in value.split():
            condition = Q()
            for field in self.search_fields:
                condition |= Q(**{f"{field}__icontains": word})
            queryset = queryset.filter(condition)
        return queryset
