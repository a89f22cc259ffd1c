"""The matrix screens: all units of one's jurisdiction, and one unit on a day."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView, TemplateView

from core import clock
from core.records.views import RecordMixin
from officials.duties.rule import areas_of_rule, rule_from, violations
from officials.models import DutyArea
from organization.models import Unit
from supervision.duties.matrix import matrix_of, overview
from supervision.duties.models import DutyExemption, DutyPlan

YEAR = timedelta(days=365)


class UnitsMixin(RecordMixin):
    """Units of the jurisdiction, for whoever may see plans of duties."""

    model = Unit
    permission_required = "supervision.view_dutyplan"


class OverviewView(UnitsMixin, TemplateView):
    template_name = "supervision/duties/overview.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = clock.today()
        rows: Any = self.get_queryset()
        units = list(rows.real().filter(active=True))
        return super().get_context_data(
            **kwargs,
            title=_("Three not in charge"),
            lines=overview(units, today - YEAR + timedelta(days=1), today),
            rule_day=rule_from(today),
            areas=[DutyArea(area).label for area in areas_of_rule(today)],
        )


class UnitMatrixView(UnitsMixin, DetailView):
    template_name = "supervision/duties/unit.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        unit, day = self.object, self.day
        visible = self.request.user
        return super().get_context_data(
            **kwargs,
            title=_("Matrix of duties"),
            day=day,
            matrix_panel={"matrix": matrix_of(unit, day)},
            broken=violations([unit.pk], rule_from(day), day),
            plans=DutyPlan.objects.visible_to(visible).filter(unit=unit),
            exemptions=DutyExemption.objects.visible_to(visible).filter(unit=unit),
        )

    @property
    def day(self) -> date:
        """The day asked about (``?on=2026-01-05``); today when there is none or it is no day."""
        try:
            return date.fromisoformat(self.request.GET.get("on", ""))
        except ValueError:
            return clock.today()
