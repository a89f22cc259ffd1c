"""The catalogue in the database: versions, due days, what may be changed."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from core.deadlines.models import BasisTag, DeadlineRule, Unit
from core.deadlines.queries import deadline_rule, due_date, rule_due, working_days_left
from core.deadlines.seeds import CATALOGUE, deadline_rules_seed, parse_term
from core.deadlines.services import deadline_rule_revise
from core.errors import Conflict, InvalidInput

pytestmark = pytest.mark.django_db


NOBODY = {"proposed_by": None, "approved_by": None}


@pytest.fixture(autouse=True)
def _catalogue() -> None:
    deadline_rules_seed()


@pytest.mark.parametrize(
    ("code", "start", "due"),
    [
        pytest.param("D01", date(2026, 1, 31), date(2026, 2, 28), id="an opinion on a lead, clamped, never rolled"),
        pytest.param("D29", date(2026, 4, 28), date(2026, 5, 14), id="the reply to a warning notice"),
        pytest.param("D10a", date(2026, 9, 5), date(2026, 10, 8), id="a review applied for, rolled over National Day"),
        pytest.param("D19a", date(2026, 10, 4), date(2026, 9, 17), id="a wedding filed before the event"),
        pytest.param("D19c", date(2026, 10, 4), date(2026, 10, 4), id="a funeral reported by phone at once"),
        pytest.param("D21a", date(2025, 6, 2), date(2025, 12, 1), id="a warning's last restricted day"),
        pytest.param("D21b", date(2025, 7, 10), date(2026, 7, 9), id="a demerit's last restricted day"),
        pytest.param("D17", date(2026, 2, 1), date(2027, 1, 31), id="personal matters on the next 31 January"),
        pytest.param("D17", date(2026, 1, 31), date(2026, 1, 31), id="personal matters on the day itself"),
        pytest.param("D44", date(2026, 3, 31), date(2026, 4, 15), id="data filed on the tenth working day"),
        pytest.param(
            "D42a", date(2026, 9, 18), date(2026, 10, 8), id="a petition answered after calendar days, rolled"
        ),
        pytest.param("D47", date(2026, 2, 28), date(2041, 2, 28), id="procurement files kept fifteen years"),
    ],
)
def test_it_knows_when_something_is_due(code: str, start: date, due: date) -> None:
    assert due_date(code, start) == due


def test_it_holds_every_row_of_the_handbook() -> None:
    groups = {re.match(r"D\d\d", seed.code).group() for seed in CATALOGUE}
    assert groups == {f"D{number:02}" for number in range(1, 49)}
    assert DeadlineRule.objects.count() == len({seed.code for seed in CATALOGUE}) == len(CATALOGUE)


def test_seeding_again_writes_nothing() -> None:
    assert deadline_rules_seed() == 0


def test_seeding_keeps_what_the_customer_changed_but_not_the_law() -> None:
    DeadlineRule.objects.filter(code="D29").update(amount=7)
    DeadlineRule.objects.filter(code="D10a").update(amount=7)
    assert deadline_rules_seed() == 1
    assert deadline_rule("D29").amount == 7
    assert deadline_rule("D10a").amount == 1


def test_sanction_periods_never_roll() -> None:
    sanctions = DeadlineRule.objects.filter(inclusive_start=True)
    assert sanctions.count() == 16
    assert not sanctions.filter(roll=True).exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        sanctions.update(roll=True)


def test_a_rule_may_be_extended_as_far_as_it_says() -> None:
    assert rule_due(deadline_rule("D05"), date(2026, 1, 1), extended=True) == date(2026, 6, 30)


def test_an_event_is_measured_by_the_version_of_its_day() -> None:
    deadline_rule_revise(code="D29", effective_from=date(2026, 7, 1), **NOBODY, amount=5)
    assert due_date("D29", date(2026, 6, 12)) == date(2026, 6, 29)
    assert due_date("D29", date(2026, 7, 1)) == date(2026, 7, 8)
    assert due_date("D29", date(2026, 6, 12), as_of=date(2026, 7, 1)) == date(2026, 6, 22)
    assert deadline_rule("D29", date(2026, 6, 30)).effective_to == date(2026, 6, 30)


def test_what_the_law_sets_is_not_for_the_customer_to_change() -> None:
    with pytest.raises(Conflict):
        deadline_rule_revise(code="D10a", effective_from=date(2026, 7, 1), **NOBODY, amount=9)


def test_a_version_never_starts_before_the_one_it_follows() -> None:
    deadline_rule_revise(code="D29", effective_from=date(2026, 7, 1), **NOBODY, amount=5)
    with pytest.raises(Conflict):
        deadline_rule_revise(code="D29", effective_from=date(2026, 7, 1), **NOBODY, amount=6)


def test_a_version_with_an_unknown_unit_is_refused() -> None:
    with pytest.raises(ValidationError):
        deadline_rule_revise(code="D29", effective_from=date(2026, 7, 1), **NOBODY, unit="WEEK")
    assert DeadlineRule.objects.filter(code="D29").count() == 1


def test_an_unknown_code_is_named() -> None:
    with pytest.raises(InvalidInput, match="D99"):
        due_date("D99", date(2026, 6, 12))


def test_a_version_is_unique_in_the_database() -> None:
    rule = deadline_rule("D29")
    rule.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        rule.save()


def test_working_days_left_count_down_through_zero() -> None:
    due = date(2026, 6, 22)
    assert working_days_left(due, date(2026, 6, 12)) == 5
    assert working_days_left(due, due) == 0
    assert working_days_left(due, date(2026, 6, 23)) == -1


def test_only_the_law_is_tagged_as_law() -> None:
    law = {seed.code for seed in CATALOGUE if seed.tag == BasisTag.V_LAW}
    assert law == set(
        [
            "D10a",
            "D10b",
            "D10c",
            "D10d",
            "D11a",
            "D11b",
            "D21a",
            "D21b",
            "D21c",
            "D21d",
            "D21e",
            "D41a",
            "D41b",
            "D42a",
            "D42b",
            "D46",
            "D47",
        ]
    )


@pytest.mark.parametrize("term", ["13-40", "ten WD", "10 WEEKS"])
def test_a_term_that_cannot_be_read_stops_the_start(term: str) -> None:
    with pytest.raises(ValueError):
        parse_term(term)


def test_terms_read_as_written() -> None:
    assert parse_term("90 CD +90")["extension"] == 90
    assert parse_term("-10 WD")["direction"] == "BEFORE"
    assert parse_term("01-31")["unit"] == Unit.DATE


def test_the_document_lists_every_rule() -> None:
    text = Path("docs/deadlines.md").read_text(encoding="utf-8")
    assert [seed.code for seed in CATALOGUE if f"| {seed.code} |" not in text] == []
