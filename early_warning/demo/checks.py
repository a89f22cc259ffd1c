"""Step 600: the health check has run every quarter; people have dealt with some of what it found."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.demo import City, demo_step, on_day
from early_warning.checks import services
from early_warning.checks.models import DoubtPoint, ModelStanding, Trigger
from early_warning.checks.registry import all_models
from early_warning.checks.running import run_create, run_execute

# Days after which the data of a quarter was in force; the last run is of the demo's own day.
RUNS = (date(2026, 1, 30), date(2026, 4, 30))
TRIAL_REVIEWED, TRIAL_CONFIRMED = 36, 17


@demo_step("health checks", order=600)
def build_runs(city: City) -> None:
    """Nightly runs are many; three of them show how the doubt points came."""
    # The reviews of the trial year: without them every finding would be held at level 1 (precision gate, 3.3).
    ModelStanding.objects.bulk_create(
        ModelStanding(code=model.code, trial_reviewed=TRIAL_REVIEWED, trial_confirmed=TRIAL_CONFIRMED)
        for model in all_models()
    )
    for day in (*RUNS, city.today):
        with on_day(day):
            run_execute(run=run_create(actor=None, trigger=Trigger.SCHEDULE, as_of=day))
    _triage(city)


@dataclass(frozen=True)
class Step:
    """What ``login`` did with the doubt point on ``day``."""

    day: date
    login: str
    do: Callable[[DoubtPoint, Any], Any]


def _take(doubt: DoubtPoint, actor: Any) -> Any:
    return services.doubt_take(doubt_point=doubt, actor=actor)


def _confirm(reason: str) -> Callable[[DoubtPoint, Any], Any]:
    return lambda doubt, actor: services.doubt_confirm(doubt_point=doubt, reason=reason, actor=actor)


def _exclude(reason: str) -> Callable[[DoubtPoint, Any], Any]:
    return lambda doubt, actor: services.doubt_exclude(doubt_point=doubt, reason=reason, actor=actor)


def _defer(until: date, reason: str) -> Callable[[DoubtPoint, Any], Any]:
    return lambda doubt, actor: services.doubt_defer(doubt_point=doubt, until=until, reason=reason, actor=actor)


def _ask(question: str) -> Callable[[DoubtPoint, Any], Any]:
    return lambda doubt, actor: services.material_ask(doubt_point=doubt, question=question, actor=actor)


# The object that the doubt point is about -> what has been done; the other doubt points wait untouched.
COURSES: dict[str, tuple[Step, ...]] = {
    "budget_item:EDU-IT-05": (Step(date(2026, 6, 24), "sta5", _take),),
    "purchase:U25-2025-101": (
        Step(date(2026, 6, 8), "sta3", _take),
        Step(date(2026, 6, 12), "sta3", _confirm("调阅开标记录，有效投标确为两家，未重新招标即定标。")),
    ),
    "purchase:U25-2025-102": (Step(date(2026, 6, 26), "sta3", _take),),
    "purchase:U25-2025-103": (
        Step(date(2026, 2, 4), "sta3", _take),
        Step(date(2026, 2, 11), "sta3", _exclude("两次公告均不足三家，已报财政部门批准变更采购方式，批件齐全。")),
    ),
    "contract:HT-U25-2025-018": (
        Step(date(2026, 5, 12), "sta3", _take),
        Step(date(2026, 5, 20), "sta3", _confirm("四份补充协议累计306万元，未见变更审批手续。")),
    ),
    "purchase:U60-2025-041": (
        Step(date(2026, 6, 22), "sta5", _take),
        Step(date(2026, 6, 25), "sta5", _ask("请说明该项目单一来源公示情况，并提供公示截图和论证意见。")),
    ),
    "supplier:99500101MA0D0001X1": (
        Step(date(2026, 6, 15), "sup2", _take),
        Step(date(2026, 6, 16), "sup2", _defer(date(2026, 7, 15), "待第二季度养护招标结果一并研判。")),
    ),
    "contract:HT-U49-2025-012": (Step(date(2026, 6, 29), "sup1", _take),),
}


def _triage(city: City) -> None:
    doubts = {tuple(doubt.object_ids): doubt for doubt in DoubtPoint.objects.all()}
    for about, course in COURSES.items():
        doubt = next(found for ids, found in doubts.items() if about in ids)
        for step in course:
            with on_day(step.day):
                step.do(doubt, city.users[step.login])
                doubt.refresh_from_db()
