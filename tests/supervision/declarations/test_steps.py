"""Every step refuses the wrong person, and the right person at the wrong time."""

import pytest

from core.errors import Conflict, NotAllowed
from supervision.declarations.choices import Action
from supervision.declarations.services import (
    ceremony_reduce,
    declaration_explain,
    declaration_withdraw,
    kin_correct,
    matter_file,
)
from tests.supervision.declarations.conftest import do
from tests.supervision.declarations.test_ceremony import held, inspection  # noqa: F401 - fixtures
from tests.supervision.declarations.test_kin import asked  # noqa: F401
from tests.supervision.declarations.test_kin_review import category, decided, proposed, reported, review  # noqa: F401

# record in the right state, step, somebody whose role does not allow it
WRONG_ROLES = (
    ("filed", "receive", "sup"), ("received", "ask", "org"), ("received", "accept", "org"),
    ("received", "archive", "org"), ("report", "register", "con"), ("ceremony", "agree", "org"),
    ("ceremony", "remind", "liaison"),
    ("ceremony", "require_reduction", "head"), ("held", "compare", "org"), ("review", "propose", "deputy"),
    ("reported", "confirm", "org"), ("reported", "send_back", "org"), ("inspection", "refuse", "con"),
)  # fmt: skip
# record, step that is not due yet or not any more, somebody whose role allows it
WRONG_STATES = (
    ("due", "receive", "org"), ("filed", "ask", "sup"), ("filed", "accept", "sup"), ("filed", "archive", "sup"),
    ("received", "receive", "org"), ("asked", "accept", "sup"), ("ceremony", "compare", "con"),
    ("ceremony", "archive", "con"), ("held", "agree", "con"), ("held", "require_reduction", "con"),
    ("review", "decide", "deputy"),
    ("review", "confirm", "sup_colleague"), ("decided", "propose", "sup"), ("inspection", "record", "sup"),
)  # fmt: skip


@pytest.mark.parametrize(("fixture", "step", "who"), WRONG_ROLES)
def test_the_wrong_role_is_refused(request, fixture, step, who):
    record, actor = request.getfixturevalue(fixture), request.getfixturevalue(who)
    before = record.status
    with pytest.raises((NotAllowed, Conflict)):
        do(record, step, actor, reason="理由")
    record.refresh_from_db()
    assert record.status == before


@pytest.mark.parametrize(("fixture", "step", "who"), WRONG_STATES)
def test_the_right_role_at_the_wrong_time_is_refused(request, fixture, step, who):
    record, actor = request.getfixturevalue(fixture), request.getfixturevalue(who)
    with pytest.raises(Conflict):
        do(record, step, actor, reason="理由")


def test_an_annual_filing_is_closed_once_and_by_who_opens_them(due, sup, deputy):
    with pytest.raises(NotAllowed):
        do(due.campaign, "close", sup)
    closed = do(due.campaign, "close", deputy)
    with pytest.raises(Conflict):
        do(closed, "add_newcomers", deputy)
    due.refresh_from_db()
    assert due.status == "DUE"  # closing excuses nobody


def test_a_category_is_ended_by_leaders_with_a_reason(category, sup, deputy):  # noqa: F811
    with pytest.raises(NotAllowed):
        do(category, "end", sup, reason="不再适用")
    ended = do(category, "end", deputy, reason="不再适用")
    with pytest.raises(Conflict):
        do(ended, "approve", deputy)


def test_his_own_steps_are_refused_to_everybody_else(asked, sup, head):  # noqa: F811
    for other in (sup, head):
        with pytest.raises(NotAllowed):
            declaration_explain(declaration=asked, actor=other, answer="代为说明")
        with pytest.raises(NotAllowed):
            kin_correct(declaration=asked, actor=other, businesses=[], none_declared=True, answer="代为更正")


def test_withdrawing_is_his_own(filed, ceremony, sup):
    for record in (filed, ceremony):
        with pytest.raises(NotAllowed):
            declaration_withdraw(declaration=record, actor=sup)


def test_his_own_steps_wait_for_their_state(received, report, ceremony, member):
    with pytest.raises(Conflict):
        declaration_explain(declaration=received, actor=member.user, answer="未被询问")
    with pytest.raises(Conflict):
        matter_file(report=matter_file(report=report, actor=member.user), actor=member.user)
    with pytest.raises(Conflict):
        ceremony_reduce(ceremony=ceremony, actor=member.user, planned_tables=2, planned_guests=20)


def test_nobody_but_the_official_reports_that_it_is_put_right(decided, sup, deputy):  # noqa: F811
    assert decided.action == Action.EXIT
    for other in (sup, deputy):
        with pytest.raises(NotAllowed):
            do(decided, "report_done", other, report="已办理")
