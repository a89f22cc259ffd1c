"""A confirmed doubt point of education, an official of it, and a copy notice about him."""

from datetime import date

import pytest

from core import clock
from core.evidence.services import evidence_open
from core.mechanisms.services import line_add, record_create
from core.workflow.services import transition_perform
from early_warning.checks.models import DoubtPoint
from officials.tenures.services import tenure_begin
from organization.models import User
from supervision.copies.mechanism import CopyNotices
from supervision.copies.models import CopyNotice
from tests.officials.conftest import make_official, make_post
from tests.support.cast import make_user

FACTS, RECIPIENTS = CopyNotices.lines


@pytest.fixture(autouse=True)
def _today(settings) -> None:
    settings.TODAY = date(2026, 6, 30)


def make_doubt(unit, status: str = "CONFIRMED", *, key: str = "1") -> DoubtPoint:
    today, reviewed = clock.today(), status != "NEW"
    person = User.objects.filter(groups__name="SUP").first()
    return DoubtPoint.objects.create(
        model="HC-A1", finding="SPLIT", unit=unit, period="2025", object_ids=[key], rows=[], value=1, threshold=1,
        params_version=1, data_version="2026Q1", explanation="六次直接采购合计超过限额。", severity=2,
        model_severity=2, fingerprint=key, status=status, found_on=today, last_seen_on=today,
        verdict="CONFIRMED" if reviewed else "", verdict_reason="经核实属实" if reviewed else "",
        verified_by=person if reviewed else None, verified_at=clock.now() if reviewed else None,
    )  # fmt: skip


@pytest.fixture
def doubt(education, sup) -> DoubtPoint:
    return make_doubt(education)


@pytest.fixture
def concerned(city, education):
    official = make_official("张三丰", managed_by=city, user=make_user("o1", "OFF", unit=education))
    tenure_begin(official=official, post=make_post(education), start=date(2022, 5, 1))
    return official


@pytest.fixture
def notice(sup, education, concerned, doubt, head) -> CopyNotice:
    values = {
        "unit": education, "official": concerned, "title": "采购把关", "purpose": "教育管理",
        "request": "请开展提醒教育。", "legal_basis": "《中国共产党党内监督条例》",
    }  # fmt: skip
    made = record_create(model=CopyNotice, values=values, actor=sup)
    fact = {"text": "化整为零属实。", "doubt": doubt, "warning": None}
    line_add(record=made, lines=FACTS, values=fact, actor=sup)
    line_add(record=made, lines=RECIPIENTS, values={"user": head}, actor=sup)
    return made


@pytest.fixture
def step(sup, sup_colleague, deputy):
    people = {"check_notice": sup_colleague, "approve": deputy, "serve": sup, "close": sup, "revoke": deputy,
              "return_draft": deputy, "sign_off": deputy, "hand_over": sup}  # fmt: skip

    def take(notice, name: str, actor=None, **values):
        who = actor or people[name]
        if name in ("check_notice", "approve"):
            for fact in notice.facts.all():
                evidence_open(fact=fact, actor=who)
        return transition_perform(instance=notice, name=name, actor=who, **values)

    return take


@pytest.fixture
def served(notice, step) -> CopyNotice:
    return step(step(step(notice, "check_notice"), "approve"), "serve")
