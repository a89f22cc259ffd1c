"""The commission as a unit of its own with two officials in it, beside the cast's departments."""

from datetime import date

import pytest

from officials.models import Official
from officials.recusal.services import interest_declare
from officials.tenures.services import tenure_begin
from organization.models import JurisdictionKind, Unit, User
from tests.officials.conftest import make_official, make_post
from tests.support.cast import make_unit, make_user


@pytest.fixture
def commission(city) -> Unit:
    unit = make_unit("U02", "市纪委监委机关", parent=city)
    unit.commission = True
    unit.save()
    return unit


@pytest.fixture
def overseer(city, commission) -> User:
    return make_user("cso", "CSO", "OFF", units=[city], kind=JurisdictionKind.TREE, unit=commission)


@pytest.fixture
def deputy2(city) -> User:
    return make_user("dep2", "DEP", units=[city], kind=JurisdictionKind.TREE)


@pytest.fixture
def colleague(city, commission) -> Official:
    """A member of the commission's staff who is an official himself, with the account ``inv``."""
    user = make_user("inv", "INV", "OFF", units=[city], kind=JurisdictionKind.TREE, unit=commission)
    official = make_official("钟嘉屿", managed_by=city, user=user)
    tenure_begin(official=official, post=make_post(commission, "副主任"), start=date(2023, 1, 1))
    return official


@pytest.fixture
def secretary_official(city, commission, secretary) -> Official:
    official = make_official("贺慎川", managed_by=city, user=secretary)
    tenure_begin(official=official, post=make_post(commission, "书记", head=True), start=date(2022, 1, 1))
    return official


@pytest.fixture
def brothers(sup, edu_deputy) -> Official:
    """``sup`` has declared the deputy head of education as his brother."""
    interest_declare(actor=sup, official=edu_deputy, kind="KIN", relation="SIBLING", ground="胞弟")
    return edu_deputy
