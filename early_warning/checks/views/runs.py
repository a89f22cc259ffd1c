"""Health checks: the list, one run with what it said, starting one."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from core.errors import DomainError, Text
from core.records.views import RecordDetailView, RecordListView, RecordMixin

from ..filters import ResultFilter, RunFilter
from ..forms import RunForm
from ..jobs import run_start
from ..models import CheckResult, CheckRun, Outcome, Trigger
from ..queries import outcome_grid
from ..tables import ResultTable, RunTable, model_name


class RunListView(RecordListView):
    model = CheckRun
    permission_required = "warnings.view_checkrun"
    table_class = RunTable
    filterset_class = RunFilter
    title = gettext_lazy("Health checks")
    empty_text = gettext_lazy("No health check has run yet.")

    def get_primary_actions(self) -> list[tuple[Text, str]]:
        if not self.request.user.has_perm("warnings.start_checkrun"):
            return []
        return [(_("Run a health check"), reverse("check-run-start"))]


class RunDetailView(RecordDetailView):
    """How far it is, and for each model how many units hit, not, not applicable, without adequate data."""

    model = CheckRun
    permission_required = "warnings.view_checkrun"
    template_name = "warnings/checks/run_detail.html"
    detail_fields = ("as_of", "trigger", "started_by", "created_at", "finished_at", "data_version", "hits", "created",
                     "vanished", "recompute_only")  # fmt: skip

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("job", "started_by")

    def get_title(self) -> str:
        return _("Health check as of %(day)s") % {"day": self.object.as_of}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        grid = outcome_grid(self.object.pk, self.request.user)
        return super().get_context_data(
            **kwargs,
            grid=[
                (code, model_name(code), [(each, counts[each]) for each in Outcome]) for code, counts in grid.items()
            ],
            outcomes=list(Outcome),
            results_url=reverse("check-result-list"),
        )


class ResultListView(RecordListView):
    """What each model said about each unit: also where it could say nothing, and why."""

    model = CheckResult
    permission_required = "warnings.view_doubtpoint"
    table_class = ResultTable
    filterset_class = ResultFilter
    title = gettext_lazy("Results by unit")

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("unit").order_by("-run", "model", "unit__code")


class RunStartView(RecordMixin, FormView):
    """Start a health check over the units one sees."""

    model = CheckRun
    permission_required = "warnings.start_checkrun"
    template_name = "core/record_form.html"
    form_class = RunForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def form_valid(self, form: forms.Form) -> HttpResponse:
        data = form.cleaned_data
        try:
            run, _job = run_start(
                actor=self.request.user,
                trigger=Trigger.BUTTON,
                models=data["models"],
                units=[unit.code for unit in data["units"]],
                as_of=data["as_of"],
            )
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
            return self.form_invalid(form)
        return redirect(run)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs, title=_("Run a health check"), submit_label=_("Start"), cancel_url=reverse("check-run-list"),
            list_url=reverse("check-run-list"), list_title=_("Health checks"),
        )  # fmt: skip
