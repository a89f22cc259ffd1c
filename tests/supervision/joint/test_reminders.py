"""D40: the organisation that received a clue or leads a task is reminded, not who sent it."""

import pytest

from tests.supervision.joint.conftest import do
from tests.support.cast import make_user
from tests.support.reminded import reminded

pytestmark = pytest.mark.django_db


def test_d40_receipt_and_progress_of_a_clue_are_the_receivers(clue, auditor_partner, case_office):
    row = do(clue(), "send", auditor_partner)
    assert reminded(row) == {case_office}
    row = do(row, "receive", case_office)
    assert reminded(row) == {case_office}


def test_d40_a_clue_of_the_commission_reminds_everybody_who_acts_for_the_partner(
    clue, case_office, leader, commission, audit, auditor_partner
):
    second = make_user("jnt_audit2", "JNT", unit=audit)
    row = do(clue(actor=case_office, from_unit=commission, to_unit=audit), "send", leader)
    assert reminded(row) == {auditor_partner, second}


def test_a_joint_task_reminds_who_leads_it(issued, task, conduct, auditor_partner, finance_partner):
    row = do(task(issued()), "assign", conduct)
    assert reminded(row) == {auditor_partner}
