"""M57: checks of the four layers of responsibility, closed, confirmed and in preparation with what they found."""

from datetime import date
from typing import Any

from core.demo import City, on_day
from core.mechanisms.services import record_create
from core.workflow.services import transition_perform
from supervision.lists.choices import Layer, LayerResult
from supervision.lists.demo.people import Cast
from supervision.lists.models import CheckFinding, ResponsibilityCheck

SUMMARY = "查阅责任清单、会议纪要和谈话记录，抽查党支部两个，个别访谈班子成员四人。"
# Day, units. Two years are closed, the last one was confirmed this month.
IN_ORDER = (
    (date(2025, 6, 18), ("U15", "U22", "U35", "U45"), True),
    (date(2025, 12, 9), ("U17", "U26", "U31", "U56"), True),
    (date(2026, 6, 16), ("U20", "U29", "U48"), False),
)
# In preparation: a finding becomes a problem of the unit only when a second person confirms the check.
FOUND = (
    ("U33", date(2026, 6, 24), "dual_duty", Layer.DUAL, "分管领域廉政谈话不足",
     "上半年三名班子成员中一名未与分管科室负责人谈话。"),
    ("U53", date(2026, 6, 26), "first_person", Layer.FIRST, "第一责任人专题研究不足",
     "上半年未见党委会专题研究全面从严治党的记录。"),
)  # fmt: skip


def build_checks(city: City, cast: Cast) -> None:
    """Thirteen checks. None that is confirmed found anything: the problems of the city are counted elsewhere."""
    for day, codes, closed in IN_ORDER:
        for code in codes:
            maker, confirmer = cast.watchers(code)
            with on_day(day):
                check = _check(city, code, day, maker)
                check = transition_perform(instance=check, name="confirm", actor=confirmer)
                if closed:
                    transition_perform(instance=check, name="close", actor=confirmer)
    for code, day, column, layer, title, fact in FOUND:
        maker, _confirmer = cast.watchers(code)
        with on_day(day):
            check = _check(city, code, day, maker, **{column: LayerResult.PROBLEMS})
            CheckFinding.objects.create(check_of=check, no=1, layer=layer, title=title, fact=fact)


def _check(city: City, code: str, day: date, maker: Any, **results: str) -> Any:
    unit = city.units[code]
    half = "上半年" if day.month < 7 else "下半年"
    columns = dict.fromkeys(("political", "first_person", "dual_duty", "supervisory"), LayerResult.IN_ORDER)
    values = {
        "unit": unit, "title": f"{day.year}年{half}责任落实情况监督检查", "checked_on": day, "summary": SUMMARY,
    }  # fmt: skip
    return record_create(model=ResponsibilityCheck, values=values | columns | results, actor=maker)
