"""What is being examined: one business in each state, the planted one waiting for its decision."""

from datetime import date
from typing import Any

from core.deadlines.models import BasisTag
from core.demo import City
from core.workflow.models import TransitionRecord
from supervision.declarations.choices import Action, CategoryStatus, ReviewStatus
from supervision.declarations.demo.people import People, Taken, at, history_of
from supervision.declarations.models import KinBusiness, KinReview, ProhibitedCategory

CATEGORIES = (
    ("JY-01", "在该领导干部管辖的行业内经商办企业", "各单位班子成员"),
    ("JY-02", "承揽该领导干部所在单位发包的工程、货物和服务", "各单位班子成员"),
    ("JY-03", "从事与该领导干部监管职责直接相关的中介、咨询", "执法监管部门"),
)
BASIS = "示例条目：规定全文未公开，由使用单位自行录入"
STATES = (
    ReviewStatus.PROPOSED, ReviewStatus.OPEN, ReviewStatus.ACTION, ReviewStatus.REPORTED, ReviewStatus.CLOSED,
)  # fmt: skip
GROUNDS = "申报企业的经营范围与本人分管行业有关"
OPINION = "经核对公开登记信息和本人分工，拟认定属于该类情形。"
NOT_ONE = "经核对公开登记信息和本人分工，不属于禁止情形。"
REPORT = "已办理股权转让和法定代表人变更登记。"


def write_categories(city: City) -> list[ProhibitedCategory]:
    """Three examples of what a customer might enter."""
    day = date(2026, 1, 4)
    return ProhibitedCategory.objects.bulk_create(
        ProhibitedCategory(
            code=code, name=name, applies_to=applies, basis_text=BASIS, basis_tag=BasisTag.CFG,
            created_by=city.users["con"], created_at=at(day), approver=city.users["sec"], in_force_from=day,
            status=CategoryStatus.IN_FORCE,
        )
        for code, name, applies in CATEGORIES
    )  # fmt: skip


def write_reviews(
    city: City, people: People, categories: list[ProhibitedCategory], businesses: list[KinBusiness]
) -> None:
    """Businesses in the order of STATES."""
    rows = [
        _review(city, people, categories, state, business) for state, business in zip(STATES, businesses, strict=True)
    ]
    KinReview.objects.bulk_create(rows)
    TransitionRecord.objects.bulk_create(line for row in rows for line in history_of(row, _steps(row)))


def _review(
    city: City, people: People, categories: list[ProhibitedCategory], state: str, business: KinBusiness
) -> KinReview:
    declaration: Any = business.declaration
    first, _second = people.pair(declaration.unit_id)
    row = KinReview(
        business=business, official=declaration.official, unit_id=declaration.unit_id, grounds=GROUNDS, handler=first,
        created_by=first, created_at=at(date(2026, 6, 8)), status=state,
    )  # fmt: skip
    if state != ReviewStatus.OPEN:
        row.proposer = first
        row.category = None if state == ReviewStatus.CLOSED else categories[1]
        row.opinion = NOT_ONE if state == ReviewStatus.CLOSED else OPINION
    if state in (ReviewStatus.ACTION, ReviewStatus.REPORTED, ReviewStatus.CLOSED):
        row.decider, row.decided_at, row.told_at = city.users["dep2"], at(date(2026, 6, 15)), at(date(2026, 6, 15))
    if state in (ReviewStatus.ACTION, ReviewStatus.REPORTED):
        row.action, row.action_due, row.due_on = Action.EXIT, date(2026, 9, 15), date(2026, 9, 15)
    if state == ReviewStatus.REPORTED:
        row.report, row.reported_at = REPORT, at(date(2026, 6, 26))
    row.closed_at = at(date(2026, 6, 15)) if state == ReviewStatus.CLOSED else None
    return row


def _steps(row: KinReview) -> list[Taken]:
    decided = ReviewStatus.CLOSED if row.status == ReviewStatus.CLOSED else ReviewStatus.ACTION
    taken = [
        Taken("create", "新建", ReviewStatus.OPEN, row.created_by, date(2026, 6, 8)),
        Taken("propose", "提出意见", ReviewStatus.PROPOSED, row.created_by, date(2026, 6, 11)),
        Taken("decide", "认定", decided, row.decider, date(2026, 6, 15)),
        Taken("report_done", "报告整改结果", ReviewStatus.REPORTED, row.official.user, date(2026, 6, 26)),
    ]
    reached = {ReviewStatus.OPEN: 1, ReviewStatus.PROPOSED: 2, ReviewStatus.REPORTED: 4}
    return taken[: reached.get(ReviewStatus(row.status), 3)]
