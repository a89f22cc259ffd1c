"""Plans of duties of the demo city: one in force a unit, changes under way in every state, four exemptions.

Planted by the rooms below: GT38 (the head of U59 holds finance 2025-09-01 … 2026-04-18) and N40 (U57, before the rule).
The plan of U59 in force is the one that gave finance back to a deputy; U51 has filed nothing (P09).
"""

from datetime import date, timedelta
from typing import Any

from core.audit.models import AuditEvent
from core.audit.services import event_record
from core.deadlines.calendar import add_workdays, subtract_workdays
from core.deadlines.queries import due_date
from core.demo import City, demo_step
from officials.models import DutyArea, DutyDivision
from supervision.demo_support import History, at, watcher
from supervision.duties.models import DutyExemption, DutyPlan, DutyPlanItem
from supervision.filed import FILING, Status

UNFILED = {"U02", "U51"}
FIRST_DAY = date(2026, 1, 5)
STARTS = {"U59": date(2026, 4, 19)}
LATE = {"U33", "U46", "U54"}
# Changes under way beside the plan in force: unit, state reached, days before today on which the meeting was.
CHANGES = (
    ("U14", Status.DRAFT, 0), ("U25", Status.STUDIED, 22), ("U31", Status.STUDIED, 5), ("U47", Status.FILED, 9),
    ("U60", Status.RETURNED, 15), ("U20", Status.WITHDRAWN, 30),
)  # fmt: skip
# The head of U62 runs personnel while her deputy is away: exempted, so no violation (three officials in all).
EXEMPT_UNIT, EXEMPT_FROM = "U62", date(2026, 3, 1)


@demo_step("duty plans", order=220)
def build_duty_plans(city: City) -> None:
    """Right after the division itself, so that indicators already know of the exemption."""
    _write_exemptions(city)
    history = History()
    plans = [_in_force(city, code, history) for code in city.things["heads"] if code not in UNFILED]
    plans += [_under_way(city, code, state, days, history) for code, state, days in CHANGES]
    DutyPlan.objects.bulk_create(plans)
    DutyPlanItem.objects.bulk_create(row for plan in plans for row in _items(plan))
    history.write()
    event_record(event=AuditEvent.BULK, obj=DutyPlan, count=len(plans), source="demo_city")


def _in_force(city: City, code: str, history: History) -> DutyPlan:
    start = STARTS.get(code, FIRST_DAY)
    meeting = subtract_workdays(start, 3 + int(code[1:]) % 4)
    filed = add_workdays(meeting, 14 if code in LATE else 2 + int(code[1:]) % 7)
    checked = add_workdays(filed, 2)
    liaison, office = city.users[f"lia_{code.lower()}"], watcher(city, code)
    plan = DutyPlan(
        unit=city.units[code], status=Status.IN_FORCE, effective_on=start, meeting_on=meeting,
        reason="财务工作改由副职分管" if code in STARTS else "年度班子分工",
        minutes_ref=f"党组会议纪要〔{meeting.year}〕{int(code[1:]) % 9 + 1}号",
        filed_on=filed, filed_by=liaison, checked_by=office, checked_on=checked, created_by=liaison,
        created_at=at(subtract_workdays(meeting, 2)),
    )  # fmt: skip
    for name, label, before, after, actor, day in (
        ("create", "新建", "", Status.DRAFT, liaison, subtract_workdays(meeting, 2)),
        ("study", "会议研究", Status.DRAFT, Status.STUDIED, liaison, meeting),
        ("file", "报备", Status.STUDIED, Status.FILED, liaison, filed),
        ("accept", "接受报备", Status.FILED, Status.IN_FORCE, office, checked),
    ):
        history.add(plan, name, label, before, after, actor, day, 10)
    return plan


