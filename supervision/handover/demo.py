"""Handovers of the demo city: ten changes of heads, five announced ones still being prepared, one cancelled.

Planted: GT44 (U16: no handover at all; U24: the signed list lacks two open problems), N47 (U31: full list, day nine).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType

from core.audit.models import AuditEvent
from core.audit.services import event_record
from core.deadlines.calendar import add_workdays
from core.deadlines.queries import due_date
from core.demo import City, demo_step, on_day
from core.documents.models import AllocatedNumber, NumberSeries
from early_warning.ecology.entries.models import OfficeEntry
from officials.demo.changes import HEAD_CHANGES
from officials.models import Official, Tenure
from supervision.demo_support import History, at, watcher
from supervision.handover import documents
from supervision.handover.changes import predecessor
from supervision.handover.choices import AFTER_SIGNING, Keeper, Progress, Source, Status, TraceStatus, Way
from supervision.handover.effects import SERIES
from supervision.handover.models import Handover, HandoverCopy, HandoverItem, TraceBack
from supervision.lists.choices import Category, Origin, ProblemStatus
from supervision.lists.models import Problem
from supervision.problems import OpenProblem, open_problems

ONE_DAY = timedelta(days=1)
NO_HANDOVER = "U16"
LACKS_TWO = "U24"
# Unit of a change -> state reached.
REACHED = {
    "U60": Status.DONE, "U31": Status.DONE, "U28": Status.DONE, "U24": Status.CHECK_90D, "U50": Status.CHECK_90D,
    "U52": Status.CHECK_90D, "U38": Status.CHECK_90D, "U44": Status.PLAN, "U56": Status.SIGNED,
}  # fmt: skip
UNCHECKED = {"U38", "U24"}
# Heads appointed for the sixth of July: their handovers are being prepared. Unit, where he comes from, state.
ANNOUNCED = (
    ("U05", "U06", Status.TRIGGERED), ("U08", "U07", Status.DRAWN), ("U13", "U11", Status.SUPPLEMENTED),
    ("U41", "U36", Status.MET), ("U29", "U17", Status.OBJECTED),
)  # fmt: skip
ANNOUNCED_DAY = date(2026, 7, 6)
PRINTED = {"U24", "U56"}
COURSE = (
    Status.TRIGGERED, Status.DRAWN, Status.SUPPLEMENTED, Status.MET, Status.SIGNED, Status.PLAN, Status.CHECK_90D,
    Status.DONE,
)  # fmt: skip
LABELS = {
    Status.TRIGGERED: ("open", "开启"), Status.DRAWN: ("draw", "拉取清单"),
    Status.SUPPLEMENTED: ("supplement", "补充说明"), Status.MET: ("meet", "监交会议"), Status.SIGNED: ("sign", "签字"),
    Status.PLAN: ("submit_plan", "提交整改计划"), Status.CHECK_90D: ("accept_plan", "接受计划"),
    Status.DONE: ("complete", "办结"), Status.OBJECTED: ("object", "提出异议"),
}  # fmt: skip
STATEMENT = "所列问题属实，整改责任已明确到人，相关资料已移交。"
PLAN = "一、逐项核实，建立台账；二、能改即改，三个月内完成；三、每月报送进展。"
RESULT = "逐项核验整改情况，未完成事项已明确时限，继续跟踪。"


@dataclass(frozen=True)
class Days:
    """When what happened: everything in time, but for what is planted."""

    start: date
    signed: date

    @property
    def by_state(self) -> dict[str, date]:
        return {
            Status.TRIGGERED: add_workdays(self.start, 1), Status.DRAWN: add_workdays(self.start, 2),
            Status.SUPPLEMENTED: add_workdays(self.start, 4), Status.MET: self.signed, Status.SIGNED: self.signed,
            Status.PLAN: self.signed + timedelta(days=21), Status.CHECK_90D: self.signed + timedelta(days=25),
            Status.DONE: self.signed + timedelta(days=96),
        }  # fmt: skip


@demo_step("handovers", order=990)
def build_handovers(city: City) -> None:
    """After lists, notices and the register of taking office, from which the lists and days come."""
    _five_problems(city)
    writer = Writer(city)
    for change in sorted(HEAD_CHANGES, key=lambda one: (one.start, one.unit)):
        if change.unit != NO_HANDOVER:
            writer.signed(change.unit, change.start)
    for code, origin, status in ANNOUNCED:
        writer.prepared(_announce(city, code, origin), status)
    writer.cancelled("U38")
    writer.write()
    _traces(city)
    event_record(event=AuditEvent.BULK, obj=Handover, count=Handover.objects.count(), source="demo_city")


def _announce(city: City, code: str, origin: str) -> Tenure:
    """An appointment that takes effect next week; both former posts end the day before."""
    post = city.things["heads"][code].tenures.get(end=None).post
    successor: Official = city.things["team"][origin][1]
    Tenure.objects.filter(post=post, end=None).update(end=ANNOUNCED_DAY - ONE_DAY)
    successor.tenures.filter(end=None).update(end=ANNOUNCED_DAY - ONE_DAY)
    return Tenure.objects.create(official=successor, post=post, start=ANNOUNCED_DAY, document="云委干〔2026〕88号")


class Writer:
    """Writes handovers with lists, copies, numbers and histories as the steps would have left them behind."""

    def __init__(self, city: City) -> None:
        self.city, self.history = city, History()
        self.numbers: dict[int, list[Handover]] = {}

    def signed(self, code: str, start: date) -> None:
        """A handover of a change of the last year; signed in time, on the day that the register of office holds."""
        tenure = Tenure.objects.select_related("post__unit", "official").get(
            post__unit__code=code, start=start, post__is_head=True
        )
        entry = OfficeEntry.objects.get(tenure=tenure)
        if code == "U31":
            entry.handover_on = add_workdays(start, 9)
            entry.save(update_fields=["handover_on"])
        signed_on = entry.handover_on or due_date("D34b", start)
        days, status = Days(start, signed_on), REACHED[code]
        row = self._row(tenure, status, days)
        row.signed_on = signed_on
        self._after_signing(row, code, status, days)
        row.save(force_insert=True)
        self._list(row, open_problems(row.unit, signed_on), lacks=2 if code == LACKS_TWO else 0)
        HandoverCopy.objects.bulk_create(self._copy(row, keeper) for keeper in Keeper)
        self.numbers.setdefault(signed_on.year, []).append(row)
        self._lines(row, [state for state in COURSE[: COURSE.index(Status(status)) + 1]], days.by_state)

    def _row(self, tenure: Tenure, status: str, days: Days) -> Handover:
        unit, opened = tenure.post.unit, min(days.by_state[Status.TRIGGERED], self.city.today)
        return Handover(
            unit=unit, tenure=tenure, outgoing=predecessor(tenure), incoming=tenure.official, status=status,
            handler=watcher(self.city, unit.code), created_by=watcher(self.city, unit.code), created_at=at(opened),
            drawn_on=days.by_state[Status.DRAWN], statement=STATEMENT, met_on=days.signed, place="单位三楼会议室",
            supervisor=watcher(self.city, unit.code, second=True), attendees="班子成员、财务和人事负责人",
        )  # fmt: skip

    def _after_signing(self, row: Handover, code: str, status: str, days: Days) -> None:
        moment = at(days.signed, 15)
        row.outgoing_signed_at = row.incoming_signed_at = row.supervisor_signed_at = moment
        row.outgoing_way = row.incoming_way = Way.PORTAL
        row.signings, row.check_due = 1, days.signed + timedelta(days=90)
        row.due_on = due_date("D34c", days.signed) if status == Status.SIGNED else row.check_due
        if status != Status.SIGNED:
            row.plan, row.plan_on = PLAN, days.by_state[Status.PLAN]
        if status in (Status.DONE, Status.CHECK_90D) and code not in UNCHECKED and row.check_due <= self.city.today:
            row.check_result, row.checked_by, row.checked_on = RESULT, row.handler, row.check_due
        if status == Status.DONE:
            row.approver, row.due_on, row.closed_at = self.city.users["dep2"], None, at(days.by_state[Status.DONE])

    def _list(self, row: Handover, problems: list[OpenProblem], *, lacks: int = 0) -> None:
        listed = problems[: len(problems) - lacks]
        done = row.checked_on is not None
        HandoverItem.objects.bulk_create(
            HandoverItem(
                handover=row, source=Source.SYSTEM, origin=str(problem.origin), title=problem.title[:300],
                standing=problem.status[:60], due_on=problem.due, measures=problem.measures,
                remaining="按期完成剩余措施", contact="办公室",
                progress=(Progress.SETTLED, Progress.UNDERWAY)[number % 2] if done else "",
                content_type=ContentType.objects.get_for_model(problem.record), object_id=problem.record.pk,
            )
            for number, problem in enumerate(listed)
        )  # fmt: skip

    def _copy(self, row: Handover, keeper: Keeper) -> HandoverCopy:
        users = {Keeper.ORGANISATION: self.city.users["org"], Keeper.AUDIT: self.city.users["jnt"]}
        return HandoverCopy(handover=row, keeper=keeper, user=users.get(keeper), handed_on=row.signed_on + ONE_DAY)

    def prepared(self, tenure: Tenure, status: str) -> None:
        """A handover that is still being prepared on the demo's day."""
        today = self.city.today
        row = Handover(
            unit=tenure.post.unit, tenure=tenure, outgoing=predecessor(tenure), incoming=tenure.official, status=status,
            created_by=watcher(self.city, tenure.post.unit.code), handler=watcher(self.city, tenure.post.unit.code),
            created_at=at(today - timedelta(days=6)), due_on=due_date("D34a", ANNOUNCED_DAY),
        )  # fmt: skip
        place = COURSE.index(Status(status)) if status in COURSE else COURSE.index(Status.MET)
        if place >= 1:
            row.drawn_on = today - timedelta(days=5)
        if place >= 2:
            row.statement, row.due_on = STATEMENT, due_date("D34b", ANNOUNCED_DAY)
        if place >= 3:
            row.met_on, row.place = today - ONE_DAY, "单位会议室"
            row.supervisor = watcher(self.city, tenure.post.unit.code, second=True)
        row.save(force_insert=True)
        if place >= 1:
            self._list(row, open_problems(row.unit, today))
        days = {state: today - timedelta(days=6 - number) for number, state in enumerate(COURSE[:5])}
        steps = [*COURSE[: place + 1], *([Status.OBJECTED] if status == Status.OBJECTED else [])]
        self._lines(row, steps, days | {Status.OBJECTED: today - ONE_DAY})
        if status == Status.OBJECTED:
            self._objected(row)

    def _objected(self, row: Handover) -> None:
        """The incoming head objects to the first item; a list without open problems gets one from him."""
        item = row.items.first() or row.items.create(origin="离任者补充", title="遗留的历史欠款核对")
        item.objection = "欠款金额与账面不一致，请核实后再签。"
        item.save(update_fields=["objection"])

    def cancelled(self, code: str) -> None:
        """Opened with the wrong day of the appointment, and cancelled."""
        tenure = Tenure.objects.select_related("post__unit", "official").get(
            post__unit__code=code, post__is_head=True, start__gte=date(2025, 7, 1), start__lte=self.city.today
        )
        opened = add_workdays(tenure.start, 1)
        row = Handover.objects.create(
            unit=tenure.post.unit, tenure=tenure, outgoing=predecessor(tenure), incoming=tenure.official,
            status=Status.CANCELLED, created_by=watcher(self.city, code), created_at=at(opened, 9),
            closed_at=at(opened, 9),
        )  # fmt: skip
        self.history.add(row, "open", "开启", "", Status.TRIGGERED, row.created_by, opened, 9)
        self.history.add(row, "cancel", "取消", Status.TRIGGERED, Status.CANCELLED, self.city.users["dep2"], opened, 9)

    def _lines(self, row: Handover, steps: list[Any], days: dict[Any, date]) -> None:
        before, heads = "", {Status.SUPPLEMENTED: row.outgoing.user, Status.PLAN: row.incoming.user}
        actors = heads | {Status.SIGNED: row.supervisor, Status.DONE: row.approver, Status.OBJECTED: row.incoming.user}
        for number, state in enumerate(steps):
            name, label = LABELS[state]
            actor = actors.get(state) or row.handler
            self.history.add(row, name, label, before, state, actor, min(days[state], self.city.today), 9 + number % 8)
            before = state

    def write(self) -> None:
        """Numbers in the order of the signatures, histories, and the printed lists of two handovers."""
        for year, rows in self.numbers.items():
            rows.sort(key=lambda row: (row.signed_on, row.pk))
            series = NumberSeries.objects.create(prefix=SERIES, year=year, last_number=len(rows))
            for number, row in enumerate(rows, start=1):
                row.doc_no = f"{SERIES}〔{year}〕{number}号"
                AllocatedNumber.objects.create(
                    series=series, number=number, text=row.doc_no, owner=row, allocated_at=row.supervisor_signed_at,
                    allocated_by=row.supervisor,
                )  # fmt: skip
            Handover.objects.bulk_update(rows, ["doc_no"])
            for row in rows:
                if row.unit.code in PRINTED:
                    with on_day(row.signed_on):
                        documents.list_issue(handover=row, actor=row.supervisor)
        self.history.write()


