"""Ceremonies in every state. Late, unreported and too large is GT49 and nothing else (HC-H2)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from core.deadlines.calendar import add_workdays, subtract_workdays
from core.demo import City
from core.workflow.models import TransitionRecord
from supervision.declarations.choices import Event, Gifts, InspectionStatus, Opinion, State
from supervision.declarations.demo.people import People, Taken, at, history_of
from supervision.declarations.documents import form_after_issue, form_before_issue
from supervision.declarations.models import CeremonyInspection, CeremonyReport

W, F, O = Event.WEDDING, Event.FUNERAL, Event.OTHER  # noqa: E741 - a table of plans, one letter a kind
REDUCE = "拟办规模超过规定桌数，请压减后再报。"
REMIND = "请严格控制规模，不邀请管理和服务对象。"


@dataclass(frozen=True)
class Plan:
    """One ceremony: of which unit's which member, when, filed when, how large, how far it has come."""

    unit: str
    person: int
    event: Event
    on: date
    filed: date
    tables: int
    state: State
    actual: int = 0


def planned(today: date) -> list[Plan]:
    """What is under way today, one or two of each state; GT49 and N53 first."""
    return [
        Plan("U41", 1, W, date(2026, 5, 16), date(2026, 5, 6), 18, State.REVIEWED),
        Plan("U41", 2, F, date(2026, 4, 8), date(2026, 4, 8), 0, State.ARCHIVED, 8),
        Plan("U16", 1, W, date(2026, 8, 1), date(2026, 6, 22), 12, State.DUE),
        Plan("U33", 2, F, date(2026, 6, 24), date(2026, 6, 22), 0, State.DUE),
        Plan("U20", 2, W, date(2026, 7, 25), date(2026, 6, 26), 15, State.FILED),
        Plan("U46", 3, O, date(2026, 7, 18), date(2026, 6, 29), 6, State.FILED),
        Plan("U49", 2, W, date(2026, 8, 8), date(2026, 6, 22), 28, State.ASK),
        Plan("U47", 4, W, date(2026, 7, 18), date(2026, 6, 17), 14, State.CORRECTED),
        Plan("U14", 3, W, date(2026, 7, 11), date(2026, 6, 12), 16, State.REVIEWED),
        Plan("U48", 5, W, date(2026, 7, 4), date(2026, 6, 10), 18, State.REVIEWED),
        Plan("U22", 2, W, date(2026, 6, 20), date(2026, 5, 28), 10, State.REVIEWED),
        Plan("U56", 3, W, date(2026, 6, 6), date(2026, 5, 15), 16, State.HELD, 15),
        Plan("U31", 4, W, date(2026, 5, 23), date(2026, 4, 30), 12, State.OK, 12),
        Plan("U38", 1, O, date(2026, 7, 30), date(2026, 6, 8), 8, State.CANCELLED),
        *(_past(number, today) for number in range(24)),
    ]


def _past(number: int, today: date) -> Plan:
    """One of those that are over: filed in time, as large as filed, reported in time."""
    units = ("U15", "U23", "U45", "U28", "U60", "U53", "U26", "U19", "U35", "U61", "U50", "U12")
    on = today - timedelta(days=75 + 14 * number)
    event = F if number % 6 == 5 else O if number % 6 == 2 else W
    filed = on if event == F else subtract_workdays(on, 12)
    tables = 0 if event == F else 6 + number % 11
    return Plan(units[number % 12], 1 + number % 3, event, on, filed, tables, State.ARCHIVED, tables or 5)


def write_ceremonies(city: City, people: People) -> None:
    plans = planned(city.today)
    rows = [_ceremony(city, people, plan) for plan in plans]
    CeremonyReport.objects.bulk_create(rows)
    lines = [line for plan, row in zip(plans, rows, strict=True) for line in history_of(row, _steps(people, plan, row))]
    TransitionRecord.objects.bulk_create(lines)
    _inspections(city, people, rows)
    for row in (rows[0], rows[11]):
        form_before_issue(ceremony=row, actor=row.reviewer)
    form_after_issue(ceremony=rows[11], actor=rows[11].created_by)


def _ceremony(city: City, people: People, plan: Plan) -> CeremonyReport:
    person, unit = people.of_unit(plan.unit)[plan.person], city.units[plan.unit]
    liaison = city.users[f"lia_{plan.unit.lower()}"]
    row = CeremonyReport(
        official=person, unit=unit, event=plan.event, event_on=plan.on, status=plan.state, told_at=at(plan.filed),
        created_by=liaison if plan.event == F else person.user, created_at=at(plan.filed), filed_on=plan.filed,
    )  # fmt: skip
    if plan.event == F:
        row.died_on, row.phoned_on, row.phoned_by = plan.on - timedelta(days=2), plan.filed, liaison
    else:
        row.place, row.planned_tables, row.planned_guests = "云澜宾馆", plan.tables, plan.tables * 10
        row.vehicles, row.no_service_objects, row.commitment = 3, True, True
    row.set_days()
    _reviewed(people, plan, row)
    _afterwards(people, plan, row)
    row.due_on = _next_day(city, plan, row)
    return row


