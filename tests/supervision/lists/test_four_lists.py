"""M59: a problem hangs on a duty, a task or a measure of the unit; measures say on which level they are."""

import pytest

from core.errors import InvalidInput
from supervision.lists.choices import Level
from supervision.lists.documents import list_context
from supervision.lists.models import Problem, RectMeasure, TaskMeasure
from tests.supervision.lists.conftest import SOON, add_line

pytestmark = pytest.mark.django_db


@pytest.fixture
def measure(task, liaison):
    values = {"text": "列入月度调度", "owner_post": "办公室主任", "due_on": SOON, "level": Level.SYSTEM}
    return add_line(task(), TaskMeasure, liaison, **values)


def test_a_problem_of_a_measure_is_one_of_its_task_and_duty_too(found, measure):
    problem = found(measure=measure)
    assert (problem.measure, problem.task, problem.duty) == (measure, measure.task, measure.task.duty)
    assert list(measure.problems.all()) == [problem]


def test_what_does_not_belong_together_is_refused(found, measure, task, health, city, inspector):
    other = task(duty=measure.task.duty, text="另一任务")
    with pytest.raises(InvalidInput) as refused:
        found(measure=measure, task=other)
    assert refused.value.field == "task"
    for linked in ({"measure": measure}, {"task": measure.task}, {"duty": measure.task.duty}):
        with pytest.raises(InvalidInput) as refused:
            found(actor=inspector, unit=health, **linked)
        assert refused.value.field == next(iter(linked))


def test_w13_prints_each_measure_on_its_own_level_and_on_what_a_problem_hangs(found, measure, confirmed):
    confirmed(measure=measure)
    groups = {group["title"]: group["rows"] for group in list_context(measure.task.duty.list)["groups"]}
    assert groups["三、措施清单"][0][0] == "系统"
    assert groups["四、问题清单"][0][1] == "列入月度调度"


def test_page_and_api_show_link_and_level(client, confirmed, measure, liaison, sup):
    problem = confirmed(measure=measure)
    add_line(problem, RectMeasure, liaison, text="补齐", owner_post="主任", due_on=SOON, level=Level.SYSTEM)
    client.force_login(sup)
    page = client.get(problem.get_absolute_url()).content.decode()
    assert "列入月度调度" in page
    assert str(Level.SYSTEM.label) in page
    found = client.get(f"/api/v1/problems/{problem.pk}/").json()
    assert found["measure"] == measure.pk
    rows = client.get(f"/api/v1/problems/{problem.pk}/rectmeasure/").json()
    assert (rows["results"] if isinstance(rows, dict) else rows)[0]["level"] == Level.SYSTEM


def test_a_measure_that_is_taken_away_leaves_the_problem(found, measure):
    problem = found(measure=measure)
    measure.delete()
    assert Problem.objects.get(pk=problem.pk).measure is None
