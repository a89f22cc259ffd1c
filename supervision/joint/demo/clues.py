"""Clues handed over between the partners and the commission: one in every state, one of them overdue."""

from datetime import date, timedelta
from typing import Any

from core.deadlines.calendar import roll_forward
from core.demo import City, on_day
from core.mechanisms.services import record_create
from organization.models import User
from supervision.joint.demo.conferences import step
from supervision.joint.models import ClueTransfer

BASIS = "《中华人民共和国监察法》第三十四条"
# matter, from, to, day of the draft, how far it has come
CLUES = (
    ("某街道补贴发放对象重复", "U21", "U02", date(2026, 1, 12), "close"),
    ("审计发现采购资料不完整", "U34", "U02", date(2026, 2, 9), "report_result"),
    ("统计执法发现数据异常", "U36", "U02", date(2026, 5, 18), "report_progress"),
    ("专项资金结余长期未清理", "U34", "U21", date(2026, 5, 12), "receive"),
    ("信访集中反映收费问题", "U41", "U34", date(2026, 6, 17), "send"),
    ("项目审计需求事项", "U02", "U34", date(2026, 6, 25), "send"),
    ("企业统计报表差错", "U36", "U21", date(2026, 4, 8), "decline"),
    ("预算执行核查需求", "U02", "U21", date(2026, 6, 29), "draft"),
)
EVIDENCE = (("问题事项说明", 3), ("相关凭证复印件目录", 12), ("数据比对表", 5))
SUMMARY = "工作中发现该事项存在疑点，现按会商机制移送核查，请按规定期限回执并反馈进展。"
STEPS = ("send", "receive", "report_progress", "report_result", "close")
WORDS: dict[str, dict[str, Any]] = {
    "report_progress": {"progress": "已调取资料，正在核对。"},
    "report_result": {"result": "经核查，有关手续已补齐，相关单位已完成整改。"},
    "decline": {"reason": "不属于本部门职责范围。"},
}


def write_clues(city: City, people: dict[str, User]) -> None:
    for title, source, target, day, last in CLUES:
        with on_day(day):
            clue = _draft(city, people[source], title, source, target)
        if last != "draft":
            _run(city, people, clue, day, last)


def _draft(city: City, actor: User, title: str, source: str, target: str) -> ClueTransfer:
    values = {
        "title": title, "from_unit": city.units[source], "to_unit": city.units[target], "summary": SUMMARY,
        "legal_basis": BASIS,
    }  # fmt: skip
    clue: Any = record_create(model=ClueTransfer, values=values, actor=actor)
    for text, copies in EVIDENCE:
        clue.evidence.create(text=text, copies=copies)
    return clue


def _run(city: City, people: dict[str, User], clue: ClueTransfer, day: date, last: str) -> None:
    names = ("send", "decline") if last == "decline" else STEPS[: STEPS.index(last) + 1]
    for number, name in enumerate(names):
        source, target = clue.from_unit.code, clue.to_unit.code
        sender = city.users["dep1"] if source == "U02" and name == "send" else people[source]
        actor = sender if name in ("send", "close") else people[target]
        with on_day(min(roll_forward(day + timedelta(days=1 + number * 4)), city.today)):
            step(clue, name, actor, **WORDS.get(name, {}))
