"""A real worker and beat beside the test: `celery_worker`, `celery_beat`; `worker_program` to kill one."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import redis
from django.conf import settings

from config.celery import app
from tests.support.mail import SmtpSink
from tests.support.processes import Program, environment

WORKER_READY = " ready."
BEAT_READY = "beat: Starting"


@pytest.fixture
def queue(transactional_db: None) -> Iterator[str]:
    """Tasks go to the broker instead of running in place; the queue is this process's own and left empty."""
    assert settings.REDIS_URL, "REDIS_URL is not set: run `make test`, or take it from `make services`"
    server = redis.Redis.from_url(settings.REDIS_URL)
    server.flushdb()
    eager = app.conf.task_always_eager
    app.conf.task_always_eager = False
    yield settings.CELERY_TASK_DEFAULT_QUEUE
    app.conf.task_always_eager = eager
    server.flushdb()
    server.close()


@pytest.fixture
def worker_program(
    queue: str, smtp_sink: SmtpSink, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Program]]:
    """Make workers by hand: `worker_program(concurrency=1).start(ready=WORKER_READY)`; ended afterwards."""
    made: list[Program] = []

    def make(*, concurrency: int = 2, **extra: str) -> Program:
        name = f"w{len(made)}-{os.getpid()}@localhost"
        command = ["celery", "-A", "config", "worker", "-n", name, "-c", str(concurrency), "-l", "INFO"]
        log = tmp_path / f"worker-{len(made)}.log"
        made.append(Program(*command, log=log, env=_child_environment(smtp_sink, request, extra)))
        return made[-1]

    yield make
    for program in made:
        program.kill()


@pytest.fixture
def celery_worker(worker_program: Callable[..., Program]) -> Program:
    """A worker that is ready when the test begins."""
    program = worker_program()
    program.start(ready=WORKER_READY)
    return program


@pytest.fixture
def celery_beat(queue: str, smtp_sink: SmtpSink, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Program]:
    """The scheduler, reading its schedule from the test database."""
    command = ["celery", "-A", "config", "beat", "-l", "INFO", "--pidfile", "", "--max-interval", "1"]
    env = _child_environment(smtp_sink, request, {})
    program = Program(*command, log=tmp_path / "beat.log", env=env)
    program.start(ready=BEAT_READY)
    yield program
    program.kill()


def _child_environment(sink: SmtpSink, request: pytest.FixtureRequest, extra: dict[str, str]) -> dict[str, str]:
    """Mail goes to the sink; links in it point at the live server where the test has one."""
    if "live_server" in request.fixturenames:
        extra = {"BASE_URL": request.getfixturevalue("live_server").url, **extra}
    return environment(EMAIL_URL=sink.url, **extra)
