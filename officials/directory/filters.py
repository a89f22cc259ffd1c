"""What the directory is narrowed down by, on its page and in the API."""

import django_filters as filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core import clock
from core.records.filters import RecordFilterSet
from officials.directory.queries import in_order_of_posts
from officials.people.models import Official
from officials.tenures.models import Tenure
from organization.models import Unit


def _my_units(request: HttpRequest | None) -> QuerySet[Unit]:
    return Unit.objects.visible_to(request.user).real() if request is not None else Unit.objects.none()


class OfficialFilter(RecordFilterSet):
    search_fields = ("name", "code")
    unit = filters.ModelChoiceFilter(queryset=_my_units, method="in_unit", label=_("Unit"))
    head = filters.BooleanFilter(method="is_head", label=_("Unit head"))

    class Meta:
        model = Official
        fields = ("unit", "head")

    def in_unit(self, queryset: QuerySet, _name: str, value: Unit) -> QuerySet:
        return in_order_of_posts(queryset, value)

    def is_head(self, queryset: QuerySet, _name: str, value: bool) -> QuerySet:
        heads = Tenure.objects.on(clock.today()).filter(post__is_head=True).values("official")
        return queryset.filter(pk__in=heads) if value else queryset.exclude(pk__in=heads)