def _reviewed(people: People, plan: Plan, row: CeremonyReport) -> None:
    if plan.state == State.DUE and plan.event != F:
        row.filed_on = None
    if plan.event == F or plan.state in (State.DUE, State.FILED, State.CANCELLED):
        return
    row.reviewer, row.reviewed_at = people.pair(row.unit_id)[0], at(add_workdays(plan.filed, 2))
    row.opinion = Opinion.AGREED
    if plan.state in (State.ASK, State.CORRECTED):
        row.opinion, row.opinion_words, row.asked = Opinion.REDUCED, REDUCE, REDUCE
    elif plan.tables > 15:
        row.opinion, row.opinion_words = Opinion.REMINDED, REMIND
    if plan.state == State.CORRECTED:
        row.answer, row.answered_at = "已压减。", at(add_workdays(plan.filed, 4))


def _afterwards(people: People, plan: Plan, row: CeremonyReport) -> None:
    if plan.state not in (State.HELD, State.OK, State.ARCHIVED):
        return
    row.after_on = add_workdays(plan.on, 6)
    row.actual_tables, row.actual_guests, row.gifts = plan.actual, plan.actual * 9, Gifts.NONE
    if plan.state != State.HELD:
        row.reviewer, row.compare_note = people.pair(row.unit_id)[0], "与报备情况一致"
        row.reviewed_at = at(add_workdays(row.after_on, 3))
    if plan.state == State.ARCHIVED:
        row.closed_at = at(add_workdays(row.after_on, 5))


def _next_day(city: City, plan: Plan, row: CeremonyReport) -> date | None:
    if plan.state == State.REVIEWED or (plan.state == State.DUE and plan.event == F):
        return row.after_by
    if plan.state == State.DUE:
        return row.file_by
    return add_workdays(city.today, 3) if plan.state in (State.FILED, State.ASK, State.CORRECTED) else None


def _steps(people: People, plan: Plan, row: CeremonyReport) -> list[Taken]:
    user, judge = row.official.user, people.pair(row.unit_id)[0]
    filed, after = plan.filed, row.after_on or plan.on
    first = [Taken("file", "签字报备", State.FILED, user, filed)]
    if plan.event == F:
        first = [Taken("phone", "登记电话报告", State.DUE, row.created_by, filed)]
    agreed = [] if plan.event == F else [Taken("agree", "同意", State.REVIEWED, judge, add_workdays(filed, 2))]
    asked = [Taken("require_reduction", "要求压减", State.ASK, judge, add_workdays(filed, 2), REDUCE)]
    over = [
        Taken("file_after", "事后备案", State.HELD, user, after),
        Taken("compare", "核对", State.OK, judge, add_workdays(after, 3)),
        Taken("archive", "归档", State.ARCHIVED, judge, add_workdays(after, 5)),
    ]
    more: dict[State, list[Taken]] = {
        State.DUE: []
        if plan.event == F
        else [Taken("withdraw", "审核前撤回", State.DUE, user, add_workdays(filed, 1))],
        State.FILED: [],
        State.ASK: asked,
        State.CORRECTED: [*asked, Taken("reduce", "压减", State.CORRECTED, user, add_workdays(filed, 4), "已压减。")],
        State.REVIEWED: agreed,
        State.HELD: agreed + over[:1],
        State.OK: agreed + over[:2],
        State.ARCHIVED: agreed + over,
        State.CANCELLED: [Taken("call_off", "取消操办", State.CANCELLED, user, add_workdays(filed, 5))],
    }
    return first + more[plan.state]


def _inspections(city: City, people: People, rows: list[CeremonyReport]) -> None:
    """GT49's tables were counted by two people whom a leader had assigned; one is assigned, one is proposed."""
    noon = at(date(2026, 5, 16), 13)
    seen: dict[str, Any] = {"status": InspectionStatus.DONE, "tables_seen": 27, "finding": "现场清点宴席桌数27桌"}
    seen |= dict.fromkeys(("inspected_at", "told_at", "closed_at"), noon)
    given = (
        (rows[0], seen, date(2026, 5, 12)),
        (rows[9], {"status": InspectionStatus.APPROVED, "due_on": rows[9].event_on}, date(2026, 6, 23)),
        (rows[8], {"status": InspectionStatus.PROPOSED, "due_on": rows[8].event_on}, date(2026, 6, 29)),
    )
    found = [_inspection(city, people, row, values, on) for row, values, on in given]
    CeremonyInspection.objects.bulk_create(found)
    TransitionRecord.objects.bulk_create(line for row in found for line in history_of(row, _inspection_steps(row)))


def _inspection(
    city: City, people: People, row: CeremonyReport, values: dict[str, Any], on: date
) -> CeremonyInspection:
    first, second = people.pair(row.unit_id)
    approver = None if values["status"] == InspectionStatus.PROPOSED else city.users["dep2"]
    return CeremonyInspection(
        ceremony=row, official=row.official, unit=row.unit, grounds="节假日期间抽查", inspector=first,
        second_inspector=second, created_by=city.users["con"], created_at=at(on), approver=approver, **values,
    )  # fmt: skip


def _inspection_steps(row: CeremonyInspection) -> list[Taken]:
    on = row.created_at.date()
    taken = [
        Taken("create", "新建", InspectionStatus.PROPOSED, row.created_by, on),
        Taken("approve", "指派", InspectionStatus.APPROVED, row.approver, add_workdays(on, 1)),
        Taken("record", "登记督查情况", InspectionStatus.DONE, row.inspector, row.ceremony.event_on),
    ]
    return taken[: {InspectionStatus.PROPOSED: 1, InspectionStatus.APPROVED: 2}.get(InspectionStatus(row.status), 3)]
