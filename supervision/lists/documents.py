"""W13: the four lists on landscape A4. Official wording, whatever language the pages are in."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import override

from core import clock
from core.documents.models import IssuedDocument
from core.documents.services import document_issue
from core.documents.texts import text_parts
from core.scope import Viewer
from supervision.lists.choices import Level
from supervision.lists.models import ListTask, Problem, ResponsibilityList

KIND, TEMPLATE = "W13", "documents/table.html"
LEVELS = {Level.OWN: "本级", Level.SYSTEM: "系统"}
COLUMNS = (
    ("层级", 14), ("目标", 38), ("内容", 62), ("措施", 48), ("责任人", 26), ("时限", 24),
)  # fmt: skip


def list_issue(*, responsibility_list: ResponsibilityList, actor: Viewer | None) -> IssuedDocument:
    """The four lists as they stand today; every day's print is a version of its own."""
    version = int(f"{clock.today():%Y%m%d}")
    context = list_context(responsibility_list)
    return document_issue(
        owner=responsibility_list, kind=KIND, template=TEMPLATE, context=context, actor=actor, version=version
    )


def list_context(responsibility_list: ResponsibilityList) -> dict[str, Any]:
    """What ``documents/table.html`` prints: duties, tasks, measures, problems as four groups of one table."""
    unit = responsibility_list.unit
    in_force = responsibility_list.in_force_on or clock.today()
    texts = text_parts(KIND, {"date": _long(in_force), "unit": unit.name})
    return {
        "title": responsibility_list.title,
        "organ": "",
        "about": f"{responsibility_list.meeting}通过",
        "doc_no": f"{responsibility_list.year}年 第{responsibility_list.version}版",
        "date": clock.today(),
        "columns": [{"label": label, "width": width} for label, width in COLUMNS],
        "numbered": True,
        "groups": [group for group in _groups(responsibility_list) if group["rows"]],
        "notes": [texts["note"]],
        "texts": texts,
        "signatures": [{"role": "主要负责人"}, {"role": "填报人"}],
    }


def _groups(responsibility_list: ResponsibilityList) -> list[dict[str, Any]]:
    tasks = list(
        ListTask.objects.filter(duty__list=responsibility_list)
        .select_related("owner", "duty")
        .prefetch_related("measures")
    )
    problems = Problem.objects.filter(unit=responsibility_list.unit).in_hand()
    problems = problems.select_related("duty", "task", "measure").prefetch_related("measures")
    return [
        {"title": "一、责任清单", "rows": [_duty(duty) for duty in responsibility_list.duties.all()]},
        {"title": "二、任务清单", "rows": [_task(task) for task in tasks]},
        {"title": "三、措施清单", "rows": list(_measures(tasks))},
        {"title": "四、问题清单", "rows": [_problem(problem) for problem in problems.order_by("due_on", "pk")]},
    ]


def _duty(duty: Any) -> list[str]:
    return [LEVELS[duty.level], duty.goal, duty.duty, duty.measure, duty.owner_post, _day(duty.due_on)]


def _task(task: ListTask) -> list[str]:
    aim = task.duty.goal if task.duty else ""
    measures = "；".join(measure.text for measure in task.measures.all())
    return [LEVELS[Level(task.level)], aim, task.text, measures, str(task.owner or ""), _day(task.due_on)]


def _measures(tasks: Iterable[ListTask]) -> Iterable[list[str]]:
    for task in tasks:
        for measure in task.measures.all():
            day = _day(measure.due_on or task.due_on)
            yield [LEVELS[Level(measure.level)], "", task.text, measure.text, measure.owner_post, day]


def _problem(problem: Problem) -> list[str]:
    measures = list(problem.measures.all())
    owners = "、".join(dict.fromkeys(measure.owner_post for measure in measures))
    words = "；".join(measure.text for measure in measures)
    # A measure belongs to a task and that to a duty: the nearest says on what the problem hangs (M59).
    hangs_on = next(filter(None, _links(problem)), "")
    return [LEVELS[Level(problem.level)], hangs_on, problem.title, words, owners, _day(problem.due_on)]


def _links(problem: Problem) -> Iterable[str]:
    yield problem.measure.text if problem.measure else ""
    yield problem.task.text if problem.task else ""
    yield problem.duty.goal if problem.duty else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _long(day: date) -> str:
    with override("zh-hans"):
        return date_format(day, "Y年n月j日")
