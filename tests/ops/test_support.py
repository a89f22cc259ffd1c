"""The real parts that other tests rely on are real: a worker takes a task, beat sends one, mail arrives."""

from collections.abc import Callable

import pytest
from django.core import mail
from django.test import override_settings
from django_celery_beat.models import IntervalSchedule, PeriodicTask

from config.celery import app
from tests.support.celery import WORKER_READY
from tests.support.mail import SmtpSink
from tests.support.processes import Program, wait_until

SWEEP = "core.jobs.tasks.sweep"


@pytest.mark.services
def test_a_worker_runs_what_the_test_sends(celery_worker: Program):
    app.send_task(SWEEP)
    wait_until(lambda: "succeeded" in celery_worker.output(), what="the sweep to succeed")


@pytest.mark.services
def test_a_task_outlives_the_worker_that_was_killed_before_taking_it(worker_program: Callable[..., Program]):
    first = worker_program(concurrency=1)
    first.start(ready=WORKER_READY)
    first.kill()
    app.send_task(SWEEP)
    second = worker_program(concurrency=1)
    second.start(ready=WORKER_READY)
    wait_until(lambda: "succeeded" in second.output(), what="the second worker to run it")


@pytest.mark.services
def test_beat_sends_what_the_schedule_says(celery_beat: Program):
    every_second = IntervalSchedule.objects.create(every=1, period=IntervalSchedule.SECONDS)
    PeriodicTask.objects.create(name="of-the-test", task=SWEEP, interval=every_second)
    wait_until(lambda: "of-the-test" in celery_beat.output(), what="beat to send the task")


def test_the_sink_keeps_mail(smtp_sink: SmtpSink):
    with override_settings(EMAIL_HOST="127.0.0.1", EMAIL_PORT=smtp_sink.port):
        connection = mail.get_connection("django.core.mail.backends.smtp.EmailBackend")
        mail.EmailMessage("待办文书", "正文", to=["a@yunlan.example"], connection=connection).send()
    (message,) = smtp_sink.wait_for(1)
    assert message["Subject"] == "待办文书"
    assert smtp_sink.to("a@yunlan.example") == [message]
