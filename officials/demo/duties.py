"""Who is in charge of what: by the rule that a head leaves finance, personnel and works to deputies (M55)."""

from datetime import date, timedelta

from core.demo import City
from officials.demo.careers import Seat
from officials.models import DutyArea, DutyDivision, Official

BUILDERS = frozenset({"GOVERNMENT", "ENFORCEMENT", "COUNTY", "TOWN", "COMPANY", "INSTITUTION"})
LINES = ("业务一线", "行政审批", "规划计划", "监督执法", "民生服务", "科技信息", "安全生产", "对外联络", "群众工作")
# GT38: the head of U59 holds finance for 230 days; N40: the head of U57 for 20 days before the rule came in.
HEADS_IN_FINANCE = {
    "U59": (date(2025, 9, 1), date(2026, 4, 18)),
    "U57": (date(2025, 8, 12), date(2025, 8, 31)),
}


def write_duties(city: City, seats: dict[str, list[Seat]]) -> None:
    """Divide the duties of every leadership team."""
    rows: list[DutyDivision] = []
    for code, unit_seats in seats.items():
        if code != "U02":
            rows += _unit_duties(city, code, unit_seats)
    rows += _commission_duties(seats["U02"])
    DutyDivision.objects.bulk_create(rows)


def _unit_duties(city: City, code: str, seats: list[Seat]) -> list[DutyDivision]:
    head, *team = [seat for seat in seats if seat.post.in_team]
    rows = [_duty(head, DutyArea.OVERALL, "主持全面工作"), _duty(head, DutyArea.PARTY, "党的建设")]
    areas = [(DutyArea.FIN, "财务"), (DutyArea.HR, "人事")]
    areas += [(DutyArea.WORKS, "工程建设")] if city.units[code].kind in BUILDERS and len(team) > 2 else []
    for number, seat in enumerate(team):
        if seat.post.order == 30 and "纪" in seat.post.name:
            rows.append(_duty(seat, DutyArea.DISCIPLINE, "纪检监察"))
        elif number < len(areas):
            rows += _entrusted(code, head, seat, *areas[number])
        rows.append(_duty(seat, DutyArea.BUSINESS, city.rng.choice(LINES)))
    rows.append(_duty(team[-1], DutyArea.PURCHASE, "政府采购"))
    return rows


def _entrusted(code: str, head: Seat, seat: Seat, area: str, detail: str) -> list[DutyDivision]:
    held = HEADS_IN_FINANCE.get(code) if area == DutyArea.FIN else None
    if held is None:
        return [_duty(seat, area, detail)]
    first, last = held
    rows = [_between(head.holder, head, area, detail, first, last)]
    if seat.start < first:
        rows.append(_between(seat.holder, seat, area, detail, seat.start, first - timedelta(days=1)))
    rows.append(_between(seat.holder, seat, area, detail, max(seat.start, last + timedelta(days=1)), None))
    return rows


def _commission_duties(seats: list[Seat]) -> list[DutyDivision]:
    details = ("主持全面工作", "案件监督管理、信访", "监督检查、派驻监督", "审查调查、案件审理")
    areas = (DutyArea.OVERALL, DutyArea.BUSINESS, DutyArea.BUSINESS, DutyArea.BUSINESS)
    return [_duty(seat, area, detail) for seat, area, detail in zip(seats, areas, details, strict=False)]


def _duty(seat: Seat, area: str, detail: str) -> DutyDivision:
    return _between(seat.holder, seat, area, detail, seat.start, None)


def _between(official: Official, seat: Seat, area: str, detail: str, start: date, end: date | None) -> DutyDivision:
    return DutyDivision(official=official, unit=seat.post.unit, area=area, detail=detail, start=start, end=end)
