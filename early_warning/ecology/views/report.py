from typing import Any

from django.http import HttpResponse

from early_warning.ecology.documents import report_pdf
from early_warning.ecology.views.access import EcologyPage, assessment_for


class ReportView(EcologyPage):
    """The report W10 as PDF: a marked draft until it is signed, then the issued document."""

    def get(self, request: Any, pk: int) -> HttpResponse:
        record = assessment_for(request.user, pk)
        name = f"W10-{record.unit.code}-{record.period}-v{record.version}.pdf"
        return HttpResponse(
            report_pdf(assessment=record, actor=request.user),
            content_type="application/pdf",
            headers={"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private, no-store"},
        )
