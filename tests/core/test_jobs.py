"""Long work: claimed once, cancelled cleanly, taken up again after a death, given up in the end."""

import time
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from core.errors import Conflict, InvalidInput
from core.jobs.models import Job, JobState
from core.jobs.registry import job_kind
from core.jobs.services import (
    DEAD_AFTER,
    MAX_ATTEMPTS,
    job_cancel,
    job_enqueue,
    job_execute,
    job_retry,
    jobs_sweep,
)

pytestmark = pytest.mark.django_db
ran: list[dict] = []


@job_kind("test.count", label="count")
def count(handle, *, to: int) -> dict:
    for number in range(to):
        handle.progress(number + 1, to, f"{number + 1}")
        ran.append({"job": handle.job.pk, "number": number})
    handle.attach_result("result.txt", ContentFile(b"done"))
    return {"message": f"{to} counted"}


@job_kind("test.break", label="break")
def breaks(handle, *, kind: str) -> None:
    if kind == "domain":
        raise InvalidInput("The file is empty.", cure="Send another.")
    raise ZeroDivisionError("by zero")


@job_kind("test.cancel", label="cancel")
def cancels_itself(handle) -> None:
    job_cancel(job=handle.job, actor=None)
    handle.progress(1, 2)
    raise AssertionError("went on after being cancelled")


@pytest.fixture(autouse=True)
def broker(monkeypatch, settings, tmp_path):
    """These tests run jobs by hand; what is handed to the broker is only remembered."""
    settings.MEDIA_ROOT = tmp_path
    sent = []
    monkeypatch.setattr("core.jobs.tasks.job_run.delay", sent.append)
    ran.clear()
    return sent


def make(name: str, **params) -> Job:
    return Job.objects.create(kind=name, params=params)


def test_a_job_runs_shows_its_progress_and_keeps_its_result():
    job = job_execute(pk=make("test.count", to=3).pk)
    assert (job.state, job.done, job.total, job.message) == (JobState.DONE, 3, 3, "3 counted")
    with job.result_file.open() as kept:
        assert kept.read() == b"done"
    assert job.percent == 100


def test_a_job_that_is_over_does_not_run_twice():
    job = make("test.count", to=2)
    job_execute(pk=job.pk)
    assert job_execute(pk=job.pk) is None
    assert len(ran) == 2


def test_a_job_that_another_worker_holds_is_left_to_it():
    job = make("test.count", to=1)
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, heartbeat_at=timezone.now())
    assert job_execute(pk=job.pk) is None


def test_a_job_whose_worker_died_is_handed_over_again(broker):
    job = make("test.count", to=1)
    Job.objects.filter(pk=job.pk).update(
        state=JobState.RUNNING, attempts=1, heartbeat_at=timezone.now() - DEAD_AFTER - timedelta(seconds=1)
    )
    assert jobs_sweep() == 1
    assert broker == [job.pk]
    assert job_execute(pk=job.pk).state == JobState.DONE


def test_a_job_that_kills_its_worker_every_time_is_given_up():
    job = make("test.count", to=1)
    Job.objects.filter(pk=job.pk).update(
        state=JobState.RUNNING, attempts=MAX_ATTEMPTS, heartbeat_at=timezone.now() - DEAD_AFTER - timedelta(seconds=1)
    )
    assert jobs_sweep() == 0
    job.refresh_from_db()
    assert job.state == JobState.FAILED


def test_a_message_that_never_reached_the_broker_is_sent_again(broker):
    job = make("test.count", to=1)
    Job.objects.filter(pk=job.pk).update(created_at=timezone.now() - timedelta(minutes=2))
    assert jobs_sweep() == 1
    assert broker == [job.pk]


def test_a_running_job_stops_when_it_is_cancelled():
    assert job_execute(pk=make("test.cancel").pk).state == JobState.CANCELLED


def test_a_waiting_job_is_cancelled_at_once_and_never_runs():
    job = make("test.count", to=1)
    job_cancel(job=job, actor=None)
    assert job_execute(pk=job.pk) is None
    with pytest.raises(Conflict):
        job_cancel(job=job, actor=None)


def test_a_refusal_of_the_domain_is_shown_with_its_cure():
    job = job_execute(pk=make("test.break", kind="domain").pk)
    assert (job.state, job.message) == (JobState.FAILED, "The file is empty. Send another.")


def test_a_fault_of_the_program_fails_the_job_and_is_logged(caplog):
    job = job_execute(pk=make("test.break", kind="fault").pk)
    assert job.state == JobState.FAILED
    assert "ZeroDivisionError" in job.message
    assert "by zero" in caplog.text


def test_failed_work_is_started_again_by_whoever_started_it(broker, sup, django_capture_on_commit_callbacks):
    failed = failed_job(sup)
    with django_capture_on_commit_callbacks(execute=True):
        again = job_retry(job=failed, actor=sup)
    assert (again.params, again.created_by) == (failed.params, sup)
    assert broker == [again.pk]


def failed_job(user) -> Job:
    return job_execute(pk=Job.objects.create(kind="test.break", params={"kind": "fault"}, created_by=user).pk)


