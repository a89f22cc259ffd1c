"""The fixed cast of the tests: two departments, the people who watch them, and strangers.

``education`` and ``health`` are departments of the same city; ``sup`` watches education, ``stranger`` watches health.
"""

from collections.abc import Iterable

import pytest

from organization.models import JurisdictionKind, Unit, UnitKind, User
from organization.users.services import jurisdictions_set, roles_set

PASSWORD = "Correct-horse-2026"


def make_unit(code: str, name: str = "", *, parent: Unit | None = None, kind: str = UnitKind.GOVERNMENT) -> Unit:
    return Unit.objects.create(code=code, name=name or f"单位{code}", parent=parent, kind=kind)


def make_user(
    login: str,
    *roles: str,
    units: Iterable[Unit] = (),
    kind: str = JurisdictionKind.LINKED,
    unit: Unit | None = None,
    name: str = "",
) -> User:
    """An account with ``roles`` whose jurisdiction is ``units`` by ``kind``."""
    user = User.objects.create_user(
        login, email=f"{login}@example.test", password=PASSWORD, full_name=name or f"用户{login}", unit=unit
    )
    roles_set(user=user, codes=roles)
    jurisdictions_set(user=user, kind=kind, units=units)
    return user


@pytest.fixture
def city(db) -> Unit:
    return make_unit("R2", "云澜市政府", kind=UnitKind.ROOT)


@pytest.fixture
def education(city) -> Unit:
    return make_unit("U15", "市教育局", parent=city)


@pytest.fixture
def college(education) -> Unit:
    """A unit below education."""
    return make_unit("U61", "云澜职业技术学院", parent=education, kind=UnitKind.INSTITUTION)


@pytest.fixture
def health(city) -> Unit:
    return make_unit("U31", "市卫生健康委员会", parent=city)


@pytest.fixture
def secretary(city) -> User:
    return make_user("sec", "SEC", units=[city], kind=JurisdictionKind.TREE)


@pytest.fixture
def deputy(city) -> User:
    return make_user("dep", "DEP", units=[city], kind=JurisdictionKind.TREE)


@pytest.fixture
def sup(education) -> User:
    return make_user("sup", "SUP", units=[education])


@pytest.fixture
def sup_colleague(education) -> User:
    """Works beside ``sup``: the second pair of eyes."""
    return make_user("sup2", "SUP", units=[education])


@pytest.fixture
def stranger(health) -> User:
    """The same role as ``sup``, for another unit."""
    return make_user("stranger", "SUP", units=[health])


@pytest.fixture
def head(education) -> User:
    return make_user("uhd", "UHD", "OFF", units=[education], kind=JurisdictionKind.OWN, unit=education)


@pytest.fixture
def liaison(education) -> User:
    return make_user("lia", "LIA", units=[education], kind=JurisdictionKind.OWN, unit=education)


@pytest.fixture
def auditor(db) -> User:
    return make_user("aud", "AUD")


@pytest.fixture
def admin(db) -> User:
    return make_user("adm", "ADM")
