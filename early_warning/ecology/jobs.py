"""The computation as a job with progress, started by button; the schedule and the command call the service too."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.jobs.registry import job_kind
from core.jobs.services import JobHandle
from early_warning.ecology.periods import AnalysisPeriod
from early_warning.ecology.services import assessments_compute
from organization.units.models import Unit


@job_kind("ecology.compute", label=_("Compute the political ecology"))
def compute_job(job: JobHandle, *, periods: list[str], units: list[str], as_of: str = "") -> dict[str, Any]:
    """Compute ``units`` (codes) for ``periods``, the earliest first: a later one is compared with it.

    Running it twice changes nothing the second time.
    """
    reports = [
        assessments_compute(
            units=Unit.objects.filter(code__in=units),
            period=AnalysisPeriod.parse(period),
            as_of=date.fromisoformat(as_of) if as_of else None,
            actor=job.job.created_by,
            progress=job.progress,
        )
        for period in sorted(periods)
    ]
    return {
        "message": "; ".join(str(report.message) for report in reports),
        "url": f"{reverse('ecology-list')}?period={max(periods)}",
        "created": sum(len(report.created) for report in reports),
    }
