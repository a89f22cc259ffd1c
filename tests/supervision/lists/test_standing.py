"""M56: the half-yearly special study (D37), the yearly report upward, and the review when a post changes hands."""

from datetime import date, timedelta

import pytest

from core.mechanisms.bench import todos_of
from core.mechanisms.registry import mechanism_of
from core.outbox.models import Delivery
from officials.tenures.services import head_hand_over, tenure_begin, tenure_end
from supervision.lists.choices import Holder, Standing
from supervision.lists.generation import tasks_generate
from supervision.lists.models import ListTask, ResponsibilityList
from tests.officials.conftest import make_official, make_post
from tests.supervision.lists.conftest import TODAY, do
from tests.support.reminded import reminded

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(education):
    return make_post(education, "党组书记、局长", head=True)


def test_d37_the_study_of_each_half_year_and_the_report_of_the_year_come_by_themselves(list_in_force, education):
    record = list_in_force()
    assert tasks_generate(on=TODAY) == 2
    assert tasks_generate(on=TODAY) == 0
    assert tasks_generate(on=date(2026, 7, 1)) == 1
    tasks = ListTask.objects.filter(unit=record.unit).exclude(standing="").order_by("due_on")
    assert [(task.standing, task.period, task.due_on) for task in tasks] == [
        (Standing.STUDY, "2026H1", date(2026, 6, 30)),
        (Standing.STUDY, "2026H2", date(2026, 12, 30)),
        (Standing.REPORT, "2026", date(2027, 1, 31)),
    ]


def test_a_unit_without_a_list_in_force_owes_nothing_by_it(list_draft):
    list_draft()
    assert tasks_generate(on=TODAY) == 0


def test_a_standing_task_is_the_units_and_is_verified_by_others(client, list_in_force, liaison, sup, head):
    list_in_force()
    tasks_generate(on=TODAY)
    task = ListTask.objects.get(standing=Standing.STUDY)
    assert reminded(task) == {liaison}
    assert task.why_not_edit(liaison)
    client.force_login(liaison)
    assert client.get(task.get_absolute_url()).status_code == 200
    listed = client.get("/list-tasks/", {"kind": "standing"}).content.decode()
    assert "专题研究全面从严治党工作" in listed
    task = do(task, "submit", liaison, done_text="6月12日党组会专题研究。")
    assert do(task, "verify", sup).status == "VERIFIED"


def test_a_change_of_head_makes_the_review_due_for_who_draws_up_the_list(list_in_force, education, post, liaison, city):
    tenure_begin(official=make_official("任景衡", managed_by=city), post=post, start=date(2024, 1, 1))
    record = list_in_force()
    before = record.due_on
    assert not list(todos_of(mechanism_of(ResponsibilityList))(liaison))
    head_hand_over(post=post, successor=make_official("文嘉翀", managed_by=city), start=date(2026, 7, 6))
    record.refresh_from_db()
    assert record.due_on == date(2026, 8, 5) < before
    assert {delivery.recipient for delivery in Delivery.objects.filter(key__contains="review-")} >= {liaison}
    record = do(record, "review", liaison, reason="按新分工复核。")
    assert record.due_on == date(2027, 6, 30)


def test_the_list_of_who_leaves_a_team_is_due_too_but_not_that_of_others(list_in_force, education, member, city):
    seat = make_post(education, "副局长")
    seat.in_team = True
    seat.save()
    tenure = tenure_begin(official=member, post=seat, start=date(2024, 1, 1))
    own = list_in_force(holder=Holder.MEMBER, official=member, title="分管领导清单")
    other = list_in_force(holder=Holder.MEMBER, official=make_official("贺某", managed_by=city), title="另一份清单")
    tenure_end(tenure=tenure, end=TODAY)
    own.refresh_from_db()
    due = other.due_on
    other.refresh_from_db()
    assert own.due_on == TODAY + timedelta(days=31)
    assert other.due_on == due


@pytest.mark.parametrize("start", [date(2025, 3, 1), TODAY])
def test_a_change_before_the_list_came_into_force_asks_for_nothing(list_in_force, post, start, city):
    record = list_in_force()
    before = record.due_on
    tenure_begin(official=make_official("任景衡", managed_by=city), post=post, start=start)
    record.refresh_from_db()
    assert record.due_on == before
