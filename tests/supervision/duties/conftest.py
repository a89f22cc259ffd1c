"""The cast of the duties: ``liaison`` files, ``sup`` takes the filing, ``deputy`` decides on exemptions."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from core.mechanisms.registry import mechanism_of
from core.mechanisms.services import line_add, record_create
from core.workflow.services import transition_perform
from officials.models import DutyArea, DutyDivision
from officials.tenures.services import tenure_begin
from supervision.duties.models import DutyExemption, DutyPlan
from tests.officials.conftest import edu_deputy, edu_head, head_post, make_official, make_post  # noqa: F401
from tests.support.english import _english, client  # noqa: F401

TODAY, MEETING, START = date(2026, 6, 30), date(2026, 6, 22), date(2026, 7, 1)


@pytest.fixture(autouse=True)
def _today(settings) -> None:
    settings.TODAY = TODAY


@pytest.fixture
def second_deputy(city, education):
    official = make_official("沈砚秋", managed_by=city)
    tenure_begin(official=official, post=make_post(education, "二级调研员"), start=date(2023, 1, 1))
    return official


def do(record: Any, name: str, actor: Any, **values: Any) -> Any:
    return transition_perform(instance=record, name=name, actor=actor, **values)


def add(plan: DutyPlan, official: Any, area: str, actor: Any, detail: str = "") -> Any:
    lines = mechanism_of(DutyPlan).lines[0]
    return line_add(
        record=plan, lines=lines, values={"official": official, "area": area, "detail": detail}, actor=actor
    )


@pytest.fixture
def plan(education, liaison, edu_head, edu_deputy) -> Callable[..., DutyPlan]:  # noqa: F811
    """A draft in which the head leads and the deputy has the money."""

    def make(*rows: tuple[Any, str], start: date = START) -> DutyPlan:
        values = {"unit": education, "effective_on": start, "reason": "年度分工"}
        made: Any = record_create(model=DutyPlan, values=values, actor=liaison)
        for official, area in rows or ((edu_head, DutyArea.OVERALL), (edu_deputy, DutyArea.FIN)):
            add(made, official, area, liaison)
        return made

    return make


@pytest.fixture
def studied(plan, liaison) -> Callable[..., DutyPlan]:
    def make(*rows: Any, **given: Any) -> DutyPlan:
        return do(plan(*rows, **given), "study", liaison, meeting_on=MEETING, minutes_ref="局党组会纪要第9期")

    return make


@pytest.fixture
def filed(studied, liaison) -> Callable[..., DutyPlan]:
    return lambda *rows, **given: do(studied(*rows, **given), "file", liaison)


@pytest.fixture
def accepted(filed, sup) -> Callable[..., DutyPlan]:
    return lambda *rows, **given: do(filed(*rows, **given), "accept", sup)


@pytest.fixture
def asked(education, liaison) -> Callable[..., DutyExemption]:
    def make(*areas: str, start: date = date(2026, 6, 1), end: date = date(2026, 12, 31)) -> DutyExemption:
        values = {"unit": education, "areas": list(areas or ["FIN"]), "start": start, "end": end, "reason": "副职空缺"}
        made: Any = record_create(model=DutyExemption, values=values, actor=liaison)
        return made

    return make


def division(unit: Any) -> set[tuple[str, str, date, date | None]]:
    """What ``DutyDivision`` says of a unit."""
    rows = DutyDivision.objects.filter(unit=unit).select_related("official")
    return {(row.official.name, row.area, row.start, row.end) for row in rows}
