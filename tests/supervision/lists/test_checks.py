"""Checks of the four layers: what they find becomes rectification that two people have seen."""

import pytest
from django.db import IntegrityError, transaction

from core.errors import Conflict, NotAllowed
from core.mechanisms.services import record_create
from supervision.lists.choices import CheckStatus, Layer, LayerResult, Origin, ProblemStatus
from supervision.lists.models import CheckFinding, ResponsibilityCheck
from tests.supervision.lists.conftest import TODAY, add_line, do

pytestmark = pytest.mark.django_db


@pytest.fixture
def check(education, sup):
    def make(**given):
        values = {
            "unit": education, "title": "2026年上半年责任落实检查", "checked_on": TODAY, "summary": "查阅资料。",
            "political": LayerResult.IN_ORDER, "first_person": LayerResult.IN_ORDER, "dual_duty": LayerResult.PROBLEMS,
            "supervisory": LayerResult.UNCHECKED,
        } | given  # fmt: skip
        record = record_create(model=ResponsibilityCheck, values=values, actor=sup)
        add_line(
            record, CheckFinding, sup, no=1, layer=Layer.DUAL, title="分管领域谈话不足", fact="半年未谈话。",
            category="GOVERNANCE", severity=2, level="OWN",
        )  # fmt: skip
        return record

    return make


def test_each_finding_becomes_a_confirmed_problem(check, sup, sup_colleague):
    record = do(check(), "confirm", sup_colleague)
    problem = record.problems.get()
    assert (problem.origin, problem.layer, problem.status) == (Origin.CHECK, Layer.DUAL, ProblemStatus.CONFIRMED)
    assert (problem.created_by, problem.confirmed_by) == (sup, sup_colleague)


def test_r02_who_makes_a_check_does_not_confirm_it(check, sup, head, liaison):
    record = check()
    for person in (sup, head, liaison):
        with pytest.raises(NotAllowed):
            do(record, "confirm", person)
    with pytest.raises(IntegrityError), transaction.atomic():
        ResponsibilityCheck.objects.filter(pk=record.pk).update(confirmer=sup)


def test_columns_and_findings_must_fit(check, sup_colleague):
    with pytest.raises(NotAllowed, match=r"一岗双责|One post"):
        do(check(dual_duty=LayerResult.IN_ORDER), "confirm", sup_colleague)


def test_it_is_closed_when_its_problems_are_struck_off(check, sup, sup_colleague):
    record = do(check(), "confirm", sup_colleague)
    with pytest.raises(NotAllowed):
        do(record, "close", sup)
    record.problems.update(status=ProblemStatus.DISMISSED)
    assert do(record, "close", sup).status == CheckStatus.CLOSED


def test_a_confirmed_check_takes_no_more_findings(check, sup, sup_colleague):
    record = do(check(), "confirm", sup_colleague)
    with pytest.raises(NotAllowed):
        add_line(record, CheckFinding, sup, no=2, layer=Layer.DUAL, title="x", fact="x")
    with pytest.raises(Conflict):
        do(record, "confirm", sup_colleague)
