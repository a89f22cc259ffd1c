"""The people around a lead about the deputy head of education, and leads in the states that the tests begin with."""

from datetime import date

import pytest

from cases.leads.models import Lead
from core.mechanisms.services import record_create
from core.workflow.services import transition_perform
from officials.models import Official
from officials.tenures.services import tenure_begin
from organization.models import JurisdictionKind, Unit, User
from tests.officials.conftest import make_official, make_post
from tests.support.cast import make_unit, make_user

RECEIVED = date(2026, 5, 20)


@pytest.fixture
def registrar(city) -> User:
    return make_user("cm", "CM", units=[city], kind=JurisdictionKind.TREE)


@pytest.fixture
def accused(city, education) -> Official:
    """The deputy head of education, with the account ``accused``."""
    user = make_user("accused", "OFF", "TMB", unit=education)
    official = make_official("文嘉翀", managed_by=city, user=user)
    tenure_begin(official=official, post=make_post(education), start=date(2023, 1, 1))
    return official


@pytest.fixture
def commission(city) -> Unit:
    unit = make_unit("U02", "市纪委监委机关", parent=city)
    unit.commission = True
    unit.save()
    return unit


@pytest.fixture
def overseer(city, commission) -> User:
    return make_user("cso", "CSO", units=[city], kind=JurisdictionKind.TREE, unit=commission)


@pytest.fixture
def colleague(city, commission) -> Official:
    user = make_user("inv", "INV", "OFF", units=[city], kind=JurisdictionKind.TREE, unit=commission)
    official = make_official("钟嘉屿", managed_by=city, user=user)
    tenure_begin(official=official, post=make_post(commission, "副主任"), start=date(2023, 1, 1))
    return official


@pytest.fixture
def received(registrar, accused):
    """``received(unit=…)``: a lead as the case office has just entered it."""

    def make(actor=None, **values) -> Lead:
        given = {
            "source": "PETITION", "received_on": RECEIVED, "official": accused, "unit": None, "subject": "",
            "conduct": "INTEGRITY", "summary": "反映其违规接受管理服务对象宴请。",
        } | values  # fmt: skip
        return record_create(model=Lead, values=given, actor=actor or registrar)

    return make


@pytest.fixture
def people(registrar, sup, deputy, secretary) -> dict[str, User]:
    return {
        "register": registrar, "assign": registrar, "reassign": registrar, "propose": sup, "approve": deputy,
        "send_back": deputy, "report": sup, "accept": secretary, "ask_further": secretary, "take_up": sup,
        "archive": registrar,
    }  # fmt: skip


@pytest.fixture
def step(people, sup):
    """``step(lead, name)`` by the right person, with what the step asks for."""
    values = {
        "assign": {"office": "SUP", "handler": sup},
        "reassign": {"office": "SUP", "handler": sup},
        "propose": {"specificity": 2, "method": "VERIFICATION", "opinion": "建议初步核实。"},
        "report": {"outcome": "UNTRUE", "result": "经核实，反映问题不属实。"},
    }

    def take(lead, name: str, actor=None, **given):
        given = {"reason": "经研究"} | values.get(name, {}) | given
        return transition_perform(instance=lead, name=name, actor=actor or people[name], **given)

    return take


MAIN = ("register", "assign", "propose", "approve", "report", "accept", "archive")


@pytest.fixture
def at(received, step):
    """``at("approve", method="SHELVE")``: a lead just after that step; the words go to propose and report."""

    def go(last: str, *, method: str = "VERIFICATION", outcome: str = "UNTRUE", **values) -> Lead:
        lead = received(**values)
        for name in MAIN[: MAIN.index(last) + 1]:
            given = {"propose": {"method": method}, "report": {"outcome": outcome}}.get(name, {})
            lead = step(lead, name, **given)
        return lead

    return go
