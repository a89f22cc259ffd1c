"""The run as a job: by schedule, with progress, cancelled, killed and taken up again."""

import pytest

from core.jobs.models import Job, JobState
from core.jobs.services import JobHandle, job_execute
from early_warning.checks import jobs, running
from early_warning.checks.models import CheckRun, DoubtPoint, RunState, Trigger
from early_warning.checks.tasks import run_scheduled

from .filed import file_planted

pytestmark = pytest.mark.django_db


def test_the_schedule_starts_a_run_of_everything(django_capture_on_commit_callbacks):
    file_planted("GT01", decoys=False)
    with django_capture_on_commit_callbacks(execute=True):
        run_scheduled()
    run = CheckRun.objects.get()
    assert (run.trigger, run.state, run.hits, run.job.state) == (Trigger.SCHEDULE, RunState.DONE, 1, JobState.DONE)
    assert run.job.result["url"] == run.get_absolute_url()


def test_cancelling_keeps_what_is_finished(monkeypatch):
    file_planted("GT01", "GT21", decoys=False)
    run, job = jobs.run_start(actor=None, trigger=Trigger.BUTTON)
    real = JobHandle.progress

    def cancelled_at_three(handle, done, total, message=""):
        if done == 3:
            Job.objects.filter(pk=job.pk).update(cancel_asked=True)
        real(handle, done, total, message)

    monkeypatch.setattr(JobHandle, "progress", cancelled_at_three)
    job_execute(pk=job.pk)
    run.refresh_from_db()
    job.refresh_from_db()
    assert (run.state, job.state) == (RunState.CANCELLED, JobState.CANCELLED)
    assert run.finished_models == ["HC-A1", "HC-A3", "HC-A4"]
    assert DoubtPoint.objects.get().model == "HC-A1"


def test_a_worker_killed_in_the_middle_is_replaced_by_the_next(monkeypatch):
    file_planted("GT01", "GT21", decoys=False)
    run, job = jobs.run_start(actor=None, trigger=Trigger.BUTTON)
    real = running._run_model

    def killed(run_, work, standing):
        if work.model.code == "HC-B1":
            raise KeyboardInterrupt
        real(run_, work, standing)

    monkeypatch.setattr(running, "_run_model", killed)
    with pytest.raises(KeyboardInterrupt):
        job_execute(pk=job.pk)
    monkeypatch.setattr(running, "_run_model", real)
    Job.objects.filter(pk=job.pk).update(state=JobState.PENDING)  # as the sweep finds a dead worker's job
    job_execute(pk=job.pk)
    run.refresh_from_db()
    assert (run.state, run.hits, DoubtPoint.objects.count()) == (RunState.DONE, 2, 2)
