"""Tasks that come period by period and unit by unit: of the lists of measures (M53), and what a unit with a
responsibility list owes by itself (M56). Safe to run as often as one likes."""

from collections.abc import Iterator
from datetime import date, timedelta

from core import clock, parameters
from core.deadlines.queries import due_date
from organization.models import Unit
from supervision.lists.choices import Frequency, Holder, ListStatus, Standing
from supervision.lists.models import ListTask, Measure, MeasureList, ResponsibilityList
from supervision.lists.parameters import LISTS, STUDY_RULE
from supervision.lists.periods import period_of

# Official wording, whatever language the pages are in.
WORDS: dict[str, str] = {
    Standing.STUDY: "专题研究全面从严治党工作",
    Standing.REPORT: "向上级党组织书面报告履行全面从严治党主体责任情况",
}


def tasks_generate(*, on: date | None = None) -> int:
    """The tasks of the periods that run on ``on`` (default: today), of all lists in force; returns how many are new.

    A task exists once for measure, unit and period: the database keeps it so, however many workers run this.
    """
    day = on or clock.today()
    lists = MeasureList.objects.filter(status=ListStatus.IN_FORCE)
    return standing_generate(on=day) + sum(tasks_generate_for(measure_list=found, on=day) for found in lists)


def tasks_generate_for(*, measure_list: MeasureList, on: date) -> int:
    """As ``tasks_generate``, for one list. A task that the version before has for the same measure counts."""
    before = ListTask.objects.filter(measure__list__title=measure_list.title)
    known = set(before.values_list("measure__no", "unit_id", "period"))
    rows = [task for task in _tasks(measure_list, on) if _key(task) not in known]
    ListTask.objects.bulk_create(rows, batch_size=1000, ignore_conflicts=True)
    return len(rows)


def _key(task: ListTask) -> tuple[int, int, str]:
    return task.measure.no, task.unit_id, task.period  # type: ignore[union-attr]  # only tasks of a measure come here


def _tasks(measure_list: MeasureList, on: date) -> Iterator[ListTask]:
    units = list(Unit.objects.real().filter(active=True))
    for measure in Measure.objects.filter(list=measure_list):
        for unit in units:
            yield task_of(measure, unit, on, measure_list)


def task_of(measure: Measure, unit: Unit, on: date, measure_list: MeasureList) -> ListTask:
    """The task of ``unit`` for the period of ``measure`` in which ``on`` lies. The list's maker stands for it."""
    period = period_of(measure.frequency, on)
    return ListTask(
        measure=measure,
        unit=unit,
        period=period.code,
        text=measure.text,
        level=measure.level,
        due_on=period.end + timedelta(days=measure.due_days),
        created_by_id=measure_list.created_by_id,
        created_at=clock.now(),
    )


def standing_generate(*, on: date) -> int:
    """The special study of the half-year (D37) and the written report of the year, for every unit with a list in force
    of its team; returns how many are new."""
    lists = ResponsibilityList.objects.filter(status=ListStatus.IN_FORCE, holder=Holder.TEAM, unit__active=True)
    rows = [standing_task(found, standing, on) for found in lists.select_related("unit") for standing in Standing]
    known = set(
        ListTask.objects.filter(period__in={row.period for row in rows})
        .exclude(standing="")
        .values_list("standing", "unit_id", "period")
    )
    fresh = [row for row in rows if (row.standing, row.unit_id, row.period) not in known]
    ListTask.objects.bulk_create(fresh, batch_size=1000, ignore_conflicts=True)
    return len(fresh)


def standing_task(team_list: ResponsibilityList, standing: str, on: date) -> ListTask:
    """The study is due by D37, counted from the period before; the report some days after the year."""
    if standing == Standing.STUDY:
        period = period_of(Frequency.HALF_YEARLY, on)
        due = due_date(STUDY_RULE, period.before)
    else:
        period = period_of(Frequency.YEARLY, on)
        due = period.end + timedelta(days=parameters.values(LISTS.key, as_of=on)["report_days"])
    return ListTask(
        standing=standing,
        unit=team_list.unit,
        period=period.code,
        text=WORDS[standing],
        due_on=due,
        created_by_id=team_list.created_by_id,
        created_at=clock.now(),
    )
