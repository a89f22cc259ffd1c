"""Officials of the two departments of the cast, with resident IDs that were never issued."""

from collections.abc import Iterator
from datetime import date
from itertools import count

import pytest
from stdnum.cn import ric

from officials.models import Gender, Official, Post, Rank
from officials.people.services import official_create
from officials.tenures.services import tenure_begin
from organization.models import Unit

BIRTH = date(1976, 3, 5)
PROVINCES = (15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45)
_orders: Iterator[int] = count(1)


def resident_id(*, male: bool = True, birth: date = BIRTH) -> str:
    """A resident ID with a right check digit under a province's own code: belongs to nobody."""
    province, order = divmod(next(_orders), 500)  # the order has three digits, its last one the gender
    number = f"{PROVINCES[province]}0000{birth:%Y%m%d}{order * 2 + male:03d}"
    return number + ric.calc_check_digit(number + "0")


def make_post(unit: Unit, name: str = "副局长", *, head: bool = False, team: bool = True) -> Post:
    rank = Rank.COUNTY if head else Rank.COUNTY_DEPUTY
    return Post.objects.create(
        unit=unit, name=name, rank=rank, is_head=head, head_kind="BOTH" if head else "", in_team=team
    )


def make_official(name: str, *, managed_by: Unit, user=None, male: bool = True) -> Official:
    return official_create(
        name=name,
        gender=Gender.MALE if male else Gender.FEMALE,
        birth_date=BIRTH,
        managed_by=managed_by,
        resident_id=resident_id(male=male),
        phone="10000000001",
        user=user,
    )


@pytest.fixture(autouse=True)
def _today(settings) -> None:
    settings.TODAY = date(2026, 6, 30)


@pytest.fixture
def head_post(education) -> Post:
    return make_post(education, "党组书记、局长", head=True)


@pytest.fixture
def edu_head(city, head_post, head) -> Official:
    """The head of education, managed by the city, with the account ``head``."""
    official = make_official("任景衡", managed_by=city, user=head)
    tenure_begin(official=official, post=head_post, start=date(2022, 5, 1))
    return official


@pytest.fixture
def edu_deputy(city, education) -> Official:
    official = make_official("文嘉翀", managed_by=city)
    tenure_begin(official=official, post=make_post(education), start=date(2023, 1, 1))
    return official


@pytest.fixture
def health_head(city, health) -> Official:
    official = make_official("丁振樾", managed_by=city)
    tenure_begin(official=official, post=make_post(health, "主任", head=True), start=date(2021, 1, 1))
    return official
