"""The commands of docker-compose.yml, run here as they stand there: what an engine would start does start."""

import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from django.db import connection
from django.utils import timezone
from django_celery_beat.models import PeriodicTask

from scripts import healthcheck
from scripts.environment import ROOT
from scripts.ports import free_port
from tests.ops.test_compose import SERVICES
from tests.ops.test_production_settings import GOOD
from tests.support.processes import wait_until

HTTPS = {"Host": "lianjian.example", "X-Forwarded-Proto": "https"}


@pytest.fixture
def database(db: None) -> Iterator[str]:
    """An empty database beside that of the tests."""
    values = connection.settings_dict
    name = f"{values['NAME']}_production"
    address = {"host": values["HOST"], "port": values["PORT"] or 5432, "user": values["USER"]}

    def run(statement: str) -> None:
        with closing(psycopg2.connect(**address, password=values["PASSWORD"], dbname="postgres")) as server:
            server.autocommit = True
            server.cursor().execute(statement)

    run(f'DROP DATABASE IF EXISTS "{name}"')
    run(f'CREATE DATABASE "{name}"')
    yield f"postgres://{values['USER']}:{values['PASSWORD']}@{values['HOST']}:{address['port']}/{name}"
    run(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def environment(database: str, queue: str, tmp_path: Path, settings: Any) -> dict[str, str]:
    """What compose would hand over, with this machine's servers and a free port."""
    return {
        **GOOD,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}/usr/bin:/bin",
        "HOME": str(tmp_path),
        "DATABASE_URL": database,
        "REDIS_URL": settings.REDIS_URL,
        "CELERY_QUEUE": queue,
        "STORAGE_DIR": str(tmp_path / "storage"),
        "WEB_BIND": f"127.0.0.1:{free_port()}",
        "WEB_CONCURRENCY": "1",
    }


@pytest.fixture
def start(environment: dict[str, str], tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """`start("web")` runs a service's command and returns its log."""
    running: list[subprocess.Popen[bytes]] = []

    def begin(name: str) -> Path:
        log = tmp_path / f"{name}.log"
        with log.open("wb") as output:
            running.append(
                subprocess.Popen(SERVICES[name]["command"], cwd=ROOT, env=environment, stdout=output, stderr=output)
            )
        return log

    yield begin
    for process in running:
        process.terminate()
    for process in running:
        process.wait(60)


@pytest.mark.services
def test_the_services_of_compose_come_up(environment: dict[str, str], start: Callable[[str], Path]):
    subprocess.run(SERVICES["migrate"]["command"], cwd=ROOT, env=environment, check=True, capture_output=True)
    start("web")
    worker, beat = start("worker"), start("beat")

    check = [sys.executable, "-m", "scripts.healthcheck", "web"]
    wait_until(
        lambda: subprocess.run(check, cwd=ROOT, env=environment, capture_output=True).returncode == 0,
        seconds=60,
        what="the container's health check to pass",
    )
    page = fetch(environment, "/accounts/login/")
    styles = re.findall(r'<link[^>]+href="(/[^"]+\.css)"', page)
    assert styles
    assert all(fetch(environment, style) for style in styles)
    wait_until(lambda: " ready." in worker.read_text(), seconds=60, what="the worker to be ready")
    wait_until(lambda: "beat: Starting" in beat.read_text(), seconds=60, what="beat to start")


def fetch(environment: dict[str, str], path: str) -> str:
    request = urllib.request.Request(f"http://{environment['WEB_BIND']}{path}", headers=HTTPS)
    with urllib.request.urlopen(request) as answer:
        assert answer.status == 200
        return str(answer.read().decode())


@pytest.mark.parametrize(("minutes", "well"), [(1, True), (11, False)])
def test_a_scheduler_that_sends_nothing_is_not_well(db: None, minutes: int, well: bool):
    PeriodicTask.objects.update(last_run_at=None)
    PeriodicTask.objects.create(
        name="of-the-test",
        task="core.jobs.tasks.sweep",
        interval=_every_minute(),
        last_run_at=timezone.now() - timedelta(minutes=minutes),
    )
    assert (healthcheck.beat() == "") is well


def test_a_web_that_does_not_answer_is_not_well(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("WEB_BIND", f"127.0.0.1:{free_port()}")
    assert healthcheck.web().startswith("health page:")


def _every_minute() -> Any:
    from django_celery_beat.models import IntervalSchedule

    return IntervalSchedule.objects.create(every=1, period=IntervalSchedule.MINUTES)
