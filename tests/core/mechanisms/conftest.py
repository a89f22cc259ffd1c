"""One official with an account, and pledges (tests/sample_mechanism) in the states that the tests begin with."""

from datetime import date

import pytest

from core.mechanisms.services import record_create
from core.workflow.services import transition_perform
from officials.tenures.services import tenure_begin
from tests.officials.conftest import make_official, make_post
from tests.sample_mechanism.models import Pledge
from tests.support.cast import make_user


@pytest.fixture(autouse=True)
def _today(settings) -> None:
    settings.TODAY = date(2026, 6, 30)


@pytest.fixture
def person(city, education):
    """An official of education whose account only knows the portal."""
    official = make_official("张三丰", managed_by=city, user=make_user("o1", "OFF"))
    tenure_begin(official=official, post=make_post(education), start=date(2022, 5, 1))
    return official


@pytest.fixture
def values(education, person) -> dict:
    return {"unit": education, "official": person, "subject": "廉洁承诺", "request": "请作出书面承诺。"}


@pytest.fixture
def draft(values, sup) -> Pledge:
    return record_create(model=Pledge, values=values, actor=sup)


@pytest.fixture
def approved(draft, deputy) -> Pledge:
    return transition_perform(instance=draft, name="approve", actor=deputy)
