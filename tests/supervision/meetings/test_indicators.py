"""What meetings give the political ecology: A3, B1, B2, E2, on figures worked out by hand."""

from datetime import date
from decimal import Decimal

import pytest

from core.parameters.models import ParameterVersion
from early_warning.ecology.evidence import _sources
from early_warning.ecology.measures import Question
from early_warning.ecology.parameters import rule_book
from early_warning.ecology.registry import source_of
from early_warning.ecology.sources.decisions import Cited, unfounded
from supervision.meetings.choices import Category
from supervision.meetings.indicators import SOURCE, first_items, procedure, special_study
from supervision.meetings.parameters import MEETING
from tests.supervision.meetings.conftest import MEETING_DAY, add_measure

SIGNED = date(2027, 2, 1)
pytestmark = pytest.mark.django_db
STUDY = {"category": Category.STUDY, "title": "第一议题", "first_agenda": True, "documents": "文件", "amount": None}
GOVERNANCE = {"category": Category.GOVERNANCE, "title": "专题研究全面从严治党", "amount": None}
FUNDS = {"category": Category.FUNDS, "title": "资金安排"}


def question(code: str, as_of: date = date(2026, 7, 10), **given: object) -> Question:
    values = {
        "units": ("U15",), "start": date(2026, 1, 1), "end": date(2026, 6, 30), "as_of": as_of,
        "parameters": rule_book(as_of).by_code[code],
    }  # fmt: skip
    return Question(**(values | given))


def test_a3_counts_the_half_year_once_it_was_studied_or_is_over(planned, held):
    assert special_study(question("A3")) == {}
    held(FUNDS)
    running = special_study(question("A3", as_of=date(2026, 6, 29)))["U15"]
    assert (running.n, running.covered) == (0, 1)  # too little to say, but nothing is missing
    assert special_study(question("A3"))["U15"].ratio == 0
    held(GOVERNANCE, convened_on=date(2026, 6, 29))
    found = special_study(question("A3", as_of=date(2026, 6, 30)))["U15"]
    assert (found.numerator, found.denominator) == (1, 1)


def test_b2_counts_the_six_checks(signed):
    meeting = signed(turns=[0, 1, 2, 3, 4])
    found = procedure(question("B2"))["U15"]
    assert (found.numerator, found.denominator) == (4, 5)  # quorum, papers, minutes, signed; not the head's turn
    assert {(row.source, row.key) for row in found.rows} == {(SOURCE, meeting.pk)}
    assert not any(str(member.official) in row.label for row in found.rows for member in meeting.attendance.all())


def test_b2_knows_only_what_was_known_on_the_day(held):
    held()
    assert procedure(question("B2", as_of=date(2026, 7, 2)))["U15"].denominator == 3  # minutes not due yet
    assert procedure(question("B2", as_of=date(2026, 7, 3)))["U15"].ratio == Decimal(3) / 5


def test_e2_counts_party_meetings_with_item_measure_and_owner(held):
    first = held(STUDY, {**FUNDS, "no": 2})
    held(STUDY, {**FUNDS, "no": 2}, convened_on=date(2026, 6, 29))
    held(FUNDS, convened_on=date(2026, 7, 2), kind="EXECUTIVE")
    add_measure(first)
    found = first_items(question("E2"))["U15"]
    assert (found.numerator, found.denominator) == (1, 2)


def cited(number: str, day: date = SIGNED) -> Cited:
    return Cited("U15", number, day)


def test_b1_a_cited_decision_must_stand_in_the_register_by_the_day_of_signing(signed):
    signed()
    right = cited("U15-会-2026-01")
    with_item = cited("U15-会-2026-01(2026-06-25)")
    minutes = cited("市教育局会纪〔2026〕1号-1")
    other, longer = cited("U15-会-2026-07"), cited("U15-会-2026-011")
    assert unfounded([right, with_item, minutes, other, longer], SIGNED) == {other, longer}


def test_b1_trusts_what_was_decided_before_the_register_began(signed):
    signed()
    assert unfounded([cited("U15-会-2026-09", MEETING_DAY)], SIGNED) == frozenset()
    assert unfounded([Cited("U31", "U31-会-2026-01", SIGNED)], SIGNED) == frozenset()  # keeps no meetings here


def test_b1_how_long_it_trusts_is_a_parameter(signed, sup, deputy):
    signed()
    early = cited("U15-会-2026-09", date(2026, 12, 1))
    assert unfounded([early], SIGNED) == frozenset()
    ParameterVersion.objects.create(
        group=MEETING.key, version=2, values={"trusted_months": 1}, effective_from=SIGNED, reason="试行",
        proposed_by=sup, approved_by=deputy,
    )  # fmt: skip
    assert unfounded([early], SIGNED) == {early}
    assert unfounded([early], date(2027, 1, 31)) == frozenset()


def test_the_sources_are_wired():
    assert [source_of(code) for code in ("A3", "B2", "E2")] == [special_study, procedure, first_items]
    assert SOURCE in _sources
