from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.records.views import RecordDetailView
from early_warning.ecology import figures
from early_warning.ecology.measuring import indicators_in_use
from early_warning.ecology.models import EcologyAssessment
from early_warning.ecology.parameters import rule_book
from early_warning.ecology.queries import (
    changes_of,
    context_values,
    course_of,
    dimension_rows,
    peer_range,
    revoked_since,
    versions_of,
)
from early_warning.ecology.registry import indicators
from early_warning.ecology.views.access import EcologyPage


class EcologyDetailView(EcologyPage, RecordDetailView):
    """One unit's assessment (screens.md section 6): index, what changed it, every figure, and what people said."""

    model = EcologyAssessment
    template_name = "warnings/ecology/detail.html"
    restricted = True
    log_read = True

    def get_queryset(self) -> QuerySet:
        return (
            super()
            .get_queryset()
            .select_related("unit", "previous", "opinion_by", "responded_by", "signed_by", "replaces")
        )

    def get_title(self) -> str:
        return f"{self.object.unit} · {self.object.period_label}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        record, user = self.object, self.request.user
        steps = changes_of(record)
        course = list(course_of(record.unit, user))
        return super().get_context_data(
            **kwargs,
            list_title=_("Political ecology"),
            dimensions=dimension_rows(record),
            context_values=context_values(record),
            changes=steps,
            waterfall=figures.waterfall_chart(record, steps) if steps else None,
            course=course,
            course_chart=figures.course_chart(course) if len(course) > 1 else None,
            peers=peer_range(record),
            versions=list(versions_of(record, user)),
            revoked=revoked_since(record) if record.is_live else 0,
            in_use=len(indicators_in_use(rule_book(record.as_of))),
            all_indicators=len(indicators()),
        )
