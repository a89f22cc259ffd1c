from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from early_warning.ecology.evidence import evidence_for
from early_warning.ecology.models import IndicatorValue
from early_warning.ecology.views.access import EcologyPage, assessment_for


class EvidenceView(EcologyPage):
    """The rows behind one figure: the end of the drill-down."""

    def get(self, request: Any, pk: int, code: str) -> HttpResponse:
        record = assessment_for(request.user, pk)
        value = get_object_or_404(IndicatorValue.objects.visible_to(request.user), assessment=record, code=code)
        context = {"record": record, "value": value, "evidence": evidence_for(value, request.user)}
        return render(request, "warnings/ecology/evidence.html", context)
