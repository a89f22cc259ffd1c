"""Numbers that customers change: typed, versioned, valid from a day on."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from core import parameters
from core.parameters import Param, ParameterGroup, define
from core.parameters.models import ParameterVersion

pytestmark = pytest.mark.django_db
define(
    ParameterGroup(
        "test-limit",
        "Test",
        (
            Param("limit", Decimal("500000.00"), "Limit", unit="元"),
            Param("day", date(2026, 1, 1), "Day"),
            Param("n", 3, "n"),
        ),
    )
)


def change(secretary, admin, *, version: int, since: date, **values) -> ParameterVersion:
    return ParameterVersion.objects.create(
        group="test-limit",
        version=version,
        values=values,
        effective_from=since,
        reason="r",
        proposed_by=admin,
        approved_by=secretary,
    )


def test_without_a_change_the_defaults_of_the_code_hold_as_version_1():
    values = parameters.values("test-limit")
    assert (values["limit"], values["n"], values.version) == (Decimal(500000), 3, 1)


def test_a_change_holds_from_its_day_on_and_the_past_stays_as_it_was(secretary, admin):
    change(secretary, admin, version=2, since=date(2026, 7, 1), limit="600000.00", day="2026-05-01")
    before = parameters.values("test-limit", as_of=date(2026, 6, 30))
    after = parameters.values("test-limit", as_of=date(2026, 7, 1))
    assert (before["limit"], before.version) == (Decimal(500000), 1)
    assert (after["limit"], after["day"], after["n"], after.version) == (Decimal("600000.00"), date(2026, 5, 1), 3, 2)
    assert isinstance(after["limit"], Decimal)


def test_whoever_proposes_a_change_cannot_approve_it_even_in_the_database(admin):
    with pytest.raises(IntegrityError), transaction.atomic():
        change(admin, admin, version=2, since=date(2026, 7, 1))


def test_an_unknown_group_is_an_error_and_no_default():
    with pytest.raises(KeyError):
        parameters.values("no-such-group")


def test_two_rooms_cannot_use_the_same_key():
    with pytest.raises(ValueError, match="test-limit"):
        define(ParameterGroup("test-limit", "Other", (Param("n", 4, "n"),)))
