"""The health check as long work: a job drives the run, shows its progress and can stop it."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.jobs.models import Job
from core.jobs.registry import job_kind
from core.jobs.services import JobCancelled, JobHandle, job_enqueue
from core.scope import Viewer

from .models import CheckRun, Trigger
from .running import run_cancel, run_create, run_execute

KIND = "checks.run"


@job_kind(KIND, label=gettext_lazy("Health check"))
def run_job(job: JobHandle, *, run: int) -> dict[str, Any]:
    """Execute the run; a second start goes on after the models that are finished."""
    row = CheckRun.objects.get(pk=run)
    try:
        row = run_execute(run=row, progress=job.progress)
    except JobCancelled:
        run_cancel(run=row)
        raise
    text = _("%(hits)s hits, %(created)s new doubt points, %(vanished)s vanished")
    numbers = {"hits": row.hits, "created": row.created, "vanished": row.vanished}
    return {"message": text % numbers, "url": row.get_absolute_url(), **numbers}


def run_start(*, actor: Viewer | None, trigger: Trigger, **scope: Any) -> tuple[CheckRun, Job]:
    """Create a run (see `run_create` for `scope`) and the job that executes it, both or neither."""
    with transaction.atomic():
        run = run_create(actor=actor, trigger=trigger, **scope)
        job = job_enqueue(kind=KIND, params={"run": run.pk}, actor=actor)
        CheckRun.objects.filter(pk=run.pk).update(job=job)
    run.job = job
    return run, job
