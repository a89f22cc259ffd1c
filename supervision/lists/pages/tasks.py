from datetime import timedelta
from typing import Any

import django_filters as filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import Text
from core.mechanisms.registry import Lines, Mechanism
from core.records.filters import RecordFilterSet
from core.scope import Viewer
from organization.users.belonging import own_rows
from supervision.lists.choices import TASK_OPEN, TaskStatus
from supervision.lists.models import Duty, ListTask, TaskCheck, TaskEvidence, TaskMeasure
from supervision.lists.pages.who import UNIT_SIDE, VIEWERS, team_members

OVERDUE = "overdue"
KINDS = [("duties", _("Of a duty")), ("measures", _("Of a measure")), ("standing", _("Standing task"))]
OF_KIND = {"duties": Q(duty__isnull=False), "measures": Q(measure__isnull=False), "standing": ~Q(standing="")}


class TaskFilter(RecordFilterSet):
    """Overdue is what still lies with the unit although the day is past."""

    search_fields = ("text", "unit__name")
    standing = filters.ChoiceFilter(
        label=_("Standing"), method="by_standing", choices=[("open", _("With the unit")), (OVERDUE, _("Overdue"))]
    )
    status = filters.ChoiceFilter(label=_("status"), choices=TaskStatus.choices)
    kind = filters.ChoiceFilter(label=_("Kind"), method="by_kind", choices=KINDS)
    unit = filters.NumberFilter(label=_("unit"), widget=filters.widgets.forms.HiddenInput)
    due_on = filters.DateFromToRangeFilter(
        label=_("due on"), widget=filters.widgets.DateRangeWidget(attrs={"type": "date"})
    )

    class Meta:
        model = ListTask
        fields = ("level", "period")

    def by_standing(self, queryset: QuerySet, _name: str, value: str) -> QuerySet:
        rows: Any = queryset.filter(status__in=TASK_OPEN)
        return rows.overdue(clock.today()) if value == OVERDUE else rows

    def by_kind(self, queryset: QuerySet, _name: str, value: str) -> QuerySet:
        return queryset.filter(OF_KIND[value])


def _why_not_own(task: ListTask, user: Viewer) -> Text:
    return task.why_not_edit(user)


def _never(_record: Any, _user: Viewer) -> Text:
    return _("These rows are written by the steps.")


class ListTasks(Mechanism):
    """Tasks of M53 and M59."""

    model = ListTask
    slug = "list-tasks"
    group, icon, order = "duty", "checklist", 11
    grants = {"view": VIEWERS, "add": UNIT_SIDE}
    columns = ("text", "unit", "period", "owner", "status", "due_on", "times_reopened")
    related = ("duty__list", "measure")
    filterset_class = TaskFilter
    form_fields = ("duty", "text", "level", "owner", "due_on")
    fields = (
        "unit", "duty", "measure", "standing", "period", "level", "owner", "due_on", "done_text", "submitted_by",
        "submitted_at", "verifier", "verified_at", "closer", "looked_back_on", "times_reopened",
    )  # fmt: skip
    choices = {"owner": team_members, "duty": lambda user: Duty.objects.visible_to(user).select_related("list")}
    bulk = ("verify", "close")
    portal = _("My tasks")
    remind = False
    empty = _("No task. Tasks come of duties, and every period of the lists of measures.")
    lines = (
        Lines(
            model=TaskMeasure, parent="task", title=_("Measures"),
            columns=("level", "text", "owner_post", "due_on"), form_fields=("text", "level", "owner_post", "due_on"),
            why_not=_why_not_own, empty=_("No measure yet."),
        ),
        Lines(
            model=TaskEvidence, parent="task", title=_("Evidence"), columns=("at", "by", "text"), order=("at", "pk"),
            why_not=_never, empty=_("Nothing filed yet."),
        ),
        Lines(
            model=TaskCheck, parent="task", title=_("Checks"), columns=("at", "kind", "passed", "by", "text"),
            order=("at", "pk"), why_not=_never, empty=_("Not checked yet."),
        ),
    )  # fmt: skip

    def waiting(self, rows: QuerySet, user: Viewer) -> QuerySet:
        """The unit's side: its own that are due within four weeks; those who verify: what was submitted."""
        soon = clock.today() + timedelta(days=28)
        own = own_rows(user) | Q(owner__user=user.pk)
        return rows.filter(~Q(status__in=TASK_OPEN) | own & Q(due_on__lte=soon))
