"""Settings seed the schedule once; what an administrator changed stays."""

from pathlib import Path

import pytest
from django.conf import settings
from django_celery_beat.models import CrontabSchedule, PeriodicTask

from config.celery import app
from core.schedules.scheduler import SeededScheduler

pytestmark = pytest.mark.django_db
NAME = "health-checks-nightly"


@pytest.fixture(autouse=True)
def _keep_the_connection(monkeypatch):
    """The scheduler of a real process renews its connection; that would end the test's transaction."""
    monkeypatch.setattr("django_celery_beat.schedulers.close_old_connections", lambda: None)


def start() -> None:
    SeededScheduler(app=app, lazy=True).setup_schedule()


def test_every_entry_of_the_settings_is_seeded():
    start()
    assert set(app.conf.beat_schedule) <= set(PeriodicTask.objects.values_list("name", flat=True))


def test_a_changed_schedule_survives_a_restart():
    start()
    quarterly = CrontabSchedule.objects.create(minute="0", hour="3", day_of_month="10", month_of_year="1,4,7,10")
    PeriodicTask.objects.filter(name=NAME).update(crontab=quarterly, enabled=False)
    start()
    task = PeriodicTask.objects.get(name=NAME)
    assert (task.crontab, task.enabled) == (quarterly, False)


def test_the_worker_knows_every_room_with_tasks():
    """What is not named in config/celery.py is sent and never run."""
    named = Path(settings.BASE_DIR, "config", "celery.py").read_text()
    rooms = [
        str(path.parent.relative_to(settings.BASE_DIR)).replace("/", ".")
        for app in ("core", "organization", "officials", "early_warning", "supervision", "cases")
        for path in Path(settings.BASE_DIR, app).rglob("tasks.py")
        if "@shared_task" in path.read_text()
    ]
    assert [room for room in rooms if f'"{room}"' not in named] == []
