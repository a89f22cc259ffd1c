"""The list of 62 sample measures in two versions, and its tasks of the current and the last periods for every unit."""

import random
from datetime import date, timedelta

from core.deadlines.calendar import add_months
from core.demo import City
from supervision.lists.choices import Frequency, ListStatus
from supervision.lists.demo import texts
from supervision.lists.demo.history import Histories
from supervision.lists.demo.people import Cast, at
from supervision.lists.demo.responsibility import UNFILED
from supervision.lists.demo.work import TaskWriter
from supervision.lists.generation import task_of
from supervision.lists.models import Measure, MeasureList, MeasureListReview
from supervision.lists.periods import period_of

FIRST, SECOND = date(2025, 3, 3), date(2026, 1, 20)
MEETING = "市纪委常委会会议〔{year}〕第3次"
EVALUATION = "年度评估：任务按期完成率较高；部分措施报送频次过密，建议调整后印发新版本。"


def build_measures(city: City, cast: Cast, rng: random.Random) -> None:
    old = _list(city, 2025, FIRST, gone=SECOND)
    new = _list(city, 2026, SECOND, replaces=old)
    MeasureListReview.objects.create(list=old, text=EVALUATION, by=city.users["con"], at=at(date(2026, 1, 8), 10))
    writer = TaskWriter(city, cast, rng)
    for measure_list in (old, new):
        for measure in measure_list.measures.all():
            for day in _days(measure, measure_list, city.today):
                for code in cast.rows:
                    if code == UNFILED and day < city.today:
                        continue  # P09: the street has filed nothing of the last periods
                    task = task_of(measure, city.units[code], day, measure_list)
                    task.created_at = at(period_of(measure.frequency, day).start, 1)
                    writer.add(task, code)
    writer.write()


def _days(measure: Measure, measure_list: MeasureList, today: date) -> list[date]:
    """A day in the current period for the list in force, and one in the last period for the list of that time."""
    last = period_of(measure.frequency, today).before
    of_old = last.year < measure_list.year if measure_list.superseded_on is None else last.year == measure_list.year
    current = [] if measure_list.superseded_on else [today]
    belongs = of_old if measure_list.superseded_on else not of_old
    return [last, *current] if belongs else current


def _list(
    city: City, year: int, day: date, *, gone: date | None = None, replaces: MeasureList | None = None
) -> MeasureList:
    con, sec = city.users["con"], city.users["sec"]
    record = MeasureList.objects.create(
        title=texts.MEASURE_TITLE, year=year, version=1 if replaces is None else 2, replaces=replaces,
        status=ListStatus.SUPERSEDED if gone else ListStatus.IN_FORCE, meeting=MEETING.format(year=year),
        meeting_on=day - timedelta(days=5), created_by=con, created_at=at(day - timedelta(days=25), 9), approver=sec,
        approved_at=at(day - timedelta(days=4), 10), in_force_on=day, due_on=add_months(day, 12), superseded_on=gone,
        closed_at=at(gone, 9) if gone else None,
    )  # fmt: skip
    Measure.objects.bulk_create(
        Measure(
            list=record, no=number, text=text, responsible=body, assisting="派驻纪检监察组", frequency=frequency,
            evidence_kind=proof, due_days=10 if frequency != Frequency.YEARLY else 15, is_sample=True,
        )
        for number, text, body, frequency, proof in texts.measures()
    )  # fmt: skip
    _course(record, con, sec, day, gone)
    return record


def _course(record: MeasureList, con: object, sec: object, day: date, gone: date | None) -> None:
    histories = Histories(MeasureList)
    histories.add(record, "create", "建立", "", "DRAFT", con, record.created_at)
    histories.add(record, "approve", "批准", "DRAFT", "APPROVED", sec, at(day - timedelta(days=4), 10))
    histories.add(record, "put_in_force", "备案并施行", "APPROVED", "IN_FORCE", con, at(day, 9))
    if gone:
        histories.add(record, "supersede", "被新版本取代", "IN_FORCE", "SUPERSEDED", con, at(gone, 9))
    histories.write()
