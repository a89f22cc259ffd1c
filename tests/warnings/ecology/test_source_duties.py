"""B3 on days counted by hand: GT38 (the head of U59 holds finance for 230 days) and its neighbours."""

from datetime import date
from decimal import Decimal

import pytest

from core.spans import Span, covered_days
from early_warning.ecology.measures import Question
from early_warning.ecology.parameters import rule_book
from early_warning.ecology.sources.duties import three_not_in_charge
from officials.models import DutyArea, DutyDivision, Post, Tenure
from tests.officials.conftest import make_official, make_post

pytestmark = pytest.mark.django_db
MAY = [date(2026, 5, day) for day in range(1, 32)]


@pytest.fixture
def head(education):
    post = make_post(education, "局长", head=True)
    official = make_official("某甲", managed_by=education)
    Tenure.objects.create(official=official, post=post, start=date(2023, 1, 1))
    return official


@pytest.fixture
def deputy_head(education):
    return make_official("某乙", managed_by=education)


def duty(unit, official, area, start, end=None):
    return DutyDivision.objects.create(unit=unit, official=official, area=area, start=start, end=end)


def ask(start=date(2026, 1, 1), end=date(2026, 6, 30), as_of=date(2026, 6, 30)):
    question = Question(("U15", "U31"), start, end, as_of, rule_book().by_code["B3"])
    return three_not_in_charge(question)


def test_overlapping_days_count_once():
    assert covered_days([Span(MAY[0], MAY[9]), Span(MAY[4], MAY[14]), Span(MAY[20], MAY[20])]) == 16
    assert covered_days([]) == 0


def test_a_head_in_charge_of_finance(education, head):
    """2026-01-01 to 04-18 are 108 of 181 days."""
    duty(education, head, DutyArea.OVERALL, date(2023, 1, 1))
    duty(education, head, DutyArea.FIN, date(2025, 9, 1), date(2026, 4, 18))
    found = ask()["U15"]
    assert (found.numerator, found.denominator, found.n, found.covered) == (73, 181, 181, 1)
    assert [row.met for row in found.rows] == [False]
    assert "2026-01-01 – 2026-04-18 (108)" in found.rows[0].label
    assert "某甲" not in found.rows[0].label


def test_a_deputy_in_charge_of_finance_is_the_rule(education, head, deputy_head):
    duty(education, deputy_head, DutyArea.FIN, date(2023, 1, 1))
    assert ask()["U15"].ratio == 1


def test_only_days_as_head_count(education, head, deputy_head):
    """He managed finance as a deputy and became head on 1 June: 30 days."""
    Tenure.objects.filter(official=head).update(end=date(2026, 5, 31))
    post = Post.objects.get(unit=education)
    Tenure.objects.create(official=deputy_head, post=post, start=date(2026, 6, 1))
    duty(education, deputy_head, DutyArea.WORKS, date(2024, 1, 1))
    found = ask()["U15"]
    assert found.denominator - found.numerator == 30


def test_two_areas_on_the_same_day_are_one_day_of_violation(education, head):
    duty(education, head, DutyArea.FIN, date(2026, 6, 21))
    duty(education, head, DutyArea.HR, date(2026, 6, 26))
    found = ask()["U15"]
    assert found.denominator - found.numerator == 10
    assert len(found.rows) == 2


def test_days_without_a_division_on_file_are_no_data(education, head):
    duty(education, head, DutyArea.OVERALL, date(2026, 4, 1))
    found = ask()["U15"]
    assert (found.n, found.covered) == (91, Decimal(91) / 181)
    assert "U31" not in ask()


def test_what_was_not_known_yet_does_not_count(education, head):
    duty(education, head, DutyArea.OVERALL, date(2023, 1, 1))
    duty(education, head, DutyArea.FIN, date(2026, 4, 1))
    found = ask(as_of=date(2026, 3, 31))["U15"]
    assert (found.ratio, found.n) == (1, 90)
    assert ask(start=date(2026, 7, 1), end=date(2026, 12, 31)) == {}
