"""The people of a recommendation letter and letters in the states that the tests begin with."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cases.recommendations.mechanism import Recommendations
from cases.recommendations.models import Recommendation
from core.attachments.services import attachments_add
from core.evidence.services import evidence_open
from core.mechanisms.services import line_add, record_create
from core.workflow.services import transition_perform
from organization.models import JurisdictionKind
from tests.support.cast import make_user


@pytest.fixture(autouse=True)
def _today(settings) -> None:
    settings.TODAY = date(2026, 4, 20)


@pytest.fixture
def trial(city):
    return make_user("tri", "TRI", units=[city], kind=JurisdictionKind.TREE)


@pytest.fixture
def people(sup, sup_colleague, trial, secretary, deputy, head, liaison) -> dict:
    return {
        "submit": sup, "check_letter": sup_colleague, "review": trial, "approve": secretary, "serve": sup,
        "acknowledge": head, "hand_in_plan": head, "report_result": head, "close": sup, "raise_objection": head,
        "refuse": deputy, "uphold": deputy, "urge": sup, "refer": deputy, "revoke": secretary,
    }  # fmt: skip


VALUES = {
    "raise_objection": {"text": "第二条建议不属于我单位职责。"},
    "refuse": {"answer": "职责规定明确,建议维持。"},
    "uphold": {"answer": "异议成立。"},
    "hand_in_plan": {"plan": "成立专班,逐项落实。"},
    "report_result": {"result": "两项建议均已落实。"},
}
READ_FIRST = ("check_letter", "review", "approve")
BASIS = "《中华人民共和国监察法》和《中国共产党纪律检查委员会工作条例》"
MAIN = ("submit", "check_letter", "review", "approve", "serve", "acknowledge", "hand_in_plan")


@pytest.fixture
def step(people):
    """``step(letter, name)`` by the right person, with what the step asks for."""

    def take(letter, name: str, actor=None, **values):
        given = {"reason": "经核验"} | VALUES.get(name, {}) | values
        who = actor or people[name]
        if name in READ_FIRST:
            for problem in letter.problems.all():
                evidence_open(fact=problem, actor=who)
        return transition_perform(instance=letter, name=name, actor=who, **given)

    return take


def paper(text: str = "会议记录") -> SimpleUploadedFile:
    return SimpleUploadedFile("记录.txt", text.encode(), content_type="text/plain")


@pytest.fixture
def letter(sup, education) -> Recommendation:
    values = {"unit": education, "kind": "BOTH", "title": "教辅征订监管", "legal_basis": BASIS}
    made = record_create(model=Recommendation, values=values, actor=sup)
    problem, suggestion = Recommendations.lines
    found = line_add(record=made, lines=problem, values={"text": "征订审批未经集体研究。"}, actor=sup)
    attachments_add(owner=found, uploads=[paper()], actor=sup)
    for text in ("建立征订集体研究制度。", "开展收费自查。"):
        line_add(record=made, lines=suggestion, values={"text": text, "due_on": None}, actor=sup)
    return made


@pytest.fixture
def at(letter, step):
    """``at("serve")``: the letter just after that step of the main course."""

    def go(last: str) -> Recommendation:
        current = letter
        for name in MAIN[: MAIN.index(last) + 1]:
            current = step(current, name)
        return current

    return go
