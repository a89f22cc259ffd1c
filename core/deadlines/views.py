"""The catalogue of deadlines: code, term, basis and how far to trust it, as it holds on a day."""

from datetime import date
from typing import Any

import django_filters as filters
import django_tables2 as tables
from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import clock
from core.deadlines.models import BasisTag, DeadlineRule, Unit
from core.deadlines.queries import term_in_words
from core.deadlines.services import deadline_basis_check
from core.errors import DomainError
from core.http import Request
from core.records.filters import RecordFilterSet
from core.records.tables import RecordTable
from core.records.views import RecordListView, RecordMixin


class DeadlineRuleTable(RecordTable):
    """One version of a rule a row."""

    code = tables.Column(linkify=True)
    term = tables.Column(verbose_name=_("term"), empty_values=(), orderable=False)

    class Meta(RecordTable.Meta):
        model = DeadlineRule
        fields = (
            "code",
            "event",
            "term",
            "roll",
            "basis_text",
            "basis_tag",
            "basis_checked",
            "effective_from",
            "effective_to",
        )
        order_by = "code"

    def render_term(self, record: DeadlineRule) -> Any:
        """ "10 working days before the event" in words."""
        return term_in_words(record)

    def render_basis_tag(self, record: DeadlineRule) -> str:
        """The tag with its meaning (handbook 0.1, rule 3)."""
        return f"{record.basis_tag} · {record.get_basis_tag_display()}"

    value_term, value_basis_tag = render_term, render_basis_tag


class DeadlineRuleFilter(RecordFilterSet):
    """By words, unit and trust; the versions in force today, on another day, or all of them."""

    search_fields = ("code", "event", "basis_text")
    unit = filters.ChoiceFilter(choices=Unit.choices, label=_("Counted in"))
    basis_tag = filters.ChoiceFilter(choices=BasisTag.choices, label=_("Trust"))
    as_of = filters.DateFilter(method="on_day", label=_("As of"), widget=forms.DateInput(attrs={"type": "date"}))
    versions = filters.ChoiceFilter(method="of_versions", choices=[("all", _("All versions"))], label=_("Versions"))

    class Meta:
        model = DeadlineRule
        fields = ("unit", "basis_tag")

    def on_day(self, queryset: Any, _name: str, _value: date) -> Any:
        """Applied with the choice of versions, in ``filter_queryset``."""
        return queryset

    def of_versions(self, queryset: Any, _name: str, _value: str) -> Any:
        return queryset

    def filter_queryset(self, queryset: Any) -> Any:
        rows, chosen = super().filter_queryset(queryset), self.form.cleaned_data
        if chosen.get("versions") == "all" and not chosen.get("as_of"):
            return rows
        return rows.in_force(chosen.get("as_of") or clock.today())


class DeadlineRuleListView(RecordListView):
    """The catalogue as it holds on a day; each code opens its versions and the form for a proposal."""

    model = DeadlineRule
    permission_required = "core.view_deadlinerule"
    table_class = DeadlineRuleTable
    filterset_class = DeadlineRuleFilter
    title = _("Deadline rules")


class BasisCheckView(RecordMixin):
    """``POST`` ticks that the basis was checked, or takes the tick back."""

    model = DeadlineRule
    permission_required = "core.check_deadlinerule"

    def post(self, request: Request, pk: int) -> HttpResponse:
        rule = get_object_or_404(self.get_queryset(), pk=pk)
        try:
            deadline_basis_check(rule=rule, checked=request.POST.get("checked") == "1", actor=request.user)
        except DomainError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, gettext("Saved."))
        return redirect(rule)
