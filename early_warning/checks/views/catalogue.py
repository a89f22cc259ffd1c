"""The catalogue of models and what became of their doubt points (handbook M05, M07)."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from core import charts
from core.parameters import values
from core.records.views import RecordMixin

from .. import registry
from ..gate import standings
from ..models import ModelStanding
from ..queries import conversions, fairness_of, parameter_history
from ..tables import TONES, severity_badge


class ModelListView(RecordMixin, TemplateView):
    """Every model: what it looks for, on what ground, and how often it was right."""

    model = ModelStanding
    permission_required = "warnings.view_modelstanding"
    template_name = "warnings/checks/model_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        records = standings()
        rows = [(model, records[model.code], severity_badge(model.severity)) for model in registry.all_models()]
        return super().get_context_data(**kwargs, rows=rows, rules=values("checks"))


class ModelDetailView(RecordMixin, TemplateView):
    """One model: formula in words, parameters with their history, needs, known false positives, record."""

    model = ModelStanding
    permission_required = "warnings.view_modelstanding"
    template_name = "warnings/checks/model_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        code = self.kwargs["code"]
        found = {model.code: model for model in registry.all_models()}
        if code not in found:
            raise Http404
        model, now = found[code], values(code)
        return super().get_context_data(
            **kwargs,
            check_model=model,
            severity=severity_badge(model.severity),
            standing=standings()[code],
            rules=values("checks"),
            version=now.version,
            parameters=[(param, now[param.name]) for param in model.parameters],
            versions=parameter_history(model),
            fairness=fairness_of(model),
            decision=ModelStanding.objects.filter(code=code).select_related("approved_by").first(),
        )


class ConversionView(RecordMixin, TemplateView):
    """From doubt point to outcome, for each model. Numbers only: nobody reads a unit or a record from them."""

    model = ModelStanding
    permission_required = "warnings.view_conversion"
    template_name = "warnings/checks/conversion.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = conversions()
        steps = [_("Found"), _("Reviewed"), _("Confirmed"), _("Handed over")]
        totals = [sum(row.steps[place] for row in rows) for place in range(len(steps))]
        tones = ["plain", TONES[1], TONES[2], TONES[3]]
        chart = charts.bars(
            title=_("From doubt point to outcome"),
            items=[(label, total, tone, "") for label, total, tone in zip(steps, totals, tones, strict=True)],
        )
        return super().get_context_data(**kwargs, rows=rows, chart=chart)
