"""All numbers that can be changed, with basis, trust and history; proposals and their decision."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import django_filters as filters
import django_tables2 as tables
from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import InvalidInput
from core.http import Request
from core.parameters.models import ChangeState, ParameterChange
from core.parameters.registry import Param, ParameterGroup, group, groups, panel_of, stores
from core.parameters.services import change_propose, show
from core.parameters.values import Version, all_versions, in_force, values, versions
from core.records.filters import RecordFilterSet
from core.records.tables import RecordTable
from core.records.views import RecordDetailView, RecordListView
from core.scope import Viewer
from core.workbench.registry import Todo

# What the law sets is no parameter of the house: it changes with a release.
FIXED = "V-LAW"


@dataclass(frozen=True)
class Line:
    """One parameter with its value in force, and the one that comes ("" for none)."""

    param: Param
    value: str
    coming: str = ""


@dataclass(frozen=True)
class Row:
    """One group on a day."""

    group: ParameterGroup
    current: Version
    coming: Version | None
    lines: list[Line]


def row_of(definition: ParameterGroup, history: list[Version], day: date) -> Row:
    current, coming = in_force(history, day)
    lines = [
        Line(param, show(current.values[param.name]), show(coming.values[param.name]) if coming else "")
        for param in definition.params
    ]
    return Row(definition, current, coming, lines)


def require(user: Viewer, permission: str) -> None:
    if not user.has_perm(permission):
        raise PermissionDenied(_("Your role may not open this page."))


def day_asked(request: Request) -> date:
    """The day of ``?as_of=``; today without one. Raises InvalidInput for anything else."""
    text = request.GET.get("as_of", "").strip()
    try:
        return date.fromisoformat(text) if text else clock.today()
    except ValueError as error:
        raise InvalidInput(_("“%(text)s” is no day.") % {"text": text}, field="as_of") from error


def parameter_list(request: Request) -> HttpResponse:
    """Every number that can be changed, as of a day: public inside the commission (R28, R35)."""
    require(request.user, "core.view_parameterversion")
    day, histories = day_asked(request), all_versions(groups())
    context = {
        "title": _("Parameters"),
        "day": day,
        "rows": [row_of(definition, histories[definition.key], day) for definition in groups()],
        "overviews": [(store.title, store.overview(day)) for store in stores()],
    }
    return render(request, "core/parameters/list.html", context)


def parameter_group(request: Request, key: str) -> HttpResponse:
    """One group as of a day: values, basis, versions, and the form for a proposal."""
    require(request.user, "core.view_parameterversion")
    try:
        definition = group(key)
    except KeyError as error:
        raise Http404 from error
    if request.method == "POST":
        return _propose(request, key)
    day, history = day_asked(request), versions(key)
    fixed = any(param.tag == FIXED for param in definition.params)
    context = {
        "title": definition.label,
        "group": definition,
        "day": day,
        "row": row_of(definition, history, day),
        "history": [(version, row_of(definition, [version], date.max).lines) for version in history],
        "changes": ParameterChange.objects.filter(group=key).select_related("proposed_by"),
        "fixed": fixed,
        "may_propose": request.user.has_perm("core.propose_parameter") and not fixed,
        "today": clock.today(),
        "extra": panel_of(key, request.user, day),
    }
    return render(request, "core/parameters/group.html", context)


def _propose(request: Request, key: str) -> HttpResponse:
    require(request.user, "core.propose_parameter")
    try:
        day = forms.DateField().clean(request.POST.get("effective_from", ""))
    except forms.ValidationError as error:
        raise InvalidInput(_("The day is missing."), field="effective_from", cure=_("Choose a day.")) from error
    change = change_propose(
        key=key,
        raw=request.POST.dict(),
        effective_from=day,
        grounds=request.POST.get("grounds", ""),
        actor=request.user,
    )
    return redirect(change)


class ChangeTable(RecordTable):
    group = tables.Column(linkify=True)

    class Meta(RecordTable.Meta):
        model = ParameterChange
        fields = ("group", "effective_from", "proposed_by", "proposed_at", "status")


class ChangeFilter(RecordFilterSet):
    search_fields = ("group", "grounds")
    status = filters.ChoiceFilter(choices=ChangeState.choices, label=_("Status"))

    class Meta:
        model = ParameterChange
        fields = ("status",)


class ChangeListView(RecordListView):
    model = ParameterChange
    permission_required = "core.view_parameterchange"
    table_class = ChangeTable
    filterset_class = ChangeFilter
    title = _("Parameter changes")
    empty_text = _("No change was proposed yet.")

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("proposed_by")


class ChangeDetailView(RecordDetailView):
    model = ParameterChange
    permission_required = "core.view_parameterchange"
    detail_fields = ("group", "effective_from", "grounds", "proposed_by", "proposed_at")

    def get_panels(self) -> list[dict[str, Any]]:
        before = values(self.object.group, as_of=self.object.effective_from)
        rows = [
            (param, show(before[param.name]), show(self.object.values.get(param.name, "")))
            for param in group(self.object.group).params
        ]
        return [{"title": _("Values"), "template": "core/parameters/comparison.html", "context": {"rows": rows}}]


def changes_to_decide(user: Viewer) -> list[Todo]:
    """Open proposals for whoever may approve and did not propose them."""
    if not user.has_perm("core.approve_parameter"):
        return []
    rows = ParameterChange.objects.filter(status=ChangeState.PROPOSED).exclude(proposed_by=user)
    return [
        Todo(
            kind=_("Decide on a parameter change"),
            title=str(row),
            url=row.get_absolute_url(),
            action=_("Decide"),
            due=row.effective_from,
        )
        for row in rows
    ]
