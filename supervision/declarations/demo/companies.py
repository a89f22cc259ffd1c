"""The companies of the demo city's relatives. All are invented; credit codes begin with 99, which nobody has."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product

from stdnum.cn import uscc

from early_warning.demo.market import ALL, suppliers_of
from supervision.declarations.demo.people import at
from supervision.declarations.models import PublicCompany

BUSINESSES = 61
STEMS = ("餐饮管理", "商贸", "文化传媒", "农业科技", "物流", "家政服务", "教育咨询", "花卉园艺", "汽车服务", "广告")
PLACES = ("云澜", "澜江", "望岚", "南渡", "青坪", "石埠", "碧湾")


@dataclass(frozen=True)
class Company:
    name: str
    code: str
    scope: str


def company(number: int, name: str, scope: str) -> Company:
    body = f"99500101MAKN{number:05d}"
    return Company(name, body + uscc.calc_check_digit(body + "0"), scope)


# GT46, N49, N50: what model HC-G9 must find, and what it must not.
GT46 = company(1, "澜庭装饰工程有限公司", "室内外装饰装修工程")
N49 = company(2, "澜远建设股份有限公司", "建筑工程施工")
N50 = company(3, "江岭明远商贸有限公司", "日用百货批发")


def ordinary() -> Iterator[Company]:
    """As many more as the city has businesses of relatives."""
    names = [(f"{place}{stem}有限公司", stem) for stem, place in product(STEMS, PLACES)]
    for number in range(BUSINESSES - 3):
        name, stem = names[number]
        yield company(10 + number, name, stem)


def write_public(declared: list[Company], wrong_name: Company, ended: Company, today: date) -> None:
    """The public data: the declared companies (one under another name, one closed) and the city's suppliers."""
    names = {row.code: row.name for row in declared} | {wrong_name.code: f"{wrong_name.name[:2]}百汇有限公司"}
    for category in ALL:
        names |= {supplier.code: supplier.name for supplier in suppliers_of(category)}
    PublicCompany.objects.bulk_create(
        PublicCompany(
            code=code, name=name, imported_at=at(today),
            status="注销" if code == ended.code else "存续(在营、开业、在册)",
        )
        for code, name in names.items()
    )  # fmt: skip
