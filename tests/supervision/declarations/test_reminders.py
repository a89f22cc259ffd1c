"""Who is reminded of a declaration: the official while he owes something, the office while it has to review."""

from datetime import date

import pytest

from core.digests.models import DigestLine
from core.digests.services import digests_send
from tests.supervision.declarations.conftest import do

pytestmark = pytest.mark.django_db


def told() -> set[str]:
    """The accounts that today's digests speak to."""
    digests_send()
    return set(DigestLine.objects.values_list("recipient__username", flat=True))


def test_a_filing_that_nobody_reviews_reaches_the_leader_and_never_the_official(ceremony, member, deputy, on):
    on(date(2026, 4, 28))  # filed on 20 April, to be reviewed within five working days
    assert told() == {deputy.username}


def test_the_office_that_asked_is_reminded_of_the_answer_before_its_leader(received, member, sup, deputy, on):
    from supervision.declarations.services import declaration_explain

    asked = do(received, "ask", sup, reason="请说明。")
    answered = declaration_explain(declaration=asked, actor=member.user, answer="已注销。")
    on(answered.due_on)
    assert member.user.username not in told()


def test_a_day_to_review_is_not_moved_by_request(ceremony):
    from core.deadlines.reminders import reminders_of
    from core.deadlines.shifts.queries import term_of

    assert {one.suspends for one in reminders_of(type(ceremony))} == {True, False}
    assert term_of(ceremony).reminder.part == ""  # the official's own day is the only one that moves


def test_after_the_review_it_is_the_officials_again(ceremony, member, con, deputy, on):
    agreed = do(ceremony, "agree", con)
    on(agreed.due_on)
    assert told() == {member.user.username}
