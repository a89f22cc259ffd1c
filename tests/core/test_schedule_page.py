"""The administrator sees in words when periodic work runs and changes it, with a reason that the trail keeps."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone, translation
from django_celery_beat.models import CrontabSchedule, PeriodicTask, PeriodicTasks

from config.celery import app
from core.audit.models import AuditEntry, AuditEvent
from core.errors import NotAllowed
from core.schedules.models import FIXED, Schedule
from core.schedules.scheduler import SeededScheduler
from core.schedules.services import schedule_change

pytestmark = pytest.mark.django_db
NAME = "health-checks-nightly"
QUARTERLY = {"at": "03:30", "months": ["1", "4", "7", "10"], "days": "10", "enabled": "on", "reason": "按季度体检"}


@pytest.fixture(autouse=True)
def _seeded(monkeypatch):
    monkeypatch.setattr("django_celery_beat.schedulers.close_old_connections", lambda: None)
    SeededScheduler(app=app, lazy=True).setup_schedule()


@pytest.fixture
def nightly() -> Schedule:
    return Schedule.objects.get(name=NAME)


def address(schedule: Schedule, page: str = "") -> str:
    return f"/schedules/{schedule.pk}/{page}"


def set_to(name: str, **found: str) -> Schedule:
    crontab = CrontabSchedule.objects.create(**{"minute": "0", "hour": "3"} | found)
    PeriodicTask.objects.filter(name=name).update(crontab=crontab)
    return Schedule.objects.get(name=name)


def test_every_schedule_of_the_settings_has_words():
    assert set(settings.SCHEDULE_LABELS) == {*app.conf.beat_schedule, "celery.backend_cleanup"}


def test_the_list_says_what_runs_when(client, admin):
    client.force_login(admin)
    page = client.get("/schedules/").content.decode()
    assert all(str(label) in page for label in settings.SCHEDULE_LABELS.values())
    with translation.override("en"):
        assert Schedule.objects.get(name=NAME).when == "Daily at 02:00"
        assert Schedule.objects.get(name="ecology-monthly").when == "On day 1 of the month at 04:00"
        assert Schedule.objects.get(name="audit-seal").when == "Every minute"
        assert set_to(NAME, month_of_year="1,7", day_of_week="1-2").when == (
            "In January, July, on Monday, Tuesday at 03:00"
        )
        assert set_to(NAME, hour="*/6").when == "Daily at */6:0"


def test_the_list_asks_no_more_for_more_rows(client, admin, django_assert_max_num_queries):
    client.force_login(admin)
    client.get("/schedules/")
    with django_assert_max_num_queries(16):
        client.get("/schedules/")


def test_the_next_run_is_the_next_time_of_the_clock(nightly):
    now = timezone.localtime()
    assert timedelta() <= nightly.next_run_at - now <= timedelta(days=1, minutes=1)
    assert timezone.localtime(nightly.next_run_at).strftime("%H:%M") in ("01:59", "02:00")
    nightly.enabled = False
    assert nightly.next_run_at is None


def test_a_change_of_time_is_kept_audited_and_seen_by_the_scheduler(client, admin, nightly):
    client.force_login(admin)
    before = PeriodicTasks.last_change()
    assert client.get(address(nightly, "change/")).context["form"]["at"].value().strftime("%H:%M") == "02:00"
    assert client.post(address(nightly, "change/"), QUARTERLY).status_code == 302
    crontab = PeriodicTask.objects.get(name=NAME).crontab
    assert (crontab.hour, crontab.minute, crontab.month_of_year, crontab.day_of_month, crontab.day_of_week) == (
        "3", "30", "1,4,7,10", "10", "*",
    )  # fmt: skip
    assert str(crontab.timezone) == "Asia/Shanghai"
    assert PeriodicTasks.last_change() > before
    entry = AuditEntry.objects.get(event=AuditEvent.CHANGE, actor=admin, object_id=nightly.pk)
    assert entry.additional_data["reason"] == "按季度体检"
    assert "02:00" in entry.additional_data["before"]
    assert "03:30" in entry.additional_data["after"]
    assert "按季度体检" in client.get(address(nightly)).content.decode()
    form = client.get(address(nightly, "change/")).context["form"]
    assert (form["months"].value(), form["days"].value()) == ([1, 4, 7, 10], "10")


def test_work_that_comes_back_can_come_back_less_often_or_not_at_all(client, admin):
    client.force_login(admin)
    sweep = Schedule.objects.get(name="outbox-sweep")
    assert client.post(address(sweep, "change/"), {"minutes": "5", "reason": "减轻负担"}).status_code == 302
    sweep.refresh_from_db()
    assert (sweep.schedule.run_every, sweep.enabled) == (timedelta(minutes=5), False)


@pytest.mark.parametrize(
    ("given", "field"),
    [({"reason": ""}, "reason"), ({"days": "32"}, "days"), ({"at": ""}, "at"), ({"months": ["13"]}, "months")],
)
def test_what_does_not_fit_is_said_at_its_field(client, admin, nightly, given, field):
    client.force_login(admin)
    answer = client.post(address(nightly, "change/"), QUARTERLY | given)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_no_change_is_refused(client, admin, nightly):
    client.force_login(admin)
    same = {"at": "02:00", "enabled": "on", "reason": "再看一次"}
    assert client.post(address(nightly, "change/"), same).status_code == 422
    assert not AuditEntry.objects.filter(event=AuditEvent.CHANGE, object_id=nightly.pk, actor=admin).exists()


@pytest.mark.parametrize("name", FIXED)
def test_r23_nobody_switches_the_sealing_of_the_trail_off(client, admin, name):
    client.force_login(admin)
    fixed = Schedule.objects.get(name=name)
    assert client.get(address(fixed)).context["edit_url"] == ""
    data = {"minutes": "600", "at": "03:00", "reason": "不需要"}
    assert client.post(address(fixed, "change/"), data).status_code == 422
    with pytest.raises(NotAllowed):
        schedule_change(schedule=fixed, when=timedelta(hours=9), enabled=False, reason="不需要", actor=admin)
    assert Schedule.objects.get(name=name).enabled


def test_the_auditor_reads_and_changes_nothing_and_others_do_not_come_in(client, auditor, secretary, nightly):
    client.force_login(auditor)
    assert client.get("/schedules/").status_code == 200
    assert client.get(address(nightly)).status_code == 200
    assert client.post(address(nightly, "change/"), QUARTERLY).status_code == 403
    client.force_login(secretary)
    for path in ("/schedules/", address(nightly), address(nightly, "change/")):
        assert client.get(path).status_code == 403
    assert client.get("/api/v1/schedules/").status_code == 403


def test_the_interface_reads_them(client, admin, nightly):
    client.force_login(admin)
    row = client.get(f"/api/v1/schedules/{nightly.pk}/").json()
    assert row["name"] == NAME
    assert row["work"] == str(settings.SCHEDULE_LABELS[NAME])
    assert "02:00" in row["when"]
    assert row["enabled"] is True
    assert row["next_run_at"]