LATE_ENTRIES = (
    ("垃圾焚烧监管台账不全", "台账缺三个月记录。"),
    ("危废转移联单未归档", "十二份联单未归档。"),
    ("监测站设备闲置", "两台设备闲置超过一年。"),
    ("执法案卷超期未结", "四件案卷超期。"),
    ("专项资金结余未上缴", "结余资金未按期上缴。"),
)


def _five_problems(city: City) -> None:
    """GT44: at least five problems of U24 were open when its list was signed; the last two were entered afterwards."""
    entry = OfficeEntry.objects.select_related("tenure").get(
        tenure__post__unit__code=LACKS_TWO, tenure__post__is_head=True, tenure__start=date(2025, 10, 20)
    )
    there = len(open_problems(city.units[LACKS_TWO], entry.handover_on or city.today))
    by, second = watcher(city, LACKS_TWO), watcher(city, LACKS_TWO, second=True)
    found = date(2025, 9, 15)
    Problem.objects.bulk_create(
        Problem(
            unit=city.units[LACKS_TWO], title=title, fact=fact, category=Category.values[number % len(Category.values)],
            origin=Origin.AUDIT, found_on=found, due_on=date(2026, 9, 30), status=ProblemStatus.RECTIFYING,
            created_by=by, created_at=at(found), confirmed_by=second, confirmed_at=at(add_workdays(found, 3)),
            handler=by,
        )
        for number, (title, fact) in enumerate(LATE_ENTRIES[: max(0, 5 - there)])
    )  # fmt: skip


def _traces(city: City) -> None:
    """A problem of U28 traced back through its heads, approved; one of U24 concluded, one being written."""
    for code, status in (("U28", TraceStatus.APPROVED), ("U24", TraceStatus.CONCLUDED), ("U56", TraceStatus.DRAFT)):
        handover = (
            Handover.objects.filter(unit=city.units[code], status__in=AFTER_SIGNING).select_related("unit").first()
        )
        item = handover.items.first() if handover else None
        if item is None:
            continue
        by = watcher(city, code)
        concluded = status != TraceStatus.DRAFT
        TraceBack.objects.create(
            unit=city.units[code], problem=item.title, item=item, content_type=item.content_type,
            object_id=item.object_id, first=date(2024, 1, 1), last=city.today, status=status,
            conclusion="问题形成于前任任期，前任已作说明并移交；现任接收后按计划推进整改。" if concluded else "",
            concluded_by=by if concluded else None, concluded_on=city.today - timedelta(days=9) if concluded else None,
            approver=city.users["dep2"] if status == TraceStatus.APPROVED else None,
            created_by=by, created_at=at(city.today - timedelta(days=14)),
        )  # fmt: skip