def test_an_administrator_does_not_repeat_the_work_of_others_in_their_name(client, sup, admin):
    failed = failed_job(sup)
    client.force_login(admin)
    assert "retry" not in client.get(failed.get_absolute_url()).content.decode()
    assert client.post(f"/jobs/{failed.pk}/retry/").status_code == 403
    assert client.post(f"/api/v1/jobs/{failed.pk}/retry/").status_code == 403
    assert Job.objects.count() == 1


def test_what_the_schedule_started_the_administrator_starts_again(client, admin):
    failed = failed_job(None)
    client.force_login(admin)
    client.post(f"/jobs/{failed.pk}/retry/")
    assert Job.objects.get(attempts=0).created_by == admin


def test_done_work_is_not_done_again(sup):
    with pytest.raises(Conflict):
        job_retry(job=job_execute(pk=make("test.count", to=1).pk), actor=sup)


def test_the_administrator_stops_the_work_of_others_and_a_stranger_does_not(client, sup, admin, stranger):
    job = Job.objects.create(kind="test.count", params={"to": 1}, created_by=sup)
    for user, status in ((stranger, 404), (admin, 302)):
        client.force_login(user)
        assert client.post(f"/jobs/{job.pk}/cancel/").status_code == status
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED


def test_the_word_of_a_worker_that_was_taken_for_dead_does_not_count():
    def taken_over(handle) -> dict:
        Job.objects.filter(pk=handle.job.pk).update(attempts=2)
        return {"message": "too late"}

    job_kind("test.late", label="late")(taken_over)
    assert job_execute(pk=make("test.late").pk).state == JobState.RUNNING


def test_a_cancel_says_when_parts_of_the_work_stay_done():
    def in_parts(handle) -> None:
        handle.progress(1, 2)
        job_cancel(job=handle.job, actor=None)
        handle.progress(1, 2)

    job_kind("test.parts", label="parts", in_parts=True)(in_parts)
    job = job_execute(pk=make("test.parts").pk)
    assert (job.state, "1" in job.message and "2" in job.message) == (JobState.CANCELLED, True)


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_the_heart_beats_while_the_work_is_in_one_long_transaction(monkeypatch):
    monkeypatch.setattr("core.jobs.services.BEAT", timedelta(seconds=0.02))
    seen = []

    def long_work(handle) -> None:
        with transaction.atomic():
            first = Job.objects.get(pk=handle.job.pk).heartbeat_at
            until = time.monotonic() + 10
            while (now := Job.objects.get(pk=handle.job.pk).heartbeat_at) == first and time.monotonic() < until:
                time.sleep(0.02)
            seen.append(now > first)

    job_kind("test.long", label="long")(long_work)
    assert job_execute(pk=make("test.long").pk).state == JobState.DONE
    assert seen == [True]


def test_the_api_shows_my_jobs_their_progress_and_their_file(client, sup, stranger):
    job = Job.objects.create(kind="test.count", params={"to": 2}, created_by=sup)
    job_execute(pk=job.pk)
    client.force_login(sup)
    told = client.get(f"/api/v1/jobs/{job.pk}/").json()
    assert (told["state"], told["done"], told["total"], told["percent"]) == ("DONE", 2, 2, 100)
    assert b"".join(client.get(f"/api/v1/jobs/{job.pk}/file/").streaming_content) == b"done"
    assert client.post(f"/api/v1/jobs/{job.pk}/cancel/").status_code == 409
    client.force_login(stranger)
    assert client.get("/api/v1/jobs/").json()["results"] == []
    assert client.get(f"/api/v1/jobs/{job.pk}/file/").status_code == 404


def test_nothing_is_handed_over_when_the_transaction_is_rolled_back(broker, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        job_enqueue(kind="test.count", params={"to": 1}, actor=None)
    assert not broker
    assert len(callbacks) == 1


def test_the_file_a_job_made_goes_to_whoever_started_it_and_to_nobody_else(client, sup, admin):
    job = Job.objects.create(kind="test.count", params={"to": 1}, created_by=sup)
    job_execute(pk=job.pk)
    page = f"/jobs/{job.pk}/file/"
    client.force_login(admin)
    assert client.get(page).status_code == 404
    client.force_login(sup)
    assert b"".join(client.get(page).streaming_content) == b"done"


def test_the_list_shows_my_jobs_and_all_to_the_administrator(client, sup, stranger, admin):
    Job.objects.create(kind="test.count", params={"to": 1}, created_by=sup, message="mine alone")
    for user, seen in ((sup, True), (stranger, False), (admin, True)):
        client.force_login(user)
        assert ("mine alone" in client.get("/jobs/").content.decode()) is seen


def test_everybody_sees_his_own_jobs_only(client, sup, stranger):
    job = Job.objects.create(kind="test.count", params={"to": 1}, created_by=sup)
    client.force_login(stranger)
    assert client.get(job.get_absolute_url()).status_code == 404
    client.force_login(sup)
    assert client.get(job.get_absolute_url()).status_code == 200
