from typing import Any

import django_filters as filters
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import Text
from core.mechanisms.registry import Lines, Mechanism
from core.records.filters import RecordFilterSet
from core.scope import Viewer
from organization.models import UnitKind
from supervision.lists.choices import Category, Origin, ProblemStatus
from supervision.lists.models import (
    Duty,
    ListTask,
    Problem,
    RectCheck,
    RectMeasure,
    RectPlan,
    RectProgress,
    TaskMeasure,
)
from supervision.lists.models.problems import why_not_measures
from supervision.lists.pages.who import OFFICES, UNIT_SIDE, VIEWERS, team_members

STANDINGS = [
    ("hand", _("In hand")), ("overdue", _("Overdue")), ("reopened", _("Reopened")), ("long_term", _("Long-term")),
]  # fmt: skip


class ProblemFilter(RecordFilterSet):
    """Standing: in hand, overdue, reopened, long-term."""

    search_fields = ("title", "fact", "unit__name")
    standing = filters.ChoiceFilter(label=_("Standing"), method="by_standing", choices=STANDINGS)
    status = filters.ChoiceFilter(label=_("status"), choices=ProblemStatus.choices)
    origin = filters.ChoiceFilter(label=_("origin"), choices=Origin.choices)
    category = filters.ChoiceFilter(label=_("category"), choices=Category.choices)
    kind = filters.ChoiceFilter(label=_("Type of unit"), field_name="unit__kind", choices=UnitKind.choices)
    unit = filters.NumberFilter(label=_("unit"), widget=filters.widgets.forms.HiddenInput)
    plan = filters.NumberFilter(label=_("plan of rectification"), widget=filters.widgets.forms.HiddenInput)
    due_on = filters.DateFromToRangeFilter(
        label=_("due on"), widget=filters.widgets.DateRangeWidget(attrs={"type": "date"})
    )

    class Meta:
        model = Problem
        fields = ("severity", "level")

    def by_standing(self, queryset: QuerySet, _name: str, value: str) -> QuerySet:
        rows: Any = queryset
        if value == "overdue":
            return rows.overdue(clock.today())
        if value == "reopened":
            return rows.filter(times_reopened__gte=1)
        return rows.in_hand().filter(long_term=True) if value == "long_term" else rows.in_hand()


def _never(_record: Any, _user: Viewer) -> Text:
    return _("These rows are written by the steps.")


class Problems(Mechanism):
    """The problem list and the register of rectification (M59, M74)."""

    model = Problem
    slug = "problems"
    group, icon, order = "duty", "alert-circle", 12
    grants = {"view": VIEWERS, "add": (*OFFICES, *UNIT_SIDE)}
    columns = ("title", "unit", "category", "severity", "origin", "status", "due_on", "times_reopened")
    related = ("plan__round",)
    filterset_class = ProblemFilter
    form_fields = (
        "unit", "title", "fact", "category", "severity", "level", "origin", "found_on", "plan", "duty",
        "task", "measure", "owner", "due_on", "legal_basis",
    )  # fmt: skip
    fields = (
        "unit", "fact", "category", "severity", "level", "origin", "found_on", "layer", "plan", "duty", "task",
        "measure", "owner", "legal_basis", "due_on", "long_term", "confirmed_by", "done_text", "submitted_by",
        "submitted_at", "verifier", "verified_at", "closer", "closed_at", "looked_back_on", "times_reopened",
    )  # fmt: skip
    choices = {
        "owner": team_members,
        "duty": lambda user: Duty.objects.visible_to(user).select_related("list"),
        "task": lambda user: ListTask.objects.visible_to(user).filter(duty__isnull=False),
        "measure": lambda user: TaskMeasure.objects.visible_to(user).select_related("task"),
        "plan": lambda user: RectPlan.objects.visible_to(user).filter(status="DRAFT").select_related("unit", "round"),
    }
    bulk = ("confirm", "accept_measures", "verify", "close")
    portal = _("My rectifications")
    remind = False
    empty = _("No problem. Units report what they find themselves; offices enter what they find.")
    lines = (
        Lines(
            model=RectMeasure, parent="problem", title=_("Measures"),
            columns=("level", "text", "owner_post", "due_on", "done_on"),
            form_fields=("text", "level", "owner_post", "due_on", "done_on"), why_not=why_not_measures,
            empty=_("No measure yet."),
        ),
        Lines(
            model=RectProgress, parent="problem", title=_("Progress"), columns=("at", "by", "text"),
            order=("at", "pk"), why_not=_never, empty=_("Nothing reported yet."),
        ),
        Lines(
            model=RectCheck, parent="problem", title=_("Checks"), columns=("at", "kind", "passed", "by", "text"),
            order=("at", "pk"), why_not=_never, empty=_("Not checked yet."),
        ),
    )  # fmt: skip


def problems_panel(rows: Any, title: str = "") -> dict[str, Any]:
    """A table of problems on another record's page."""
    context = {"rows": rows[:50], "total": rows.count()}
    return {
        "title": title or gettext("Problems"), "template": "supervision/lists/problems_panel.html", "context": context,
    }  # fmt: skip
