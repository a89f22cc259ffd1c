"""Lists of powers of twelve units where money, projects and permits gather, and how the powers were used."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.contrib.contenttypes.models import ContentType

from core.audit.models import AuditEvent
from core.audit.services import event_record
from core.deadlines.calendar import add_workdays, subtract_workdays
from core.demo import City, demo_step
from early_warning.checks.models import DoubtPoint
from officials.models import DutyDivision, Post, Tenure
from supervision.demo_support import History, at, watcher
from supervision.filed import Status
from supervision.meetings.models import AgendaItem, Resolution
from supervision.powers.models import Category, ExerciseStatus, PowerExercise, PowerItem, PowerList, Risk

UNITS = ("U14", "U15", "U21", "U23", "U24", "U25", "U26", "U28", "U31", "U35", "U56", "U60")
SECOND_VERSION = {"U15", "U25", "U56"}
DRAFTING, OVERDUE, RETURNED = "U31", "U35", "U26"
HOLDING = (Status.IN_FORCE, Status.SUPERSEDED)
FIRST_DAY, SECOND_DAY = date(2025, 3, 1), date(2026, 3, 2)
# name, category, in charge of which area (none: the head), authority, co-signed, collective, where published, risk
POWERS = (
    ("干部选拔任用", Category.PERSONNEL, "", "干部任免工作规定", False, True, "任前公示栏", Risk.RISK_HIGH),
    ("内部岗位调整", Category.PERSONNEL, "HR", "单位人事管理办法", True, True, "", Risk.RISK_MEDIUM),
    ("大额资金使用", Category.FUNDS, "", "“三重一大”决策实施办法", True, True, "", Risk.RISK_HIGH),
    ("日常经费审批", Category.FUNDS, "FIN", "单位财务管理制度", True, False, "", Risk.RISK_MEDIUM),
    ("政府采购组织", Category.ASSETS, "PURCHASE", "单位内部采购管理办法", True, False, "政府采购网", Risk.RISK_HIGH),
    ("固定资产处置", Category.ASSETS, "FIN", "国有资产管理办法", True, True, "", Risk.RISK_MEDIUM),
    ("项目立项与变更", Category.AFFAIRS, "WORKS", "项目管理办法", True, True, "单位门户网站", Risk.RISK_HIGH),
    ("行政许可办理", Category.AFFAIRS, "BUSINESS", "权责清单", False, False, "政务服务网", Risk.RISK_LOW),
)
PROCEDURE = "1.经办科室提出并附依据\n2.分管领导审核\n3.按权限审批或提交集体研究\n4.结果登记备查"
CONTROLS = "定期轮岗；全程留痕；派驻组列席；每季度抽查"


@demo_step("powers", order=975)
def build_powers(city: City) -> None:
    """After the health checks, whose doubt points are among the decisions that uses are linked to."""
    history = History()
    lists = [made for code in UNITS for made in _lists(city, code, history)]
    PowerList.objects.bulk_create(lists)
    items = [item for made in lists for item in _items(made)]
    PowerItem.objects.bulk_create(items)
    exercises = [use for item in items if item.power_list.status == Status.IN_FORCE for use in _uses(city, item)]
    PowerExercise.objects.bulk_create(exercises)
    _name_in_meetings(items)
    history.write()
    event_record(event=AuditEvent.BULK, obj=PowerItem, count=len(items), source="demo_city")


NAMED = {
    "PERSONNEL": "干部选拔任用", "FUNDS": "大额资金使用", "PROJECT": "项目立项与变更", "DECISION": "项目立项与变更",
}  # fmt: skip


def _name_in_meetings(items: list[PowerItem]) -> None:
    """Major agenda items name the power of the list that held on their day; every seventh does not."""
    by_unit = {(item.power_list.unit_id, item.power_list.version, item.name): item for item in items}
    holding = [made for made in {item.power_list for item in items} if made.status in HOLDING]
    rows = AgendaItem.objects.filter(meeting__unit__code__in=UNITS, category__in=NAMED).select_related("meeting")
    named = []
    for row in rows.order_by("pk"):
        day, unit = row.meeting.convened_on, row.meeting.unit_id
        made = next((one for one in holding if one.unit_id == unit and _held(one, day)), None)
        if made is not None and row.pk % 7:
            row.power = by_unit[unit, made.version, NAMED[row.category]]
            named.append(row)
    AgendaItem.objects.bulk_update(named, ["power"], batch_size=500)


def _held(made: PowerList, day: date) -> bool:
    return made.effective_on <= day and (made.ended_on is None or day <= made.ended_on)


def _lists(city: City, code: str, history: History) -> list[PowerList]:
    if code in SECOND_VERSION:
        first = _list(city, code, 1, FIRST_DAY, Status.SUPERSEDED, history)
        first.ended_on, first.closed_at = SECOND_DAY - timedelta(days=1), at(SECOND_DAY)
        return [first, _list(city, code, 2, SECOND_DAY, Status.IN_FORCE, history)]
    rows = [_list(city, code, 1, FIRST_DAY, Status.IN_FORCE, history)]
    if code in (DRAFTING, OVERDUE, RETURNED):
        states = {DRAFTING: Status.DRAFT, OVERDUE: Status.STUDIED, RETURNED: Status.RETURNED}
        rows.append(_list(city, code, 2, city.today + timedelta(days=10), states[code], history))
    return rows


def _list(city: City, code: str, version: int, start: date, status: str, history: History) -> PowerList:
    liaison, office = city.users[f"lia_{code.lower()}"], watcher(city, code)
    meeting = subtract_workdays(min(start, city.today), 16 if code == OVERDUE else 5)
    made = PowerList(
        unit=city.units[code], version=version, status=status, effective_on=start, created_by=liaison,
        reason="年度权力清单" if version == 1 else "岗位职责调整", created_at=at(subtract_workdays(meeting, 6)),
    )  # fmt: skip
    history.add(made, "create", "新建", "", Status.DRAFT, liaison, subtract_workdays(meeting, 6), 9)
    if status == Status.DRAFT:
        return made
    made.meeting_on, made.minutes_ref = meeting, f"党组会议纪要〔{meeting.year}〕{int(code[1:]) % 7 + 2}号"
    history.add(made, "study", "会议研究", Status.DRAFT, Status.STUDIED, liaison, meeting, 10)
    made.due_on = add_workdays(meeting, 10)
    if status in (Status.STUDIED, Status.RETURNED):
        return made
    filed = add_workdays(meeting, 3)
    made.filed_on, made.filed_by, made.checked_by, made.checked_on = filed, liaison, office, add_workdays(filed, 2)
    made.due_on = None
    history.add(made, "file", "报备", Status.STUDIED, Status.FILED, liaison, filed, 10)
    history.add(made, "accept", "接受报备", Status.FILED, Status.IN_FORCE, office, made.checked_on, 10)
    return made


def _items(made: PowerList) -> list[PowerItem]:
    posts = list(Post.objects.filter(unit=made.unit, in_team=True, active=True).order_by("order", "pk"))
    duties = DutyDivision.objects.filter(unit=made.unit, end=None).order_by("pk").values_list("area", "official")
    holders: dict[str, int] = {}
    for area, official in duties:
        holders.setdefault(area, official)
    seats = dict(Tenure.objects.filter(post__in=posts, end=None).values_list("official", "post"))
    by_pk = {post.pk: post for post in posts}
    return [
        PowerItem(
            power_list=made, name=name, category=category, authority=authority, procedure=PROCEDURE, risk=risk,
            holder_post=by_pk.get(seats.get(holders.get(area, 0), 0), posts[0 if not area else 1]),
            co_sign=co_sign, collective=collective, publicity=bool(channel), publicity_channel=channel,
            controls="" if risk == Risk.RISK_LOW else CONTROLS,
        )
        for name, category, area, authority, co_sign, collective, channel, risk in POWERS
    ]  # fmt: skip


MATTERS = {
    "干部选拔任用": "拟任干部人选研究", "大额资金使用": "年度专项经费安排", "政府采购组织": "办公设备集中采购",
    "项目立项与变更": "重点项目设计变更", "日常经费审批": "第二季度运行经费",
}  # fmt: skip


def _uses(city: City, item: PowerItem) -> list[PowerExercise]:
    """One or two uses of the powers that decide most; every ninth lacks a check on record."""
    matter = MATTERS.get(item.name)
    if matter is None:
        return []
    number = int(item.power_list.unit.code[1:])
    first = max(item.power_list.effective_on, date(2026, 2, 2))
    days = [add_workdays(first, 10 + number % 9 + 17 * turn) for turn in range(1 + number % 2)]
    return [_use(city, item, matter, day, bare=(number + turn) % 9 == 5) for turn, day in enumerate(days)]


def _use(city: City, item: PowerItem, matter: str, day: date, *, bare: bool) -> PowerExercise:
    unit = item.power_list.unit
    holder = Tenure.objects.on(day).filter(post=item.holder_post).select_related("official").first()
    decision = _decision(item, unit)
    money = item.category in (Category.FUNDS, Category.ASSETS)
    return PowerExercise(
        unit=unit, item=item, on=day, matter=matter, decider=holder.official if holder else None,
        amount=Decimal(380_000 + 12_500 * (day.day % 30)) if money else None,
        co_signed_by="" if bare or not item.co_sign else "分管副职、财务负责人",
        meeting_ref="" if bare or not item.collective else f"党组会议纪要〔{day.year}〕{day.month + 3}号",
        published_on=None if bare or not item.publicity else min(add_workdays(day, 3), city.today),
        content_type=ContentType.objects.get_for_model(decision) if decision else None,
        object_id=decision.pk if decision else None,
        status=ExerciseStatus.LINKED if decision else ExerciseStatus.RECORDED,
        created_by=city.users[f"lia_{unit.code.lower()}"], created_at=at(day, 16),
    )  # fmt: skip


# Which items of meetings the uses of a power are decided under.
FIELDS = {Category.FUNDS: "FUNDS", Category.AFFAIRS: "PROJECT"}


def _decision(item: PowerItem, unit: Any) -> Any:
    """An appointment for personnel, a resolution for money and projects, a doubt point where one was found."""
    if item.category == Category.PERSONNEL:
        return Tenure.objects.filter(post__unit=unit, start__gte=date(2025, 6, 1)).order_by("start", "pk").first()
    if item.category == Category.ASSETS:
        return DoubtPoint.objects.filter(unit=unit).order_by("pk").first()
    held = Resolution.objects.filter(unit=unit, item__category=FIELDS.get(Category(item.category), "")).order_by("pk")
    return held.last()
