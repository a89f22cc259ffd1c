from typing import Any

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from core.records.filters import RecordFilterSet
from early_warning.ecology.engine.bands import Band
from early_warning.ecology.models import LIVE, EcologyAssessment
from early_warning.ecology.periods import AnalysisPeriod
from early_warning.ecology.queries import periods_for
from organization.units.models import UnitKind


def _period_choices(request: Any) -> list[tuple[str, Any]]:
    return [(period, AnalysisPeriod.parse(period).label) for period in periods_for(request.user)]


class EcologyFilter(RecordFilterSet):
    """By period, band, type of unit and stage; words search the unit."""

    search_fields = ("unit__name", "unit__code")

    period = filters.ChoiceFilter(choices=[], label=_("Period"), empty_label=None)
    band = filters.ChoiceFilter(choices=Band.choices, label=_("Band"))
    kind = filters.ChoiceFilter(
        field_name="unit__kind", choices=[c for c in UnitKind.choices if c[0] != UnitKind.ROOT], label=_("Type")
    )
    status = filters.ChoiceFilter(choices=[(s.value, s.label) for s in LIVE], label=_("Status"))

    class Meta:
        model = EcologyAssessment
        fields = ("period", "band", "kind", "status")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["period"].extra["choices"] = _period_choices(self.request)
