"""R05: the unit that must act asks for more time on the page of its task or problem; the commission decides."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from core.deadlines.shifts.models import Extension
from core.deadlines.shifts.services import extension_ask, suspension_ask
from core.errors import InvalidInput, NotAllowed
from core.workflow.services import transition_perform
from supervision.lists.models import ListTask, RectPlan
from supervision.lists.services import reports_become_due
from tests.support.cast import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit_task(measure_list, education):
    measure_list()
    return ListTask.objects.get(unit=education)


def ask_address(record):
    return f"{reverse('extension-ask')}?record={record._meta.label_lower}:{record.pk}"


@pytest.mark.parametrize("who", ["liaison", "head"])
def test_r05_the_units_people_ask_on_the_page_and_a_leader_decides(client, request, unit_task, who, deputy, conduct):
    person, later = request.getfixturevalue(who), unit_task.due_on + timedelta(days=5)
    client.force_login(person)
    assert reverse("extension-ask") in client.get(unit_task.get_absolute_url()).content.decode()
    answer = client.post(ask_address(unit_task), {"new_due": later, "reason": "基层填报工作量大。"})
    assert answer.status_code == 302
    asked = Extension.objects.get()
    assert client.get(asked.get_absolute_url()).status_code == 200
    for other in (person, conduct):
        with pytest.raises(NotAllowed):
            transition_perform(instance=asked, name="approve", actor=other)
    transition_perform(instance=asked, name="approve", actor=deputy)
    unit_task.refresh_from_db()
    assert unit_task.due_on == later


def test_r05_the_unit_asks_through_the_api_too(client, unit_task, liaison):
    client.force_login(liaison)
    body = {
        "record": f"supervision.listtask:{unit_task.pk}", "new_due": unit_task.due_on + timedelta(days=2),
        "reason": "请延期。",
    }  # fmt: skip
    assert client.post("/api/v1/extensions/", body, content_type="application/json").status_code == 201


def test_r05_a_duty_owner_who_only_knows_the_portal_asks_for_his_task(client, task, member):
    record = task()
    client.force_login(member.user)
    assert reverse("extension-ask") in client.get(record.get_absolute_url()).content.decode()
    values = {"new_due": record.due_on + timedelta(days=2), "reason": "出差。"}
    assert client.post(ask_address(record), values).status_code == 302
    page = client.get(record.get_absolute_url()).content.decode()
    assert str(record.due_on + timedelta(days=2)) in page
    assert Extension.objects.get().get_absolute_url() not in page


def test_r05_problems_too_but_nobody_from_another_unit_or_once_it_waits_for_others(
    client, confirmed, self_checked, liaison, health, stranger
):
    problem = confirmed(title="另一问题", due_on=date(2026, 9, 1))
    assert extension_ask(record=problem, new_due=date(2026, 9, 3), reason="资料待补。", actor=liaison)
    other = make_user("lia_h", "LIA", unit=health, units=[health])
    client.force_login(other)
    assert client.get(ask_address(problem)).status_code == 404
    with pytest.raises(NotAllowed):
        extension_ask(record=problem, new_due=date(2026, 9, 3), reason="x", actor=other)
    client.force_login(liaison)
    page = client.get(self_checked().get_absolute_url()).content.decode()
    assert reverse("extension-ask") not in page


def test_d25_may_be_stretched_by_the_house_d26_only_by_the_regulation(fed_back, plan_rectifying, liaison):
    plan = fed_back()
    assert extension_ask(record=plan, new_due=plan.due_on + timedelta(days=3), reason="方案待研究。", actor=liaison)
    RectPlan.objects.filter(pk=plan.pk).update(status="RECTIFYING", due_on=plan.rectify_by, signer=liaison)
    Extension.objects.all().delete()
    plan.refresh_from_db()
    with pytest.raises(InvalidInput):
        extension_ask(record=plan, new_due=plan.due_on + timedelta(days=3), reason="x", actor=liaison)


def test_d27_follows_a_rectification_that_was_suspended(plan_rectifying, liaison, deputy):
    plan, ends = plan_rectifying(), date(2026, 9, 4)
    RectPlan.objects.filter(pk=plan.pk).update(rectify_by=ends, due_on=ends)
    values = {"reason": "FORCE_MAJEURE", "note": "汛期。", "start": date(2026, 7, 1), "end": date(2026, 7, 10)}
    asked = suspension_ask(record=plan, actor=liaison, **values)
    transition_perform(instance=asked, name="approve", actor=deputy)
    plan.refresh_from_db()
    assert plan.rectify_by == plan.due_on > ends
    assert reports_become_due(on=plan.due_on + timedelta(days=1)) == 1
