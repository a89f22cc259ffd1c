from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.errors import InvalidInput, Text
from core.records.views import RecordListView
from early_warning.ecology.engine.bands import Band
from early_warning.ecology.filters import EcologyFilter
from early_warning.ecology.models import EcologyAssessment
from early_warning.ecology.periods import AnalysisPeriod
from early_warning.ecology.queries import band_counts, latest_period
from early_warning.ecology.tables import EcologyTable
from early_warning.ecology.views.access import EcologyPage


class EcologyListView(EcologyPage, RecordListView):
    """Units by code for one period, the latest unless another is chosen. There is no other order (3.1 rule 8)."""

    model = EcologyAssessment
    template_name = "warnings/ecology/list.html"
    table_class = EcologyTable
    filterset_class = EcologyFilter
    title = _("Political ecology")
    paginate_by = 100
    empty_text = _("Nothing was computed yet for the units you see.")

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.GET.get("sort"):
            raise InvalidInput(
                _("Units are not ranked."),
                field="sort",
                cure=_("Open a band to see its units, or a unit to see its course."),
            )
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet:
        return (
            EcologyAssessment.objects.visible_to(self.request.user).live().select_related("unit").order_by("unit__code")
        )

    def get_filterset_kwargs(self, filterset_class: Any) -> dict[str, Any]:
        kwargs = super().get_filterset_kwargs(filterset_class)
        data = self.request.GET.copy()
        data["period"] = self.period
        return kwargs | {"data": data}

    @property
    def period(self) -> str:
        return self.request.GET.get("period") or latest_period(self.request.user)

    def get_primary_actions(self) -> list[tuple[Text, str]]:
        actions: list[tuple[Text, str]] = [(_("Indicators and weights"), reverse("ecology-indicators"))]
        if self.request.user.has_perm("warnings.compute_ecology"):
            actions.insert(0, (_("Compute"), reverse("ecology-compute")))
        return actions

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if not self.period:
            return context
        counts: list[tuple[Band, int]] = band_counts(self.request.user, self.period)
        label = AnalysisPeriod.parse(self.period).label
        return context | {"bands": counts, "period": self.period, "period_label": label}
