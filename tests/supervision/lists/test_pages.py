"""Lists and rectification on the screens: pages, portal, workbench, the unit's page, the API."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from core.clock import start_of
from core.mechanisms.bench import todos_of
from core.mechanisms.registry import mechanism_of
from core.workbench import registry
from core.workbench.registry import panels
from organization.units.panels import panels_for
from supervision.lists.models import ListTask, Problem, ResponsibilityList
from supervision.lists.panels import burn_down_course_panel, burn_down_panel, rectification_strip
from supervision.lists.queries import burn_down_course
from tests.supervision.lists.conftest import TODAY, do

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
SLUGS = [
    "responsibility-lists", "list-tasks", "problems", "measure-lists", "responsibility-checks", "rectification-plans",
    "inspection-rounds",
]  # fmt: skip


@pytest.mark.parametrize("slug", SLUGS)
def test_the_lists_open_for_the_office_and_say_what_to_do_when_empty(client, sup, slug):
    client.force_login(sup)
    page = client.get(reverse(f"{slug}-list"))
    assert page.status_code == 200
    assert "—" in page.content.decode() or "yet" in page.content.decode() or page.content


def test_a_problem_has_its_page_with_measures_and_checks(client, sup, stranger, struck_off):
    problem = struck_off()
    client.force_login(sup)
    page = client.get(problem.get_absolute_url()).content.decode()
    assert "补齐验收材料" in page
    assert "材料已补齐，见附件。" in page
    client.force_login(stranger)
    assert client.get(problem.get_absolute_url()).status_code == 404


def test_the_unit_sees_the_button_of_its_step_and_not_that_of_others(client, liaison, sup, rectifying):
    problem = rectifying()
    client.force_login(liaison)
    page = client.get(problem.get_absolute_url()).content.decode()
    assert "submit" in page
    assert "/verify" not in page


def test_visible_but_not_allowed_is_403_with_the_reason(client, two_sided, self_checked):
    problem = self_checked()
    client.force_login(two_sided)
    page = client.get(problem.get_absolute_url())
    assert page.status_code == 200
    answer = client.post(f"/api/v1/problems/{problem.pk}/transitions/verify/", {}, content_type="application/json")
    assert answer.status_code == 403


def test_the_list_of_responsibilities_shows_gaps_tasks_and_problems(client, sup, task):
    record = task(owner=None).duty.list
    client.force_login(sup)
    page = client.get(record.get_absolute_url())
    assert {panel["template"].rsplit("/", 1)[1] for panel in page.context["panels"]} >= {
        "gaps_panel.html", "tasks_panel.html", "problems_panel.html",
    }  # fmt: skip


def test_the_measure_list_shows_its_periods(client, sup, measure_list, education):
    record = measure_list()
    client.force_login(sup)
    assert "2026Q2" in client.get(record.get_absolute_url()).content.decode()


def test_an_official_finds_his_own_items_in_the_portal(client, member, task, list_in_force):
    record = task()
    client.force_login(member.user)
    page = client.get(reverse("list-tasks-list"))
    assert record.text in page.content.decode()
    assert client.get(record.get_absolute_url()).status_code == 200
    assert client.get(record.duty.list.get_absolute_url()).status_code == 404


def test_the_strip_counts_what_is_in_hand_and_overdue(rectifying, struck_off, sup, stranger, settings):
    rectifying()
    struck_off(title="已销号")
    settings.TODAY = TODAY.replace(month=12)
    values = [figure["value"] for figure in rectification_strip(sup)["figures"]]
    assert values[:2] == [1, 1]
    assert [figure["value"] for figure in rectification_strip(stranger)["figures"]][:2] == [0, 0]


def test_the_burn_down_shows_types_of_units(rectifying, struck_off, sup, admin):
    rectifying()
    struck_off(title="已销号")
    (entry,) = burn_down_panel(sup)["rows"]
    assert (entry["row"].settled, entry["row"].in_hand, entry["row"].overdue) == (1, 1, 0)
    assert burn_down_panel(admin) is None
    assert {"rectification", "burn-down"} <= {panel.key for panel in panels()}


def test_the_burn_down_has_twelve_months_and_ends_with_what_is_open(
    rectifying, struck_off, found, sup, admin, stranger
):
    """Found in January and struck off in April; found in May, still open; found long ago, closed before the year."""
    early, late, old = struck_off(title="一月"), rectifying(), struck_off(title="去年之前")
    rows = Problem.objects
    rows.filter(pk=early.pk).update(found_on=date(2026, 1, 9), closed_at=start_of(date(2026, 5, 1)) - HOUR)
    rows.filter(pk=late.pk).update(found_on=date(2026, 5, 31))
    rows.filter(pk=old.pk).update(found_on=date(2024, 1, 9), closed_at=start_of(date(2025, 1, 1)))
    found(title="尚未确认")
    chart = burn_down_course_panel(sup)["chart"]
    assert (chart["x"][0], chart["x"][-1], len(chart["x"])) == ("2025-07", "2026-06", 12)
    still_open, new, settled = (dict(zip(chart["x"], one["values"], strict=True)) for one in chart["series"])
    assert [still_open[f"2026-0{month}"] for month in range(1, 7)] == [1, 1, 1, 0, 1, 1]
    assert {month: n for month, n in new.items() if n} == {"2026-01": 1, "2026-05": 1}
    assert {month: n for month, n in settled.items() if n} == {"2026-04": 1}
    assert still_open["2026-06"] == rectification_strip(sup)["figures"][0]["value"]
    assert burn_down_course_panel(admin) is None
    assert burn_down_course_panel(stranger) is None


def test_the_burn_down_is_one_query_however_many_problems(rectifying, sup, django_assert_max_num_queries):
    for number in range(3):
        rectifying(title=f"问题{number}")
    burn_down_course_panel(sup)
    with django_assert_max_num_queries(1):
        burn_down_course(sup, [TODAY.replace(day=1)])


def test_tasks_that_wait_for_the_unit_do_not_hide_what_waits_for_the_office(task, liaison, sup, monkeypatch):
    monkeypatch.setattr(registry, "MOST", 1)
    first = task(due_on=TODAY)
    submitted = task(duty=first.duty, due_on=TODAY + timedelta(days=20))
    do(submitted, "submit", liaison, done_text="已办结")
    waiting = todos_of(mechanism_of(ListTask))
    assert [todo.url for todo in waiting(sup)] == [submitted.get_absolute_url()]
    assert [todo.due for todo in waiting(liaison)] == [TODAY]


def test_the_filters_of_the_figures_open_what_they_count(client, sup, rectifying, struck_off, settings):
    late = rectifying()
    struck_off(title="验收材料归档")
    client.force_login(sup)
    settings.TODAY = TODAY.replace(month=12)
    for query in ("standing=overdue", "standing=hand", f"kind={late.unit.kind}&standing=hand"):
        table = client.get(f"{reverse('problems-list')}?{query}").content.decode()
        assert late.title in table
        assert "验收材料归档" not in table


def test_the_units_page_has_a_panel(client, sup, education, list_in_force, rectifying):
    record, problem = list_in_force(), rectifying()
    client.force_login(sup)
    page = client.get(education.get_absolute_url()).content.decode()
    assert record.title in page
    assert problem.unit.name in page
    assert panels_for(education, sup)


def test_many_are_verified_and_struck_off_at_once(client, sup, task, liaison):
    first = task()
    second = task(duty=first.duty)
    for one in (first, second):
        do(one, "submit", liaison, done_text="已办。")
    client.force_login(sup)
    listing = client.get(reverse("list-tasks-list")).content.decode()
    assert "verify" in listing
    assert ListTask.objects.filter(status="SUBMITTED").count() == 2


def test_the_api_gives_the_same_rows(client, sup, stranger, rectifying):
    problem = rectifying()
    client.force_login(sup)
    assert client.get(f"/api/v1/problems/{problem.pk}/").json()["title"] == problem.title
    client.force_login(stranger)
    assert client.get(f"/api/v1/problems/{problem.pk}/").status_code == 404
    assert Problem.objects.count() == 1


def test_the_review_waits_for_the_unit_from_a_month_before_its_day(list_in_force, liaison, settings):
    list_in_force()
    todos = todos_of(mechanism_of(ResponsibilityList))
    assert list(todos(liaison)) == []
    settings.TODAY = TODAY.replace(year=2027, day=10)
    assert len(list(todos(liaison))) == 1


def test_w13_prints_the_four_lists(real_documents, list_in_force):
    from core.documents.models import IssuedDocument

    record = list_in_force()
    document = IssuedDocument.objects.get(object_id=record.pk, kind="W13")
    assert document.size > 10_000
    assert document.title == record.title