def _under_way(city: City, code: str, state: str, days: int, history: History) -> DutyPlan:
    head, meeting = city.users[f"uhd_{code.lower()}"], city.today - timedelta(days=days)
    plan = DutyPlan(
        unit=city.units[code], status=state, effective_on=city.today + timedelta(days=15), reason="班子成员变动",
        created_by=head, created_at=at(meeting - timedelta(days=3)),
    )  # fmt: skip
    history.add(plan, "create", "新建", "", Status.DRAFT, head, meeting - timedelta(days=3), 9)
    if state == Status.DRAFT:
        return plan
    plan.meeting_on, plan.minutes_ref = meeting, "党组会议纪要〔2026〕12号"
    plan.due_on = due_date(FILING, meeting) if state == Status.STUDIED else None
    history.add(plan, "study", "会议研究", Status.DRAFT, Status.STUDIED, head, meeting, 11)
    later = add_workdays(meeting, 3)
    if state == Status.WITHDRAWN:
        plan.closed_at = at(later)
        history.add(plan, "withdraw", "撤回", Status.STUDIED, state, head, later, 15)
    elif state != Status.STUDIED:
        history.add(plan, "file", "报备", Status.STUDIED, Status.FILED, head, later, 15)
        plan.filed_on, plan.filed_by = later, head
    if state == Status.RETURNED:
        plan.filed_on, plan.filed_by, plan.due_on = None, None, due_date(FILING, add_workdays(later, 1))
        office = watcher(city, code)
        history.add(plan, "return_filing", "退回报备", Status.FILED, state, office, add_workdays(later, 1), 10)
    return plan


def _items(plan: DutyPlan) -> list[DutyPlanItem]:
    """What the division of today says; in a change the last row moves to another area."""
    duties = DutyDivision.objects.on(min(plan.effective_on, date(2026, 6, 30))).filter(unit=plan.unit)
    rows = {(duty.official_id, duty.area): duty.detail for duty in duties.order_by("pk")}
    if plan.status != Status.IN_FORCE and rows:
        (official, _area), _detail = rows.popitem()
        rows[official, DutyArea.SAFETY] = "安全生产"
    return [
        DutyPlanItem(plan=plan, official_id=official, area=area, detail=detail)
        for (official, area), detail in rows.items()
    ]


def _write_exemptions(city: City) -> None:
    unit = city.units[EXEMPT_UNIT]
    DutyDivision.objects.filter(unit=unit, area=DutyArea.HR, end=None).update(end=EXEMPT_FROM - timedelta(days=1))
    DutyDivision.objects.create(
        unit=unit, official=city.things["heads"][EXEMPT_UNIT], area=DutyArea.HR, detail="人事", start=EXEMPT_FROM
    )
    rows: tuple[tuple[str, str, list[str], date, date, str], ...] = (
        (EXEMPT_UNIT, "APPROVED", ["HR"], EXEMPT_FROM, date(2026, 8, 31), "班子成员三人，分管人事的副职援派半年"),
        ("U43", "ASKED", ["FIN", "HR"], date(2026, 7, 15), date(2026, 12, 31), "编制少，副职空缺待配"),
        ("U42", "REFUSED", ["FIN"], date(2026, 4, 1), date(2026, 9, 30), "副职事务较多"),
        ("U10", "ENDED", ["WORKS"], date(2025, 11, 1), date(2026, 10, 31), "校舍维修期间副职空缺"),
    )
    DutyExemption.objects.bulk_create(_exemption(city, *row) for row in rows)


def _exemption(city: City, code: str, status: str, areas: list[str], start: date, end: date, why: str) -> Any:
    asked = subtract_workdays(min(start, city.today), 8)
    decided = None if status == "ASKED" else add_workdays(asked, 4)
    return DutyExemption(
        unit=city.units[code], status=status, areas=areas, start=start, end=end, reason=why,
        approver=city.users["dep2"] if decided else None, decided_on=decided,
        ended_on=date(2026, 3, 31) if status == "ENDED" else None,
        closed_at=at(decided or start) if status in ("REFUSED", "ENDED") else None,
        created_by=city.users[f"lia_{code.lower()}"], created_at=at(asked),
    )  # fmt: skip
