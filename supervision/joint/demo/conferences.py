"""Three quarters of conferences: the first closed, the second at work, the third being prepared."""

from datetime import date, timedelta
from typing import Any

from core.deadlines.calendar import roll_forward
from core.demo import City, on_day
from core.mechanisms.services import record_create
from core.workflow.services import transition_perform
from organization.models import User
from supervision.joint.choices import PartnerKind
from supervision.joint.models import JointConference, JointItem, SharedMaterial

INVITED = (
    (PartnerKind.AUDIT, "U34"), (PartnerKind.FINANCE, "U21"), (PartnerKind.STATISTICS, "U36"),
    (PartnerKind.ORGANISATION, "U03"), (PartnerKind.PETITIONS, "U41"),
)  # fmt: skip
BASIS = "《中华人民共和国审计法》第五十二条"
CONFERENCES = (
    (date(2025, 12, 18), "2025年第四季度监督贯通协同联席会议", "closed"),
    (date(2026, 3, 26), "2026年第一季度监督贯通协同联席会议", "running"),
    (date(2026, 7, 9), "2026年第二季度监督贯通协同联席会议", "planned"),
)
TOPICS = (
    ("审计发现问题整改情况", "U34"), ("惠民惠农财政补贴资金发放核查", "U21"), ("统计数据质量核查移送事项", "U36"),
    ("信访反映集中问题分析", "U41"),
)  # fmt: skip
TASKS = (
    ("核查审计反馈的采购拆分问题整改情况并反馈", "U34", ("U21",)), ("比对惠农补贴发放与户籍注销数据", "U21", ("U36",)),
    ("梳理统计执法移送问题线索", "U36", ()), ("汇总信访集中反映事项并分析原因", "U41", ("U03",)),
)  # fmt: skip
MATERIALS = (("2025年度审计查出问题清单（摘要）", "U34", ("U21", "U03")), ("补贴资金疑点数据表", "U21", ("U36",)))
RESOLUTIONS = (
    "一、审计、财政、统计部门按季度向联席会议通报监督发现的问题。\n二、问题线索按规定程序移送，五个工作日内回执。"
)
MINUTES = "各成员单位要按照分工抓好落实，办理情况于期限前反馈联席会议办公室。"
FEEDBACK = "已完成核查，形成清单并督促相关单位整改。"


def write_conferences(city: City, people: dict[str, User]) -> None:
    for day, title, state in CONFERENCES:
        conference = _plan(city, day, title)
        if state != "planned":
            _hold(city, conference, day)
            _work(city, people, conference, day, all_done=state == "closed")


def _plan(city: City, day: date, title: str) -> JointConference:
    start = roll_forward(min(day, city.today) - timedelta(days=15))
    with on_day(start):
        conference: Any = record_create(
            model=JointConference,
            values={"title": title, "held_on": day, "place": "市纪委监委第二会议室", "legal_basis": BASIS},
            actor=city.users["con"],
        )
        for kind, code in INVITED:
            conference.partners.create(kind=kind, unit=city.units[code])
        for text, code in TOPICS:
            conference.topics.create(title=text, unit=city.units[code])
        for text, source, receivers in MATERIALS:
            values = {"conference": conference, "title": text, "source": city.units[source], "legal_basis": BASIS}
            values["recipients"] = [city.units[code] for code in receivers]
            material = record_create(model=SharedMaterial, values=values, actor=city.users["con"])
            step(material, "share", city.users["con"])
    return conference


def _hold(city: City, conference: JointConference, day: date) -> None:
    with on_day(day - timedelta(days=7)):
        step(conference, "share", city.users["con"])
    with on_day(day):
        came = dict.fromkeys(conference.partners.values_list("pk", flat=True), "分管负责同志")
        step(conference, "hold", city.users["con"], resolutions=RESOLUTIONS, attended=came)
        for text, lead, helpers in TASKS:
            values = {
                "conference": conference, "text": text, "lead": city.units[lead],
                "assistants": [city.units[code] for code in helpers], "due_on": roll_forward(day + timedelta(days=75)),
            }  # fmt: skip
            record_create(model=JointItem, values=values, actor=city.users["con"])
        step(conference, "draft_minutes", city.users["con"], minutes=MINUTES)
    with on_day(roll_forward(day + timedelta(days=3))):
        step(conference, "issue", city.users["dep2"])
        step(conference, "assign", city.users["con"])


def _work(city: City, people: dict[str, User], conference: JointConference, day: date, *, all_done: bool) -> None:
    """Feedback and close-out; while tasks run one waits for its close-out and one is overdue."""
    for number, task in enumerate(conference.tasks.order_by("pk")):
        if number == 3 and not all_done:
            continue
        with on_day(roll_forward(day + timedelta(days=50 + number))):
            step(task, "report", people[task.lead.code], feedback=FEEDBACK)
        if all_done or number != 2:
            with on_day(roll_forward(day + timedelta(days=60 + number))):
                step(task, "close", city.users["con"])
    if all_done:
        with on_day(roll_forward(day + timedelta(days=80))):
            step(conference, "close", city.users["con"])


def step(record: Any, name: str, actor: User, **values: Any) -> None:
    transition_perform(instance=record, name=name, actor=actor, **values)
    record.refresh_from_db()
