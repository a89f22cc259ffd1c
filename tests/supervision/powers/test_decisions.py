"""M10: every major item names the power it uses; decisions that rest on no power are shown on the unit's page."""

from datetime import date

import pytest
from django.urls import reverse

from core.errors import InvalidInput
from core.mechanisms.registry import mechanism_of
from core.mechanisms.services import line_add, record_create
from core.parameters.models import ParameterVersion
from officials.models import Tenure
from supervision.meetings.models import AgendaItem, Meeting, Resolution
from supervision.powers.models import PowerExercise
from tests.officials.conftest import make_official, make_post
from tests.supervision.duties.conftest import do
from tests.supervision.powers.conftest import TODAY

pytestmark = pytest.mark.django_db
WAIVED = dict.fromkeys((f"{name}_waived" for name in ("research", "legal", "risk", "publicity")), "常规事项")


@pytest.fixture
def meeting(education, liaison) -> Meeting:
    values = {"unit": education, "title": "局党组会议", "convened_on": date(2026, 7, 2), "place": "三楼会议室"}
    return record_create(model=Meeting, values=values, actor=liaison)


def add(meeting, actor, **given) -> AgendaItem:
    values = {"no": 1, "category": "FUNDS", "title": "设备采购专项经费", "amount": 900_000} | WAIVED | given
    return line_add(record=meeting, lines=mechanism_of(Meeting).lines[0], values=values, actor=actor)


def resolve(item) -> Resolution:
    meeting = item.meeting
    return Resolution.objects.create(
        unit=meeting.unit, item=item, decision="同意采购", executing_post="办公室", due_on=date(2026, 9, 1),
        created_by=meeting.created_by, created_at=meeting.created_at,
    )  # fmt: skip


def test_an_item_names_a_power_of_its_own_unit(client, meeting, in_force, liaison, health):
    power = in_force().items.get()
    item = add(meeting, liaison, power=power)
    client.force_login(liaison)
    assert power.name in client.get(meeting.get_absolute_url()).content.decode()
    assert client.get(f"/api/v1/meetings/{meeting.pk}/agendaitem/").json()[0]["power"] == power.pk

    type(power.power_list).objects.filter(pk=power.power_list_id).update(unit=health)
    with pytest.raises(InvalidInput, match="another unit"):
        add(meeting, liaison, no=2, power=type(power).objects.get(pk=power.pk))
    assert item.power == power


def test_the_parameter_makes_major_items_name_their_power_once_a_list_is_in_force(
    meeting, power_list, liaison, sup, secretary
):
    ParameterVersion.objects.create(
        group="MEETING", version=2, values={"power_named": True}, effective_from=TODAY, reason="x",
        proposed_by=sup, approved_by=secretary,
    )  # fmt: skip
    add(meeting, liaison)  # the unit has no list in force yet
    made = do(power_list(), "study", liaison, meeting_on=date(2026, 6, 22), minutes_ref="x")
    do(do(made, "file", liaison), "accept", sup)

    with pytest.raises(InvalidInput, match="names the power") as refusal:
        add(meeting, liaison, no=2)
    assert refusal.value.field == "power"
    add(meeting, liaison, no=2, category="OTHER", title="其他事项")


def test_the_units_page_lists_resolutions_that_name_no_power(client, meeting, in_force, liaison, sup):
    power = in_force().items.get()
    resolve(add(meeting, liaison, power=power, title="有权力依据的事项"))
    bare = resolve(add(meeting, liaison, no=2, title="没有权力依据的事项"))
    resolve(add(meeting, liaison, no=3, title="一般事项", category="OTHER"))
    client.force_login(sup)
    address = reverse("power-unit", args=[meeting.unit_id])

    page = client.get(address).content.decode()

    assert "Decisions without a power" in page
    assert "没有权力依据的事项" in page
    assert "有权力依据的事项" not in page.replace("没有权力依据的事项", "")
    assert "一般事项" not in page
    use = record_create(
        model=PowerExercise, values={"item": power, "on": date(2026, 6, 25), "matter": "采购"}, actor=liaison
    )
    do(use, "link", liaison, decision=bare)
    assert "Decisions without a power" not in client.get(address).content.decode()


def test_the_units_page_lists_appointments_that_the_unit_decided_itself(client, in_force, education, city, sup):
    in_force()
    own, citys = make_official("丁振樾", managed_by=education), make_official("钟嘉屿", managed_by=city)
    for official, name in ((own, "科长"), (citys, "副局长二")):
        Tenure.objects.create(official=official, post=make_post(education, name, team=False), start=date(2026, 6, 28))
    client.force_login(sup)

    page = client.get(reverse("power-unit", args=[education.pk])).content.decode()

    assert "科长 2026-06-28" in page
    assert "副局长二 2026-06-28" not in page
