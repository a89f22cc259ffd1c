"""Duties, powers and handovers of the demo city: the planted situations GT38, GT44, N40, N47 and nothing else."""

from datetime import date

import pytest

from officials.duties.rule import violation_days
from organization.models import Unit
from supervision.duties.models import DutyPlan
from supervision.handover.changes import changes
from supervision.handover.models import Handover
from supervision.powers.models import PowerExercise, PowerList
from supervision.problems import open_problems

pytestmark = pytest.mark.usefixtures("demo_city")
TODAY = date(2026, 6, 30)


def test_gt38_and_n40_only_u59_breaks_the_rule_and_for_230_days():
    broken = {unit.code: violation_days(unit, date(2024, 1, 1), TODAY) for unit in Unit.objects.real()}

    assert {code: days for code, days in broken.items() if days} == {"U59": 230}


def test_every_unit_but_two_has_filed_a_plan_that_keeps_the_rule():
    plans = DutyPlan.objects.filter(status="IN_FORCE")

    assert set(Unit.objects.real().values_list("code", flat=True)) - {plan.unit.code for plan in plans} == {
        "U02",
        "U51",
    }
    assert [plan.unit.code for plan in plans if plan.conflicts()] == []


def test_gt44_and_n47_two_changes_have_a_gap_and_no_other():
    found = {row.tenure.post.unit.code: row for row in changes(Unit.objects.all(), date(2025, 7, 1), TODAY)}

    assert len(found) == 10
    assert {code for code, row in found.items() if row.gap} == {"U16", "U24"}
    assert found["U16"].handover is None
    assert len(found["U24"].missing) == 2
    assert (found["U31"].signed_on, found["U31"].missing) == (date(2025, 9, 5), [])


def test_gt44_the_list_of_u24_has_all_but_two_of_its_open_problems():
    handover = Handover.objects.get(unit__code="U24", signed_on__isnull=False)
    there = open_problems(handover.unit, handover.signed_on)

    assert len(there) >= 5
    assert handover.items.count() == len(there) - 2


def test_handovers_stand_in_every_state_but_none():
    assert set(Handover.objects.values_list("status", flat=True)) == {
        "TRIGGERED", "DRAWN", "SUPPLEMENTED", "MET", "OBJECTED", "SIGNED", "PLAN", "CHECK_90D", "DONE", "CANCELLED",
    }  # fmt: skip


def test_twelve_units_have_a_list_of_powers_with_uses():
    assert PowerList.objects.filter(status="IN_FORCE").count() == 12
    assert PowerExercise.objects.filter(status="LINKED").exists()
    assert any(use.missing_checks() for use in PowerExercise.objects.select_related("item"))
