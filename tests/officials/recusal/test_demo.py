"""P07 and its neighbours, on the part of the demo city that they need."""

from datetime import date

import pytest

from core.demo import City, steps
from officials import demo as _officials_demo  # noqa: F401 - registers the steps
from officials.models import AccessAlert, InterestDeclaration, RecusalOverride, RecusalRequest
from officials.recusal import recusals
from organization import demo as _organization_demo  # noqa: F401
from tests.support.administrators import business_seen_by, filled_models

NEEDED = ("units", "accounts", "officials", "recusal")


@pytest.fixture
def city_of_officials(db) -> None:
    city = City()
    for step in steps():
        if step.name in NEEDED:
            step.build(city)


def test_p07_and_the_other_planted_situations(city_of_officials):
    alert = AccessAlert.objects.get(kind="RECUSAL", user__username="sup1")
    assert alert.day == date(2026, 6, 29)
    assert recusals(alert.official, alert.user)[0].absolute
    assert alert.seen_at is None, "it waits among the overseer's to-dos"
    override = RecusalOverride.objects.get()
    assert recusals(override.official, override.user) == []
    assert InterestDeclaration.objects.filter(status="DECLARED").count() == 1
    assert sorted(RecusalRequest.objects.values_list("status", flat=True)) == ["DECLINED", "OPEN"]


def test_r18_the_three_administrators_see_none_of_it(city_of_officials):
    assert {"officials.official", "officials.interestdeclaration", "officials.recusalrequest"} <= filled_models()
    assert {login: business_seen_by(login) for login in ("adm", "sma", "aud")} == {"adm": {}, "sma": {}, "aud": {}}
    assert business_seen_by("sec"), "the question can be answered otherwise"
