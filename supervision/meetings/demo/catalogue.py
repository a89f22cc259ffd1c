"""From which amounts the units of the demo city decide collectively: in force since 2023, some raised since."""

from datetime import date
from decimal import Decimal

from core.demo import City
from supervision.meetings.choices import Category
from supervision.meetings.demo.people import moment
from supervision.meetings.models import MajorItemCatalogue

TEXTS = {
    Category.DECISION: "贯彻上级重要决策部署、年度工作计划、重要规章制度",
    Category.PERSONNEL: "中层以上干部任免、推荐、调整和奖惩",
    Category.PROJECT: "工程建设、信息化和大宗采购项目的立项与变更",
    Category.FUNDS: "大额度资金的安排和使用、资产处置",
}
AMOUNTS = {Category.PROJECT: Decimal(2_000_000), Category.FUNDS: Decimal(1_000_000)}
SINCE, RAISED = date(2023, 1, 1), date(2025, 1, 1)


def write_catalogue(city: City) -> None:
    rows = []
    for unit_row in city.things["unit_rows"]:
        unit, users = city.units[unit_row.code], city.users
        drafter = users[f"lia_{unit.code.lower()}"]
        approver = users.get(f"uhd_{unit.code.lower()}", users["sec"])
        for category, text in TEXTS.items():
            last = date(2024, 12, 31) if category == Category.PROJECT else None
            versions = [(SINCE, last, AMOUNTS.get(category))]
            versions += [(RAISED, None, Decimal(3_000_000))] if last else []
            rows += [
                MajorItemCatalogue(
                    unit=unit, category=category, text=text, threshold=amount, valid_from=first, valid_to=end,
                    status="IN_FORCE", created_by=drafter, created_at=moment(first, 9), approver=approver,
                )
                for first, end, amount in versions
            ]  # fmt: skip
    MajorItemCatalogue.objects.bulk_create(rows)
