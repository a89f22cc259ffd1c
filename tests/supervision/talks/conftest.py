"""The fixed cast of the talks: ``sup`` plans and leads, ``sup_colleague`` is the second talker, ``deputy`` approves."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from core import clock
from core.workflow.services import transition_perform
from early_warning.notices.models import RuleBasis
from officials.models import Official, Tenure
from organization.models import User
from supervision.talks.choices import EarlySign, Kind
from supervision.talks.models import Talk
from supervision.talks.services import HeldInput, TalkInput, talk_hold, talk_plan, talk_sign_as_official
from tests.support.cast import make_user
from tests.warnings.notices.conftest import make_official

PLAN_DAY, TALK_DAY = date(2026, 6, 23), date(2026, 6, 30)


@pytest.fixture(autouse=True)
def _today(settings) -> None:
    settings.TODAY = PLAN_DAY


@pytest.fixture
def talk_day(settings) -> Callable[[], None]:
    """The planned day comes."""
    return lambda: setattr(settings, "TODAY", TALK_DAY)


@pytest.fixture
def head_official(education, head) -> Official:
    return make_official(education, head, head=True)


@pytest.fixture
def member(education) -> Official:
    """A member of the leadership team who only knows the portal."""
    return make_official(education, make_user("off", "OFF", unit=education))


@pytest.fixture
def rule(db) -> RuleBasis:
    return RuleBasis.objects.create(text="《中国共产党党内监督条例》", tag="V-SEC")


def opening_of(day: date) -> datetime:
    """The first moment of the day: never later than now, whenever the tests run."""
    return clock.start_of(day)


def do(talk: Talk, name: str, actor: User | None, **values: object) -> Talk:
    return transition_perform(instance=talk, name=name, actor=actor, **values)


@pytest.fixture
def planned(education, member, sup, sup_colleague) -> Callable[..., Talk]:
    def make(*, actor: User | None = None, **given: object) -> Talk:
        values = {
            "kind": Kind.SUPERVISION,
            "unit": education,
            "official": member,
            "purpose": "分管领域廉政风险防控",
            "outline": "一、履职情况;二、风险点。",
            "talker": sup,
            "second_talker": sup_colleague,
            "planned_at": opening_of(TALK_DAY),
            "place": "第一谈话室",
        } | given
        return talk_plan(given=TalkInput(**values), actor=actor or sup)

    return make


@pytest.fixture
def approved(planned, sup, deputy) -> Callable[..., Talk]:
    return lambda **given: do(do(planned(**given), "submit", given.get("actor", sup)), "approve", deputy)


@pytest.fixture
def notified(approved, sup) -> Callable[..., Talk]:
    return lambda **given: do(approved(**given), "notify", sup)


def held_input(**given: object) -> HeldInput:
    values = {
        "held_at": opening_of(TALK_DAY),
        "record": "就有关情况进行了谈话。",
        "commitments": (("完善采购审批流程。", date(2026, 9, 30)),),
    } | given
    return HeldInput(**values)


@pytest.fixture
def held(notified, sup, talk_day) -> Callable[..., Talk]:
    def make(*, by: User | None = None, given: HeldInput | None = None, **plan: object) -> Talk:
        talk = notified(**plan)
        talk_day()
        return talk_hold(talk=talk, actor=by or sup, given=given or held_input())

    return make


@pytest.fixture
def signed(held, sup, sup_colleague, member) -> Callable[..., Talk]:
    def make(**plan: object) -> Talk:
        talk = do(do(held(**plan), "sign", sup), "sign", sup_colleague)
        return talk_sign_as_official(talk=talk, actor=member.user, remarks="情况属实。")

    return make


REMINDER = {"kind": Kind.REMINDER, "early_sign": EarlySign.CONDUCT, "purpose": "作风方面谈话提醒"}


def appoint(official: Official, start: date) -> Tenure:
    """Let the official's one tenure begin on ``start``."""
    tenure = official.tenures.get()
    Tenure.objects.filter(pk=tenure.pk).update(start=start)
    tenure.refresh_from_db()
    return tenure
