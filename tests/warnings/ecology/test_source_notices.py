"""C1, F3 and X2 from notices that ran their course."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from early_warning.ecology.measures import Question
from early_warning.ecology.parameters import rule_book
from early_warning.ecology.sources.notices import rectified_on_time, replies_on_time, warnings_issued
from early_warning.notices.choices import Level, Outcome, Request, Status
from early_warning.notices.models import Notice
from tests.warnings.notices.conftest import *  # noqa: F403 - the cast of the notices
from tests.warnings.notices.conftest import FactInput, paper

pytestmark = pytest.mark.django_db


def ask(source, code, *, start=date(2026, 1, 1), end=date(2026, 6, 30), as_of=date(2026, 6, 30)):
    index = rule_book()
    parameters = index.by_code.get(code, index.index)
    return source(Question(("U15", "U31"), start, end, as_of, parameters))["U15"]


def at(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


def put(notice: Notice, **values: object) -> None:
    """Move a notice in time: the course itself is the notices' own business."""
    Notice.objects.filter(pk=notice.pk).update(**values)


@pytest.fixture
def rectify(served):
    """A notice of two facts that asks for rectification, served on 2 March: due on 1 May after 60 days."""

    def make(**values: object) -> Notice:
        facts = tuple(FactInput(text=f"事实{number}-{id(values)}", files=[paper()]) for number in (1, 2))
        notice = served(request=Request.RECTIFY, level=Level.ORANGE, facts=facts)
        put(notice, served_at=at(3, 2), reply_due=date(2026, 3, 16), **values)
        return notice

    return make


def verified(notice: Notice, moment: datetime, by) -> None:
    notice.verdicts.create(outcome=Outcome.RECTIFICATION_VERIFIED, reason="已核验", by=by, at=moment)


@pytest.mark.parametrize("replied", [at(3, 17), None])
def test_replies_on_time(served, replied):
    """One on the last day, one a day late or never."""
    for moment in (at(3, 16), replied):
        put(served(), reply_due=date(2026, 3, 16), served_at=at(3, 2), replied_at=moment)
    found = ask(replies_on_time, "F3")
    assert (found.numerator, found.denominator, found.n) == (1, 2, 2)
    assert [row.met for row in found.rows] == [True, False]


def test_what_is_not_due_yet_is_not_judged(served):
    put(served(), reply_due=date(2026, 6, 30), served_at=at(6, 15))
    assert ask(replies_on_time, "F3").n == 0
    assert ask(replies_on_time, "F3", as_of=date(2026, 6, 29)).n == 0


def test_a_past_day_does_not_know_later_replies(served):
    put(served(), reply_due=date(2026, 3, 16), served_at=at(3, 2), replied_at=at(3, 20))
    assert ask(replies_on_time, "F3", as_of=date(2026, 3, 18)).numerator == 0
    assert ask(replies_on_time, "F3", as_of=date(2026, 3, 1)).n == 0


def test_revoked_and_objected_ones_do_not_count(served):
    """R08 and R38: revoking clears, objecting costs nothing."""
    put(served(), reply_due=date(2026, 3, 16), served_at=at(3, 2), status=Status.REVOKED)
    put(served(), reply_due=date(2026, 3, 16), served_at=at(3, 2), status=Status.OBJECTED)
    assert ask(replies_on_time, "F3").n == 0
    assert ask(warnings_issued, "X2").numerator == 1


def test_rectification_counts_once_somebody_else_verified_it(rectify, sup):
    notice = rectify(rectified_at=at(4, 20))
    assert ask(rectified_on_time, "C1").n == 0
    verified(notice, at(5, 10), sup)
    found = ask(rectified_on_time, "C1")
    assert (found.numerator, found.denominator, found.n) == (6, 6, 2)
    assert found.rows[0].weight == Decimal(3)
    assert ask(rectified_on_time, "C1", as_of=date(2026, 5, 9)).n == 0


def test_late_and_missing_rectification(rectify, sup):
    verified(rectify(rectified_at=at(5, 2)), at(5, 10), sup)
    rectify()
    found = ask(rectified_on_time, "C1")
    assert (found.numerator, found.denominator, found.n) == (0, 12, 4)
    assert ask(rectified_on_time, "C1", as_of=date(2026, 5, 1)).n == 0


def test_a_revoked_notice_has_no_items(rectify):
    put(rectify(), status=Status.REVOKED)
    assert ask(rectified_on_time, "C1").n == 0


def test_a_unit_without_notices_has_complete_data(education):
    found = ask(replies_on_time, "F3")
    assert (found.n, found.covered, found.ratio) == (0, 1, None)


def test_labels_name_documents_and_nobody(rectify, member):
    rectify()
    labels = [row.label for row in ask(rectified_on_time, "C1").rows]
    assert labels
    assert all(label.startswith("云纪警〔2026〕") for label in labels)
