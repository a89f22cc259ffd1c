import django_filters as filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core import clock
from core.records.filters import RecordFilterSet
from organization.models import Unit
from supervision.talks.choices import TOOK_PLACE, Kind, Status
from supervision.talks.models import Talk

STANDINGS = (
    ("ahead", _("Talk ahead")),
    ("held", _("Talk held")),
    ("unsigned", _("Signatures missing")),
    ("overdue", _("Follow-up overdue")),
)


def _my_units(request: HttpRequest | None) -> QuerySet[Unit]:
    return Unit.objects.visible_to(request.user).real() if request is not None else Unit.objects.none()


class TalkFilter(RecordFilterSet):
    search_fields = ("doc_no", "purpose", "unit__name", "official__name")
    kind = filters.ChoiceFilter(choices=Kind.choices, label=_("Kind"))
    status = filters.ChoiceFilter(choices=Status.choices, label=_("Status"))
    standing = filters.ChoiceFilter(choices=STANDINGS, method="by_standing", label=_("Standing"))
    unit = filters.ModelChoiceFilter(queryset=_my_units, label=_("Unit"))
    held_at = filters.DateFromToRangeFilter(label=_("Talk held"))

    class Meta:
        model = Talk
        fields = ("kind", "status", "standing", "unit", "held_at")

    def by_standing(self, queryset: QuerySet, _name: str, value: str) -> QuerySet:
        if value == "ahead":
            return queryset.filter(status__in=(Status.PLANNED, Status.APPROVED, Status.NOTIFIED))
        if value == "held":
            return queryset.filter(status__in=TOOK_PLACE)
        if value == "unsigned":
            return queryset.filter(status=Status.HELD)
        return queryset.filter(status=Status.FOLLOW_UP, follow_up_due__lt=clock.today())
