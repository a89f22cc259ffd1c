"""The same services through JSON."""

import pytest
from django.urls import reverse

from core.audit.models import AuditEntry, AuditEvent
from core.workflow import guards
from early_warning.checks.models import DoubtPoint, MaterialRequest

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(client):
    def as_user(user, url, data=None):
        client.force_login(user)
        return client.post(url, data, content_type="application/json") if data is not None else client.get(url)

    return as_user


def url_of(doubt, step=""):
    return f"/api/v1/doubt-points/{doubt.pk}/{step}"


def test_rows_are_scoped(call, doubt, sup, stranger, liaison):
    assert call(sup, url_of(doubt)).json()["object_ids"][0] == "unit:U15"
    assert call(stranger, url_of(doubt)).status_code == 404
    assert call(liaison, url_of(doubt)).status_code == 403


def test_plain_steps_and_steps_with_values(call, doubt, sup):
    asked = call(sup, url_of(doubt, "transitions/ask_material/"), {"question": "为何?"})
    assert asked.json()["status"] == "MATERIAL_ASKED"
    assert MaterialRequest.objects.get().question == "为何?"
    assert call(sup, url_of(doubt, "transitions/resume/"), {}).json()["status"] == "ASSIGNED"
    assert call(sup, url_of(doubt, "transitions/confirm/"), {"reason": "已核对"}).json()["status"] == "CONFIRMED"
    assert call(sup, url_of(doubt, "transitions/remind/"), {}).json()["status"] == "REMINDED"


def test_errors_are_problem_details(call, doubt, sup, data_office):
    answer = call(sup, url_of(doubt, "transitions/warn/"), {})
    assert (answer.status_code, answer["Content-Type"]) == (409, "application/problem+json")
    assert call(data_office, url_of(doubt, "transitions/warn/"), {}).status_code in (403, 409)
    assert DoubtPoint.objects.get().status == "NEW"


def test_a_run_is_started(call, doubt, sup, health, liaison):
    assert call(sup, "/api/v1/check-runs/start/", {"models": ["HC-A1"]}).json()["unit_codes"] == ["U15"]
    assert call(sup, "/api/v1/check-runs/start/", {"units": ["U31"]}).status_code == 400
    assert call(liaison, "/api/v1/check-runs/start/", {}).status_code == 403
    assert call(sup, reverse("api:check-runs-list")).json()["count"] == 2


def test_an_attempt_at_a_guarded_step_is_written_down_once(call, doubt, sup, monkeypatch):
    """Barred from this step alone (R15): the page is open, the attempt stands in the trail."""

    def ground_of(_record, _user, step):
        return guards.Ground("您须回避。") if step is not None and step.name == "ask_material" else None

    monkeypatch.setattr(guards, "_guards", {})
    guards.register("test", ground_of)
    assert call(sup, url_of(doubt, "transitions/ask_material/"), {"question": "为何?"}).status_code == 403
    entry = AuditEntry.objects.get(event=AuditEvent.REFUSED, actor=sup)
    assert entry.additional_data == {"why": "test", "step": "ask_material"}
    assert not MaterialRequest.objects.exists()
