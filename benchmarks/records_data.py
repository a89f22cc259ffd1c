"""A province: units in a tree, officials with posts, and a million recommendation letters."""

import itertools
from dataclasses import dataclass
from datetime import date, timedelta

from cases.recommendations.models import Recommendation
from core import clock
from core.pinyin import keys
from officials.dossier.access.services import dossier_open
from officials.dossier.records.models import DossierRecord
from officials.models import Official, Post, Tenure
from organization.models import JurisdictionKind, Unit, UnitKind, User
from organization.users.services import jurisdictions_set, roles_set

BATCH = 5_000
SECTIONS, PAPERS = 16, 30
SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨", "伟芳娜敏静秀丽强磊军洋勇艳杰娟涛明超兰霞平刚桂"
COUNTIES, TOWNS = 60, 20


@dataclass
class Province:
    reader: User
    own: User
    official: Official
    record: Recommendation


def make(*, officials: int, records: int) -> Province:
    units = _units()
    reader = User.objects.create_user("reader", full_name="阅读人")
    roles_set(user=reader, codes=["SEC"])
    jurisdictions_set(user=reader, kind=JurisdictionKind.TREE, units=[units[0]])
    own = User.objects.create_user("own", full_name="本人", unit=units[1])
    roles_set(user=own, codes=["OFF"])
    _officials(units, officials, own)
    _records(units, records, reader)
    _dossier(Official.objects.get(user=own), reader)
    return Province(reader, own, Official.objects.get(user=own), Recommendation.objects.order_by("pk")[records // 2])


def _units() -> list[Unit]:
    root = Unit.objects.create(code="P", name="省", kind=UnitKind.ROOT)
    found = [root]
    for county in range(COUNTIES):
        above = Unit.objects.create(code=f"C{county}", name=f"第{county}县", kind=UnitKind.COUNTY, parent=root)
        found.append(above)
        towns = [
            Unit(code=f"C{county}T{town}", name=f"第{county}县第{town}镇", kind=UnitKind.TOWN, parent=above,
                 path=f"{above.path}C{county}T{town}/", pinyin=keys(f"第{county}县第{town}镇"))
            for town in range(TOWNS)
        ]  # fmt: skip
        found += Unit.objects.bulk_create(towns)
    return found


def _officials(units: list[Unit], number: int, own: User) -> None:
    names = ["".join(parts) for parts in itertools.product(SURNAMES, GIVEN, GIVEN)]
    pinyin = {name: keys(name) for name in names}
    for start in range(0, number, BATCH):
        rows = []
        for place in range(start, min(start + BATCH, number)):
            name, unit = names[place % len(names)], units[1 + place % (len(units) - 1)]
            rows.append(
                Official(
                    code=f"O-{place:06}", pseudonym=f"P{place:06}", name=name, pinyin=pinyin[name], gender="M",
                    birth_date=date(1975, 1, 1) + timedelta(days=place % 7000), managed_by=unit,
                    resident_id="", resident_id_index=f"{place:064}", phone="", user=own if place == 0 else None,
                )
            )  # fmt: skip
        made = Official.objects.bulk_create(rows)
        posts = Post.objects.bulk_create(
            Post(unit_id=row.managed_by_id, name="副职", rank=30, is_head=False, in_team=True) for row in made
        )
        Tenure.objects.bulk_create(
            Tenure(official=row, post=post, start=date(2022, 1, 1)) for row, post in zip(made, posts, strict=True)
        )


def _records(units: list[Unit], number: int, maker: User) -> None:
    now = clock.now()
    for start in range(0, number, BATCH):
        Recommendation.objects.bulk_create(
            Recommendation(
                unit=units[1 + place % (len(units) - 1)], title=f"第{place}号事项", created_by=maker,
                created_at=now - timedelta(minutes=place), legal_basis="",
            )
            for place in range(start, min(start + BATCH, number))
        )  # fmt: skip


def _dossier(official: Official, reader: User) -> None:
    """A career's worth of papers in every section, and ``reader`` has opened it for today."""
    now = clock.now()
    DossierRecord.objects.bulk_create(
        DossierRecord(
            official=official, section=section, on=date(2016, 1, 1) + timedelta(days=100 * number),
            title=f"第{section}类第{number}件材料", entered_by=reader, entered_at=now,
        )
        for section in range(1, SECTIONS + 1)
        for number in range(PAPERS)
    )  # fmt: skip
    dossier_open(official=official, user=reader, purpose="DAILY", reason="季度日常监督")
