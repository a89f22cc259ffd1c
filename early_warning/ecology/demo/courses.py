"""How far people have come with the analyses: some units of the last half-year are done, the present one runs."""

from datetime import date, timedelta
from typing import Any

from core import clock
from core.deadlines.calendar import roll_forward
from core.demo import City
from core.workflow.services import transition_perform
from early_warning.ecology.demo.days import living_on, office_hour
from early_warning.ecology.models import EcologyAssessment
from organization.models import Unit, User

STEPS = ("give_opinion", "record_meeting", "consult", "respond", "sign", "feed_back", "archive")
# Half-year -> the first day of the work, and the last step of each unit so far.
COURSES: dict[str, tuple[date, dict[str, str]]] = {
    "2025H2": (date(2026, 2, 9), {"U59": "archive", "U25": "archive", "U46": "archive", "U29": "feed_back"}),
    "2026H1": (
        date(2026, 6, 15),
        {"U59": "consult", "U25": "record_meeting", "U46": "respond", "U47": "give_opinion"},
    ),
}


def run_courses(city: City) -> None:
    for period, (first, courses) in COURSES.items():
        for number, (code, last) in enumerate(courses.items()):
            record = EcologyAssessment.objects.live().of_period(period).get(unit=city.units[code])
            _run(city, record, STEPS[: STEPS.index(last) + 1], first + timedelta(days=number))


def _run(city: City, record: EcologyAssessment, steps: tuple[str, ...], first: date) -> None:
    day = roll_forward(first)
    for name in steps:
        actor = _actor(city, name, record.unit.code)
        with living_on(day), clock.standing_still(office_hour(day).time()):
            record = transition_perform(instance=record, name=name, actor=actor, **words(name, record, day))
        day = min(roll_forward(day + timedelta(days=3)), city.today)


def watcher_of(unit: Unit) -> User:
    """Who supervises ``unit``: of its stationed team, else of its supervision office."""
    rows = User.objects.filter(groups__name__in=("STA", "SUP"), jurisdictions__unit=unit)
    return rows.order_by("username").first() or User.objects.get(username="sup1")


def _actor(city: City, name: str, code: str) -> Any:
    if name == "sign":
        return city.users["sec"]
    return city.users[f"uhd_{code.lower()}"] if name == "respond" else watcher_of(city.units[code])


def words(name: str, record: EcologyAssessment, day: date) -> dict[str, Any]:
    """What people write; the figures themselves are in the tables."""
    if name == "give_opinion":
        return opinion(record)
    if name == "record_meeting":
        return {
            "meeting_on": day,
            "participants": "监督检查室、党风政风监督室、案件监督管理室、信访室",
            "meeting_summary": "会议同意室级初评意见，认为有关情况需征求被评单位意见后进一步核实。",
        }
    if name == "respond":
        return {
            "response": "对报告所列数据无异议。个别事项系资料报送迟延所致，已安排专人补充备案。",
            "recalculation_asked": record.period == "2026H1",
        }
    return {}


def opinion(record: EcologyAssessment) -> dict[str, Any]:
    """An opinion that speaks of what the figures show."""
    lost = [str(value.indicator.label) for value in record.values.all() if value.score is not None and value.score < 70]
    found = f"本期失分集中在{'、'.join(lost)}。" if lost else "本期各项指标总体平稳，未发现明显短板。"
    return {
        "opinion": f"{found}建议结合日常监督情况召开研判会议，听取单位说明后再作结论。",
        "problems": [f"{label}未达目标。" for label in lost],
        "suggestions": ["逐项核对未达标记录，能补正的限期补正。", "由班子成员分工整改，下一期重点回看。"],
    }
