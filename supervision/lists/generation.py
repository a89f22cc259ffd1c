"""Tasks of the lists of measures, period by period and unit by unit (M53). Safe to run as often as one likes."""

from collections.abc import Iterator
from datetime import date, timedelta

from core import clock
from organization.models import Unit
from supervision.lists.choices import ListStatus
from supervision.lists.models import ListTask, Measure, MeasureList
from supervision.lists.periods import period_of


def tasks_generate(*, on: date | None = None) -> int:
    """The tasks of the periods that run on ``on`` (default: today), of all lists in force; returns how many are new.

    A task exists once for measure, unit and period: the database keeps it so, however many workers run this.
    """
    day = on or clock.today()
    lists = MeasureList.objects.filter(status=ListStatus.IN_FORCE)
    return sum(tasks_generate_for(measure_list=found, on=day) for found in lists)


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
