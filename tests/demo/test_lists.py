"""Lists and rectification of the demo city: P10, GT50 and its decoy N54, the sizes of handbook 6.2."""

from datetime import date

import pytest
from django.urls import reverse

from core.demo import DEMO_TODAY
from organization.models import User
from supervision.lists.choices import CheckStatus, FollowUp, Holder, ListStatus, PlanStatus, ProblemStatus, Verdict
from supervision.lists.models import (
    ListTask,
    Measure,
    MeasureList,
    Problem,
    RectPlan,
    ResponsibilityCheck,
    ResponsibilityList,
)
from supervision.problems import open_problems

pytestmark = pytest.mark.usefixtures("demo_city")


def test_gt50_u51_has_nine_overdue_items_and_two_reopened_twice_and_nobody_else_any():
    found = Problem.objects.overdue_or_reopened(DEMO_TODAY)
    assert set(found.values_list("unit__code", flat=True)) == {"U51"}
    overdue = Problem.objects.overdue(DEMO_TODAY)
    days = [(DEMO_TODAY - due).days for due in overdue.values_list("due_on", flat=True)]
    assert (found.count(), len(days), max(days)) == (11, 9, 74)
    assert found.filter(times_reopened=2).count() == 2


def test_n54_long_term_items_are_no_delay():
    past = Problem.objects.filter(long_term=True, due_on__lt=DEMO_TODAY, status=ProblemStatus.RECTIFYING)
    assert {"U51", "U46"} <= set(past.values_list("unit__code", flat=True))
    assert not Problem.objects.overdue_or_reopened(DEMO_TODAY).filter(pk__in=past).exists()


def test_p10_u46_was_poor_and_circulated_and_u29_good_and_speaks(client):
    plans = {plan.unit.code: plan for plan in RectPlan.objects.filter(unit__code__in=("U46", "U29"))}
    for code, verdict, kinds in (
        ("U46", Verdict.POOR, [FollowUp.CIRCULAR, FollowUp.TALK]), ("U29", Verdict.GOOD, [FollowUp.EXCHANGE]),
    ):  # fmt: skip
        assert plans[code].verdict == verdict
        assert [row.kind for row in plans[code].follow_ups.all()] == kinds
    client.force_login(User.objects.get(username="ins"))
    for plan in plans.values():
        for url in (plan.get_absolute_url(), plan.unit.get_absolute_url()):
            page = client.get(url).content.decode()
            assert plan.get_verdict_display() in page
            assert plan.follow_up_words in page
    listed = client.get(reverse("rectification-plans-list"), {"verdict": "POOR"}).content.decode()
    assert plans["U46"].unit.name in listed


def test_the_sizes_of_the_city():
    assert Problem.objects.count() >= 1150
    assert ListTask.objects.filter(duty__isnull=False).count() == 3000
    teams = ResponsibilityList.objects.filter(holder=Holder.TEAM, year=2026)
    assert teams.count() == 62
    assert teams.filter(status=ListStatus.IN_FORCE).count() == 61  # P09: the street has not filed its list
    in_force = MeasureList.objects.get(status=ListStatus.IN_FORCE)
    assert in_force.measures.count() == 62
    assert all("示例" in measure.text and measure.is_sample for measure in Measure.objects.all())
    per_unit = ListTask.objects.filter(measure__isnull=False).values("unit").distinct().count()
    assert per_unit == 62


def test_m57_checks_of_the_four_layers_are_there_in_every_state():
    assert set(ResponsibilityCheck.objects.values_list("status", flat=True)) == set(CheckStatus.values)
    waiting = ResponsibilityCheck.objects.filter(status=CheckStatus.DRAFT)
    assert waiting.filter(findings__isnull=False).count() == 2
    assert not Problem.objects.filter(check_of__isnull=False).exists()


def test_every_state_is_there():
    assert set(Problem.objects.values_list("status", flat=True)) == set(ProblemStatus.values)
    assert {PlanStatus.PLANNED, PlanStatus.RECTIFYING, PlanStatus.DECIDED} <= set(
        RectPlan.objects.values_list("status", flat=True)
    )


def test_what_a_new_head_takes_over(django_assert_max_num_queries):
    unit = Problem.objects.overdue(DEMO_TODAY).first().unit
    with django_assert_max_num_queries(8):
        rows = open_problems(unit, date(2026, 6, 30))
    assert len([row for row in rows if isinstance(row.record, Problem)]) >= 9


def test_pages_of_the_city_open_quickly(client, django_assert_max_num_queries):
    client.force_login(User.objects.get(username="con"))
    for name in ("problems-list", "list-tasks-list", "responsibility-lists-list", "measure-lists-list"):
        with django_assert_max_num_queries(40):
            assert client.get(reverse(name)).status_code == 200
