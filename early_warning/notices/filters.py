import django_filters as filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core import clock
from core.records.filters import RecordFilterSet
from early_warning.notices.choices import AWAITING, OPEN, Decision, Level, Source, Status
from early_warning.notices.models import Notice, Objection, RuleBasis

STANDINGS = (("open", _("Open")), ("overdue", _("Overdue")), ("over", _("Over")))


class ReminderFilter(RecordFilterSet):
    """The status offered is the shown one (R38)."""

    search_fields = ("doc_no", "subject", "unit__name", "official__name")
    shown_status = filters.ChoiceFilter(choices=Status.choices, label=_("Status"))
    standing = filters.ChoiceFilter(choices=STANDINGS, method="by_standing", label=_("Standing"))
    source = filters.ChoiceFilter(choices=Source.choices, label=_("Source"))
    served_at = filters.DateFromToRangeFilter(label=_("Served"))

    class Meta:
        model = Notice
        fields = ("shown_status", "standing", "source", "served_at")

    def by_standing(self, queryset: QuerySet, _name: str, value: str) -> QuerySet:
        if value == "overdue":
            return queryset.filter(shown_status__in=(*AWAITING, Status.ESCALATED), reply_due__lt=clock.today())
        inside = queryset.filter(status__in=OPEN)
        return inside if value == "open" else queryset.filter(served_at__isnull=False).exclude(status__in=OPEN)


class NoticeFilter(ReminderFilter):
    level = filters.ChoiceFilter(choices=Level.choices, label=_("Level"))

    class Meta:
        model = Notice
        fields = ("level", *ReminderFilter.Meta.fields)


class ObjectionFilter(RecordFilterSet):
    search_fields = ("notice__doc_no", "notice__subject", "notice__unit__name")
    state = filters.ChoiceFilter(choices=Decision.choices, label=_("Decision"))

    class Meta:
        model = Objection
        fields = ("state",)


class RuleFilter(RecordFilterSet):
    search_fields = ("text",)
    tag = filters.ChoiceFilter(choices=RuleBasis._meta.get_field("tag").choices, label=_("Trust"))
    unchecked = filters.BooleanFilter(field_name="checked_at", lookup_expr="isnull", label=_("Not checked"))

    class Meta:
        model = RuleBasis
        fields = ("tag", "unchecked")
