import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread
from typing import Any

from django.core.files.base import File
from django.db import connection, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import Conflict, DomainError, NotAllowed
from core.jobs.models import Job, JobState
from core.jobs.registry import kind_of
from core.scope import Viewer

logger = logging.getLogger(__name__)
# A running job whose heart has not beaten for this long has lost its worker.
DEAD_AFTER = timedelta(minutes=5)
BEAT = timedelta(minutes=1)
MAX_ATTEMPTS = 3


class JobCancelled(Exception):
    """Raised inside a job when somebody asked to cancel it."""


class JobHandle:
    """What the work sees of its job: progress, log, cancel, result file."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def progress(self, done: int, total: int, message: str = "") -> None:
        """Show ``done`` of ``total``; also proves that the worker lives. Raises JobCancelled when asked to stop."""
        Job.objects.filter(pk=self.job.pk).update(
            done=done, total=total, message=message[:500], heartbeat_at=timezone.now()
        )
        self.check_cancelled()

    def check_cancelled(self) -> None:
        if Job.objects.filter(pk=self.job.pk, cancel_asked=True).exists():
            raise JobCancelled

    def log(self, line: str) -> None:
        self.job.log += f"{timezone.localtime():%H:%M:%S} {line}\n"
        self.job.save(update_fields=["log"])

    def attach_result(self, name: str, content: File) -> None:
        # Only the file: the row in the database has moved on since ``self.job`` was read.
        self.job.result_file.save(name, content, save=False)
        self.job.save(update_fields=["result_file"])


def job_enqueue(*, kind: str, params: dict[str, Any], actor: Viewer | None) -> Job:
    """Commit a job, then hand it to a worker. If the hand-over is lost, the sweep finds the row and repeats it."""
    kind_of(kind)
    job = Job.objects.create(kind=kind, params=params, created_by=actor)
    transaction.on_commit(lambda: _dispatch(job.pk))
    return job


def _dispatch(pk: int) -> None:
    from core.jobs.tasks import job_run  # the task module imports this one

    job_run.delay(pk)


def job_execute(*, pk: int) -> Job | None:
    """Run the job, claimed by one conditional UPDATE; None when another worker has it or it is over."""
    dead = Q(state=JobState.RUNNING, heartbeat_at__lt=timezone.now() - DEAD_AFTER)
    claimed = Job.objects.filter(Q(state=JobState.PENDING) | dead, pk=pk).update(
        state=JobState.RUNNING,
        attempts=F("attempts") + 1,
        started_at=timezone.now(),
        heartbeat_at=timezone.now(),
    )
    if claimed != 1:
        return None
    job = Job.objects.get(pk=pk)
    state, message = _run(job)
    # Not where another worker has taken it over meanwhile: its word is the last one.
    Job.objects.filter(pk=pk, attempts=job.attempts).update(
        state=state, message=message[:500], finished_at=timezone.now()
    )
    job.refresh_from_db()
    return job


def _run(job: Job) -> tuple[JobState, str]:
    handle = JobHandle(job)
    try:
        handle.check_cancelled()
        with _heart(job.pk):
            result = kind_of(job.kind).run(handle, **job.params)
    except JobCancelled:
        return JobState.CANCELLED, _cancelled(job)
    except DomainError as error:
        return JobState.FAILED, str(error)
    except Exception as error:
        logger.exception("job %s (%s) failed", job.pk, job.kind)
        return JobState.FAILED, f"{type(error).__name__}: {error}"
    Job.objects.filter(pk=job.pk).update(result=result or {})
    return JobState.DONE, str((result or {}).get("message", ""))


def _cancelled(job: Job) -> str:
    job.refresh_from_db(fields=["done", "total"])
    if kind_of(job.kind).in_parts and job.done:
        return _("Cancelled after %(done)s of %(total)s; what was done stays.") % {"done": job.done, "total": job.total}
    return _("Cancelled; nothing half-done was kept.")


@contextmanager
def _heart(pk: int) -> Iterator[None]:
    """Show from beside the work that the worker lives: what a long transaction writes nobody sees before its end.

    SQLite lets nobody else write meanwhile, so nobody can take the job for dead either.
    """
    if connection.vendor == "sqlite":
        yield
        return
    over = Event()

    def beat() -> None:
        try:
            while not over.wait(BEAT.total_seconds()):
                Job.objects.filter(pk=pk).update(heartbeat_at=timezone.now())
        finally:
            connection.close()

    heart = Thread(target=beat, name=f"heart-of-job-{pk}", daemon=True)
    heart.start()
    try:
        yield
    finally:
        over.set()
        heart.join()


def job_cancel(*, job: Job, actor: Viewer) -> None:
    """Ask a waiting or running job to stop. Raises Conflict when it is over."""
    if Job.objects.filter(pk=job.pk, state=JobState.PENDING).update(
        state=JobState.CANCELLED, cancel_asked=True, finished_at=timezone.now()
    ):
        return
    if not Job.objects.filter(pk=job.pk, state=JobState.RUNNING).update(cancel_asked=True):
        raise Conflict(_("The job is already over."))
    logger.info("job %s: cancel asked by %s", job.pk, actor)


def job_retry(*, job: Job, actor: Viewer) -> Job:
    """Start the same work again as a new job, in the name of whoever started the first.

    Raises NotAllowed for anybody else (a job that the schedule started is everybody's who sees it), Conflict for a job
    that still runs or has done its work.
    """
    if not job.is_over:
        raise Conflict(_("The job is still running."), cure=_("Cancel it first, or wait."))
    if job.state == JobState.DONE:
        raise Conflict(_("The job has done its work."), cure=_("Start a new one where this one was started."))
    if job.created_by_id not in (None, actor.pk):
        raise NotAllowed(_("Only who started this job starts it again."))
    return job_enqueue(kind=job.kind, params=job.params, actor=actor)


def jobs_sweep() -> int:
    """Hand over again what a dead worker or a lost message left behind, MAX_ATTEMPTS times. Returns how many."""
    now = timezone.now()
    lost = Q(state=JobState.PENDING, created_at__lt=now - timedelta(minutes=1)) | Q(
        state=JobState.RUNNING, heartbeat_at__lt=now - DEAD_AFTER
    )
    Job.objects.filter(lost, attempts__gte=MAX_ATTEMPTS).update(
        state=JobState.FAILED, message=_("Given up after several attempts."), finished_at=now
    )
    pks = list(Job.objects.filter(lost, attempts__lt=MAX_ATTEMPTS).values_list("pk", flat=True))
    for pk in pks:
        _dispatch(pk)
    return len(pks)
