"""What a Party rule or a law sets is not stretched by the house: each record names the rule that counts its day."""

from datetime import date, timedelta

import pytest
from django.apps import apps

from core.deadlines.models import BasisTag, DeadlineRule
from core.deadlines.reminders import reminders_of
from core.deadlines.seeds import deadline_rules_seed
from core.deadlines.shifts.queries import latest_due, term_of
from core.deadlines.shifts.services import extension_ask
from core.errors import InvalidInput
from core.mechanisms.services import record_create
from core.records.base import Record
from core.workflow.services import transition_perform
from officials.tenures.services import tenure_begin
from supervision.declarations.models import DeclarationCampaign, KinDeclaration
from supervision.lists.models import Problem, RectPlan, ResponsibilityList
from tests.officials.conftest import make_official, make_post
from tests.support.cast import make_user

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 5)


@pytest.fixture(autouse=True)
def _today(settings, db) -> None:
    settings.TODAY = TODAY
    deadline_rules_seed()


@pytest.fixture
def member(education):
    official = make_official("成员", managed_by=education, user=make_user("tmb", "TMB"))
    tenure_begin(official=official, post=make_post(education), start=date(2024, 1, 8))
    return official


@pytest.fixture
def declaration(deputy, member) -> KinDeclaration:
    """To be filed by 31 January (D17)."""
    values = {"kind": "KIN", "year": 2026}
    campaign = record_create(model=DeclarationCampaign, values=values, actor=deputy)
    transition_perform(instance=campaign, name="open", actor=deputy)
    return KinDeclaration.objects.get(official=member)


def rule_of(model: type[Record], **values) -> str:
    """The rule by which such a record is measured."""
    kind = next(found for found in reminders_of(model) if found.due == "due_on")
    return kind.rule_code(model(**values))


def test_the_day_of_the_annual_declaration_is_not_moved_by_the_house(declaration, member):
    term = term_of(declaration)
    assert (term.rule.code, latest_due(term)) == ("D17", None)
    with pytest.raises(InvalidInput):
        extension_ask(record=declaration, new_due=date(2026, 2, 6), reason="材料多", actor=member.user)


def test_an_answer_that_the_house_asks_for_may_take_longer(declaration):
    KinDeclaration.objects.filter(pk=declaration.pk).update(
        status="ASK", signed_at="2026-01-05T09:00+08:00", filed_on=TODAY, asked="请说明"
    )
    term = term_of(KinDeclaration.objects.get(pk=declaration.pk))
    assert term.rule is None
    assert latest_due(term) > term.due


def test_the_rectification_after_an_inspection_names_its_three_rules():
    until = date(2026, 6, 30)
    assert rule_of(RectPlan, status="FED_BACK") == "D25"
    assert rule_of(RectPlan, status="RECTIFYING", rectify_by=until, due_on=until) == "D26"
    assert rule_of(RectPlan, status="RECTIFYING", rectify_by=until, due_on=until + timedelta(days=30)) == "D27"
    assert rule_of(RectPlan, status="DISCLOSED") == ""
    assert rule_of(Problem, status="RECTIFYING", plan_id=1) == "D26"
    assert rule_of(Problem, status="RECTIFYING") == ""
    assert rule_of(Problem, status="RECTIFYING", plan_id=1, long_term=True) == ""
    assert rule_of(ResponsibilityList, status="IN_FORCE") == "D38"


@pytest.mark.parametrize(
    ("model", "values", "code"),
    [
        ("supervision.MatterReport", {"status": "DUE", "campaign_id": 1}, "D17"),
        ("supervision.MatterReport", {"status": "DUE"}, "D18"),
        ("supervision.MatterReport", {"status": "FILED"}, ""),
        ("supervision.CeremonyReport", {"status": "DUE", "event": "WEDDING"}, "D19a"),
        ("supervision.CeremonyReport", {"status": "REVIEWED", "event": "WEDDING"}, "D19b"),
        ("supervision.CeremonyReport", {"status": "DUE", "event": "FUNERAL"}, "D19c"),
        ("supervision.CeremonyReport", {"status": "REVIEWED", "event": "FUNERAL"}, "D19d"),
        ("supervision.CopyNotice", {"status": "SERVED"}, "D31"),
        ("supervision.ClueTransfer", {"status": "SENT"}, "D40a"),
        ("supervision.ClueTransfer", {"status": "VERIFYING"}, "D40b"),
        ("supervision.Handover", {"status": "MET"}, "D34b"),
        ("supervision.Handover", {"status": "CHECK_90D"}, ""),
        ("supervision.Meeting", {"status": "HELD"}, "D43"),
        ("supervision.DutyPlan", {"status": "STUDIED"}, "D45"),
        ("supervision.PowerList", {"status": "RETURNED"}, "D45"),
        ("cases.Recommendation", {"status": "SERVED"}, "D28a"),
        ("cases.Recommendation", {"status": "ACKED"}, "D28b"),
        ("cases.Recommendation", {"status": "PLANNED"}, "D28c"),
    ],
)
def test_each_record_names_the_rule_of_its_day(model, values, code):
    assert rule_of(apps.get_model(model), **values) == code


def test_every_rule_that_is_named_stands_in_the_catalogue():
    named = {code for model in apps.get_models() if issubclass(model, Record) for code in model.due_rules.values()}
    assert named
    assert named <= set(DeadlineRule.objects.values_list("code", flat=True))
    assert DeadlineRule.objects.get(code="D26").basis_tag == BasisTag.V_SEC
