"""A clarification of a report about the deputy head of education, in the states that the tests begin with."""

from datetime import date

import pytest

from cases.clarifications.models import Clarification
from core.mechanisms.services import record_create
from core.workflow.services import transition_perform

MAIN = ("ask", "answer", "plan", "review", "approve", "carry_out", "visit")
VALUES = {
    "answer": {"wish": "WANTED", "opinion": "希望在本单位范围内澄清。"},
    "note_answer": {"wish": "WANTED", "opinion": "电话告知：同意。"},
    "plan": {
        "necessity": "反映失实，造成影响，有必要澄清。", "method": "LETTER", "scope": "本人及所在单位党组织",
        "content": "经核查，反映问题不属实。",
    },
    "review": {"review_opinion": "程序合规，建议实施。"},
    "carry_out": {"executed_on": date(2026, 6, 1)},
    "visit": {
        "organisation_told_on": date(2026, 6, 1), "visited_on": date(2026, 6, 1), "visit_note": "本人思想稳定。",
    },
}  # fmt: skip


@pytest.fixture(autouse=True)
def _today(settings) -> None:
    settings.TODAY = date(2026, 6, 1)


@pytest.fixture
def made(at, sup):
    def make(actor=None, lead=None, **values) -> Clarification:
        given = {"lead": lead or at("accept"), "initiator": "OFFICE"} | values
        return record_create(model=Clarification, values=given, actor=actor or sup)

    return make


@pytest.fixture
def actors(sup, accused, registrar, deputy):
    return {
        "ask": sup, "answer": accused.user, "note_answer": sup, "plan": sup, "review": registrar,
        "return_plan": registrar, "approve": deputy, "carry_out": sup, "visit": sup, "drop": sup, "refuse": deputy,
    }  # fmt: skip


@pytest.fixture
def take(actors):
    def go(row, name, actor=None, **given):
        values = {"reason": "经研究"} | VALUES.get(name, {}) | given
        return transition_perform(instance=row, name=name, actor=actor or actors[name], **values)

    return go


@pytest.fixture
def upto(made, take):
    def go(last: str, **values) -> Clarification:
        row = made()
        for name in MAIN[: MAIN.index(last) + 1]:
            row = take(row, name, **(values if name == "plan" else {}))
        return row

    return go
