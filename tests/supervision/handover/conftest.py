"""A change of head at education: ``old_head`` leaves, ``new_head`` comes on 2026-06-15; ``sup`` runs the handover."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

import pytest

from core.mechanisms.registry import mechanism_of
from core.workflow.services import transition_perform
from officials.models import Official, Post, Tenure
from officials.tenures.services import head_hand_over, tenure_begin
from organization.models import Unit
from supervision import problems
from supervision.handover.models import Handover
from supervision.handover.services import handover_open
from supervision.problems import OpenProblem, problem_source
from tests.officials.conftest import make_official, make_post
from tests.support.cast import make_unit, make_user
from tests.support.english import _english, client  # noqa: F401

CHANGE, TODAY = date(2026, 6, 15), date(2026, 6, 22)


@pytest.fixture(autouse=True)
def _today(settings) -> None:
    settings.TODAY = TODAY


@pytest.fixture
def post(education) -> Post:
    return make_post(education, "党组书记、局长", head=True)


@pytest.fixture
def old_head(city, education, head, post) -> Official:
    """Has the account ``head``."""
    official = make_official("任景衡", managed_by=city, user=head)
    tenure_begin(official=official, post=post, start=date(2022, 5, 1))
    return official


@pytest.fixture
def new_head(city, education) -> Official:
    return make_official("文嘉翀", managed_by=city, user=make_user("new_uhd", "UHD", "OFF", unit=education))


@pytest.fixture
def change(old_head, new_head, post) -> Tenure:
    return head_hand_over(post=post, successor=new_head, start=CHANGE)


@pytest.fixture
def open_now(monkeypatch) -> list[tuple[Unit, Unit, date]]:
    """The open problems of the house: (unit that has it, row that keeps it, since when). Units stand in for rows."""
    rows: list[tuple[Unit, Unit, date]] = []
    monkeypatch.setattr(problems, "_sources", {})

    def of(days: Mapping[int, date]) -> Iterator[tuple[int, OpenProblem]]:
        for owner, row, since in rows:
            if owner.pk in days and since <= days[owner.pk]:
                shown = OpenProblem(
                    origin="巡察整改", title=row.name, status="整改中", due=None, measures="已制定方案", record=row
                )
                yield owner.pk, shown

    problem_source("test", "Test", of)
    return rows


@pytest.fixture
def problem(open_now, education) -> Callable[..., Unit]:
    """Give education one more open problem."""

    def make(name: str, since: date = date(2026, 1, 1)) -> Unit:
        row = make_unit(f"P{len(open_now)}", name)
        open_now.append((education, row, since))
        return row

    return make


def do(record: Any, name: str, actor: Any, **values: Any) -> Any:
    return transition_perform(instance=record, name=name, actor=actor, **values)


def lines_of(number: int) -> Any:
    return mechanism_of(Handover).lines[number]


@pytest.fixture
def opened(change, sup, problem) -> Callable[[], Handover]:
    def make() -> Handover:
        problem("食堂采购未招标")
        problem("公车台账缺失")
        return handover_open(tenure=change, actor=sup)

    return make


@pytest.fixture
def drawn(opened, sup) -> Callable[[], Handover]:
    return lambda: do(opened(), "draw", sup)


@pytest.fixture
def supplemented(drawn, head) -> Callable[[], Handover]:
    return lambda: do(drawn(), "supplement", head, statement="两项均在整改。")


@pytest.fixture
def met(supplemented, sup, sup_colleague) -> Callable[[], Handover]:
    return lambda: do(supplemented(), "meet", sup, met_on=TODAY, place="局会议室", supervisor=sup_colleague)


@pytest.fixture
def signed(met, head, new_head, sup_colleague) -> Callable[[], Handover]:
    def make() -> Handover:
        handover = met()
        for signer in (head, new_head.user, sup_colleague):
            handover = do(handover, "sign", signer)
        return handover

    return make


@pytest.fixture
def planned(signed, new_head) -> Callable[[], Handover]:
    return lambda: do(signed(), "submit_plan", new_head.user, plan="七月底前完成招标。")


@pytest.fixture
def followed(planned, sup) -> Callable[[], Handover]:
    return lambda: do(planned(), "accept_plan", sup)


@pytest.fixture
def checked(followed, sup, settings) -> Callable[[], Handover]:
    def make() -> Handover:
        handover = followed()
        settings.TODAY = handover.check_due
        progress = {item.pk: "SETTLED" for item in handover.items.all()}
        return do(handover, "record_check", sup, check_result="两项均已完成。", progress=progress)

    return make
