"""Exemptions from three-not-in-charge: asked by the unit, decided by the leaders, counted by the day."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from core.errors import Conflict, InvalidInput, NotAllowed
from core.mechanisms.services import record_create
from officials.duties.rule import violation_days
from officials.models import DutyArea, DutyDivision
from supervision.duties.models import DutyExemption, ExemptionStatus
from tests.supervision.duties.conftest import TODAY, do

pytestmark = pytest.mark.django_db


@pytest.fixture
def head_with_finance(education, edu_head):
    DutyDivision.objects.create(unit=education, official=edu_head, area=DutyArea.FIN, start=date(2026, 1, 1))
    return edu_head


def test_days_of_an_approved_exemption_are_no_violation(head_with_finance, asked, deputy, education):
    before = violation_days(education, date(2026, 6, 1), TODAY)

    do(asked(), "approve", deputy)

    assert (before, violation_days(education, date(2026, 6, 1), TODAY)) == (30, 0)
    assert violation_days(education, date(2026, 5, 1), TODAY) == 31


def test_ended_early_it_holds_up_to_that_day(head_with_finance, asked, deputy, education, settings):
    exemption = do(asked(), "approve", deputy)
    settings.TODAY = date(2026, 6, 10)
    assert do(exemption, "end_early", deputy, reason="副职到任").status == ExemptionStatus.ENDED

    assert violation_days(education, date(2026, 6, 1), TODAY) == 20


def test_ended_before_its_first_day_it_never_held(head_with_finance, asked, deputy, education):
    exemption = do(asked(start=date(2026, 7, 10)), "approve", deputy)
    do(exemption, "end_early", deputy, reason="x")

    assert violation_days(education, date(2026, 7, 1), date(2026, 7, 31)) == 31


def test_a_refused_exemption_exempts_nobody(head_with_finance, asked, deputy, education):
    assert do(asked(), "refuse", deputy, reason="条件不符").status == ExemptionStatus.REFUSED

    assert violation_days(education, date(2026, 6, 1), TODAY) == 30


@pytest.mark.parametrize("name", ["approve", "refuse"])
def test_only_leaders_decide(name, asked, sup):
    with pytest.raises(NotAllowed, match="role"):
        do(asked(), name, sup, reason="x")


def test_r02_who_asked_does_not_decide_in_the_course_and_in_the_database(asked, deputy):
    exemption = asked()
    DutyExemption.objects.filter(pk=exemption.pk).update(created_by=deputy)

    with pytest.raises(NotAllowed, match="may not decide"):
        do(exemption, "approve", deputy)
    with pytest.raises(IntegrityError), transaction.atomic():
        DutyExemption.objects.filter(pk=exemption.pk).update(approver=deputy)


def test_a_decided_exemption_is_not_decided_again(asked, deputy):
    exemption = do(asked(), "approve", deputy)

    with pytest.raises(Conflict):
        do(exemption, "refuse", deputy, reason="x")


def test_it_is_for_areas_that_the_rule_speaks_of(education, liaison):
    values = {"unit": education, "areas": ["PARTY"], "start": TODAY, "end": TODAY, "reason": "x"}

    with pytest.raises(InvalidInput, match="areas"):
        record_create(model=DutyExemption, values=values, actor=liaison)


def test_it_cannot_end_before_it_starts(asked):
    with pytest.raises(InvalidInput):
        asked(start=date(2026, 7, 2), end=date(2026, 7, 1))
