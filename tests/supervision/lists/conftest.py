"""The fixed cast of lists: ``liaison`` and ``head`` are the unit's side, ``sup`` and ``sup_colleague`` verify,
``deputy`` approves; ``conduct`` issues lists of measures, ``inspector`` enters inspections."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from core.mechanisms.registry import mechanism_of
from core.mechanisms.services import line_add, record_create
from core.workflow.services import transition_perform
from organization.models import User
from supervision.lists.choices import Category, Frequency, Holder, Level, Origin, Severity
from supervision.lists.models import (
    Duty,
    EvaluationItem,
    InspectionRound,
    ListTask,
    MeasureList,
    Problem,
    RectMeasure,
    RectPlan,
    ResponsibilityList,
)
from tests.support.cast import make_user
from tests.warnings.notices.conftest import make_official

TODAY, SOON = date(2026, 6, 30), date(2026, 9, 30)


@pytest.fixture(autouse=True)
def _today(settings) -> None:
    settings.TODAY = TODAY


@pytest.fixture(autouse=True)
def _quick_documents(request, monkeypatch) -> None:
    """Rendering takes time: only tests that ask for ``real_documents`` wait for it."""
    if "real_documents" not in request.fixturenames:
        monkeypatch.setattr("core.documents.services.render_pdf", lambda *args, **kwargs: b"%PDF-1.7 test")


@pytest.fixture
def real_documents() -> None:
    """For tests that look at the PDF itself."""


@pytest.fixture
def conduct(city) -> User:
    return make_user("con", "CON", units=[city], kind="TREE")


@pytest.fixture
def inspector(city) -> User:
    return make_user("ins", "INS", units=[city], kind="TREE")


@pytest.fixture
def member(education):
    """A member of the leadership team who only knows the portal."""
    return make_official(education, make_user("off", "OFF", unit=education))


@pytest.fixture
def two_sided(education) -> User:
    """Holds a verifying role and works in the unit that rectifies: the case the rules are there for."""
    return make_user("both", "SUP", "LIA", units=[education], unit=education)


def do(record: Any, name: str, actor: User | None, **values: Any) -> Any:
    return transition_perform(instance=record, name=name, actor=actor, **values)


def add_line(record: Any, model: type, actor: User, **values: Any) -> Any:
    lines = next(one for one in mechanism_of(type(record)).lines if one.model is model)
    return line_add(record=record, lines=lines, values=values, actor=actor)


DUTY = {
    "goal": "压实主体责任", "duty": "每半年专题研究全面从严治党工作", "measure": "列入党组会议题", "owner_post": "局长",
    "due_on": SOON, "evidence_kind": "会议纪要",
}  # fmt: skip


@pytest.fixture
def list_draft(education, liaison) -> Callable[..., ResponsibilityList]:
    def make(**given: Any) -> ResponsibilityList:
        values = {
            "unit": education, "holder": Holder.TEAM, "title": "市教育局党组主体责任清单", "year": 2026,
            "meeting": "局党组2026年第8次会议", "meeting_on": date(2026, 6, 12),
        } | given  # fmt: skip
        record = record_create(model=ResponsibilityList, values=values, actor=liaison)
        add_line(record, Duty, liaison, no=1, level=Level.OWN, **DUTY)
        add_line(record, Duty, liaison, no=2, level=Level.SYSTEM, **DUTY)
        return record

    return make


@pytest.fixture
def list_in_force(list_draft, deputy, sup) -> Callable[..., ResponsibilityList]:
    return lambda **given: do(do(list_draft(**given), "approve", deputy), "put_in_force", sup)


@pytest.fixture
def task(list_in_force, liaison, member) -> Callable[..., ListTask]:
    def make(**given: Any) -> ListTask:
        duty = given.pop("duty", None) or list_in_force().duties.first()
        values = {"duty": duty, "text": "召开专题会议", "level": Level.OWN, "owner": member, "due_on": SOON} | given
        return record_create(model=ListTask, values=values, actor=liaison)

    return make


@pytest.fixture
def found(education, sup) -> Callable[..., Problem]:
    def make(*, actor: User | None = None, **given: Any) -> Problem:
        values = {
            "unit": education, "title": "采购档案不完整", "fact": "3个项目缺验收材料。",
            "category": Category.PURCHASES,
            "severity": Severity.MEDIUM, "level": Level.OWN, "origin": Origin.DAILY, "found_on": date(2026, 6, 25),
        } | given  # fmt: skip
        return record_create(model=Problem, values=values, actor=actor or sup)

    return make


@pytest.fixture
def confirmed(found, sup_colleague) -> Callable[..., Problem]:
    return lambda **given: do(found(**given), "confirm", sup_colleague)


@pytest.fixture
def planned(confirmed, liaison) -> Callable[..., Problem]:
    def make(*, done: bool = True, **given: Any) -> Problem:
        problem = confirmed(**given)
        measure = {
            "text": "补齐验收材料",
            "owner_post": "办公室主任",
            "due_on": SOON,
            "done_on": TODAY if done else None,
        }
        add_line(problem, RectMeasure, liaison, **measure)
        return do(problem, "submit_measures", liaison)

    return make


@pytest.fixture
def rectifying(planned, sup) -> Callable[..., Problem]:
    return lambda **given: do(planned(**given), "accept_measures", sup)


@pytest.fixture
def self_checked(rectifying, liaison) -> Callable[..., Problem]:
    return lambda **given: do(rectifying(**given), "submit", liaison, done_text="材料已补齐，见附件。")


@pytest.fixture
def verified(self_checked, sup) -> Callable[..., Problem]:
    return lambda **given: do(self_checked(**given), "verify", sup)


@pytest.fixture
def struck_off(verified, sup_colleague) -> Callable[..., Problem]:
    return lambda **given: do(verified(**given), "close", sup_colleague)


@pytest.fixture
def measure_list(conduct, deputy) -> Callable[..., MeasureList]:
    """A list in force; its tasks are there."""
    from supervision.lists.models import Measure

    def make(*frequencies: str) -> MeasureList:
        values = {"title": "监督工作措施清单", "year": 2026, "meeting": "市纪委常委会第9次会议", "meeting_on": TODAY}
        record = record_create(model=MeasureList, values=values, actor=conduct)
        for number, frequency in enumerate(frequencies or (Frequency.QUARTERLY,), start=1):
            add_line(
                record, Measure, conduct, no=number, text=f"措施{number}", responsible="党组", frequency=frequency,
                evidence_kind="会议纪要", due_days=10, level=Level.OWN,
            )  # fmt: skip
        return do(do(record, "approve", deputy), "put_in_force", conduct)

    return make


@pytest.fixture
def plan_draft(education, inspector) -> Callable[..., RectPlan]:
    def make() -> RectPlan:
        inspection = record_create(
            model=InspectionRound,
            values={"name": "市委第三轮巡察", "kind": "CITY", "team": "市委第一巡察组", "begun_on": date(2026, 3, 2)},
            actor=inspector,
        )
        plan = record_create(model=RectPlan, values={"round": inspection, "unit": education}, actor=inspector)
        record_create(
            model=Problem,
            values={"unit": education, "title": "研究不够", "fact": "全年未专题研究。", "category": Category.GOVERNANCE,
                    "severity": Severity.SERIOUS, "level": Level.OWN, "origin": Origin.INSPECTION,
                    "found_on": date(2026, 5, 20), "plan": plan},
            actor=inspector,
        )  # fmt: skip
        return plan

    return make


@pytest.fixture
def fed_back(plan_draft, deputy) -> Callable[..., RectPlan]:
    return lambda: do(plan_draft(), "feed_back", deputy, feedback_on=date(2026, 6, 10))


@pytest.fixture
def plan_rectifying(fed_back, head, liaison, inspector) -> Callable[..., RectPlan]:
    def make() -> RectPlan:
        plan = fed_back()
        for finding in plan.findings.all():
            add_line(finding, RectMeasure, liaison, text="补开专题会", owner_post="局长", due_on=SOON, done_on=TODAY)
        plan = do(plan, "submit_plan", head, plan_text="整改方案如下。")
        return do(plan, "accept_plan", inspector)

    return make


@pytest.fixture
def evaluated(plan_rectifying, head, inspector) -> Callable[..., RectPlan]:
    def make(verdict: str = "GOOD") -> RectPlan:
        plan = do(plan_rectifying(), "report", head, report_text="进展如下。")
        plan = do(plan, "disclose", head, inner_disclosed_on=TODAY, public_disclosed_on=TODAY)
        add_line(plan, EvaluationItem, inspector, no=1, criterion="整改完成率", full=40, score=36)
        return do(plan, "evaluate", inspector, verdict=verdict, verdict_text="整改到位。")

    return make
