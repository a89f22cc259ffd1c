"""Long work on filings: checking a large file in a worker, with progress and cancel."""

from typing import Any

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.jobs.models import Job
from core.jobs.registry import job_kind
from core.jobs.services import JobHandle, job_enqueue
from early_warning.filings.mapping.plan import MappingPlan
from early_warning.filings.models import DataFiling
from early_warning.filings.services import filing_check

CHECK = "filings.check"


@job_kind(CHECK, label=gettext_lazy("Check of a filed file"))
def check(handle: JobHandle, *, filing: int, plan: dict[str, Any], actor: int) -> dict[str, Any]:
    """The dry run of one upload. Running it again replaces the earlier result."""
    row = DataFiling.objects.select_related("unit").get(pk=filing)
    user = get_user_model().objects.get(pk=actor)

    def progress(share: float) -> None:
        handle.progress(round(share * 100), 100, _("%(percent)s %% read") % {"percent": round(share * 100)})

    report = filing_check(filing=row, plan=MappingPlan.from_json(plan), actor=user, progress=progress)
    taken = {"taken": f"{report.taken:,}", "total": f"{report.total:,}"}
    return {
        "message": _("%(taken)s of %(total)s rows can be taken.") % taken,
        "url": reverse("filing-detail", args=[filing]),
    }


def check_later(*, filing: DataFiling, plan: MappingPlan, actor: Any) -> Job:
    """Hand the check to a worker."""
    params = {"filing": filing.pk, "plan": plan.to_json(), "actor": actor.pk}
    return job_enqueue(kind=CHECK, params=params, actor=actor)
