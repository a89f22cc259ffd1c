"""``liaison`` keeps the list of powers of education; ``sup`` takes the filing."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from core.mechanisms.registry import mechanism_of
from core.mechanisms.services import line_add, record_create
from supervision.powers.models import PowerExercise, PowerItem, PowerList
from tests.officials.conftest import edu_deputy, edu_head, head_post  # noqa: F401
from tests.supervision.duties.conftest import do
from tests.support.english import _english, client  # noqa: F401

TODAY, START = date(2026, 6, 30), date(2026, 6, 23)


@pytest.fixture(autouse=True)
def _today(settings) -> None:
    settings.TODAY = TODAY


def power(made: PowerList, post: Any, actor: Any, **given: Any) -> PowerItem:
    values = {
        "name": "大额资金使用",
        "category": "FUNDS",
        "holder_post": post,
        "authority": "“三重一大”决策实施办法",
        "procedure": "审核—集体研究—审批",
        "co_sign": True,
        "collective": True,
        "publicity": False,
        "publicity_channel": "",
        "risk": "RISK_HIGH",
        "controls": "派驻组列席",
    } | given
    item: Any = line_add(record=made, lines=mechanism_of(PowerList).lines[0], values=values, actor=actor)
    return item


@pytest.fixture
def power_list(education, liaison, head_post, edu_head) -> Callable[..., PowerList]:  # noqa: F811
    def make(**given: Any) -> PowerList:
        values = {"unit": education, "effective_on": START, "reason": "年度权力清单"}
        made: Any = record_create(model=PowerList, values=values, actor=liaison)
        power(made, head_post, liaison, **given)
        return made

    return make


@pytest.fixture
def in_force(power_list, liaison, sup) -> Callable[..., PowerList]:
    def make(**given: Any) -> PowerList:
        made = do(power_list(**given), "study", liaison, meeting_on=date(2026, 6, 22), minutes_ref="第9期")
        return do(do(made, "file", liaison), "accept", sup)

    return make


@pytest.fixture
def used(in_force, liaison) -> Callable[..., PowerExercise]:
    def make(**given: Any) -> PowerExercise:
        item = in_force().items.get()
        values = {"item": item, "on": date(2026, 6, 25), "matter": "设备采购专项经费"} | given
        made: Any = record_create(model=PowerExercise, values=values, actor=liaison)
        return made

    return make
