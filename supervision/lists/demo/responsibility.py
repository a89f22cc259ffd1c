"""Responsibility lists of three years, one in force for each unit, and 3,000 tasks of their duties."""

import random
from datetime import date, timedelta
from typing import Any

from core.deadlines.calendar import add_months
from core.demo import City
from supervision.lists.choices import Holder, ListStatus
from supervision.lists.demo import texts
from supervision.lists.demo.history import Histories
from supervision.lists.demo.people import Cast, at
from supervision.lists.demo.work import TaskWriter
from supervision.lists.models import Duty, ListTask, ResponsibilityList, TaskMeasure

TASKS = 3000
# Year -> the day on which the version came into force.
YEARS = {2024: date(2024, 1, 15), 2025: date(2025, 1, 20), 2026: date(2026, 1, 22)}
# Months of a year in which a task of a duty is due; the first duties have one more.
DUE_MONTHS = (3, 10)
# P09: the street has drawn up its list and not filed it.
UNFILED = "U51"
HEADS = ("U15", "U25", "U29", "U31", "U45", "U59")
POSTS = (
    "主要负责人", "分管领导", "分管领导", "主要负责人", "分管财务领导", "分管领导", "机关党委书记", "分管领导",
)  # fmt: skip
# Of U59 some duties are incomplete (indicator A1).
INCOMPLETE = {"U59": 5, "U25": 7}


def build_lists(city: City, cast: Cast, rng: random.Random) -> None:
    writer = _ListWriter(city, cast)
    for code in cast.rows:
        writer.versions(code)
    for code in HEADS:
        writer.of_head(code)
    writer.write()
    _build_tasks(city, cast, rng, writer.duties)


class _ListWriter:
    def __init__(self, city: City, cast: Cast) -> None:
        self.city, self.cast = city, cast
        self.lists: list[ResponsibilityList] = []
        self.duties: list[Duty] = []
        self.histories = Histories(ResponsibilityList)

    def versions(self, code: str) -> None:
        before: ResponsibilityList | None = None
        for version, (year, day) in enumerate(YEARS.items(), start=1):
            if code == UNFILED and year == self.city.today.year:
                before = self._draft(code, year, version, before)
                continue
            title = texts.LIST_TITLE.format(unit=self.city.units[code].name)
            before = self._list(code, title, year, day, version=version, replaces=before, holder=Holder.TEAM)
            if code == UNFILED and year == self.city.today.year - 1:
                self._withdraw(before)

    def of_head(self, code: str) -> None:
        head = self.city.things["heads"][code]
        title = texts.HEAD_TITLE.format(unit=self.city.units[code].name)
        self._list(code, title, 2026, YEARS[2026], holder=Holder.HEAD, official=head)

    def _list(self, code: str, title: str, year: int, day: date, **given: Any) -> ResponsibilityList:
        """A list that came into force on ``day``; the version before is superseded by it."""
        status = ListStatus.IN_FORCE if year == max(YEARS) else ListStatus.SUPERSEDED
        gone = None if status == ListStatus.IN_FORCE else YEARS[year + 1]
        approver = self.cast.users["sec" if code != "U02" else "dep1"]
        record = ResponsibilityList(
            unit=self.city.units[code], title=title, year=year, status=status, meeting=texts.MEETING.format(year=year),
            meeting_on=day - timedelta(days=12), created_by=self.cast.liaison(code),
            created_at=at(day - timedelta(days=20), 9), approver=approver, approved_at=at(day - timedelta(days=3), 10),
            in_force_on=day, reviewed_on=day, due_on=add_months(day, 12), superseded_on=gone,
            closed_at=at(gone, 9) if gone else None, **given,
        )  # fmt: skip
        self.lists.append(record)
        self._duties_of(record, code)
        self._course(record, code, approver, day, gone)
        return record

    def _draft(self, code: str, year: int, version: int, before: ResponsibilityList | None) -> ResponsibilityList:
        record = ResponsibilityList(
            unit=self.city.units[code], title=texts.LIST_TITLE.format(unit=self.city.units[code].name), year=year,
            version=version, replaces=before, created_by=self.cast.liaison(code), created_at=at(YEARS[year], 9),
        )  # fmt: skip
        self.lists.append(record)
        self._duties_of(record, code)
        self.histories.add(record, "create", "建立", "", ListStatus.DRAFT, record.created_by, record.created_at)
        return record

    def _withdraw(self, record: ResponsibilityList) -> None:
        """The last version in force was set aside when the street's leadership changed."""
        record.superseded_on = date(2025, 12, 31)
        record.closed_at = at(record.superseded_on, 9)

    def _duties_of(self, record: ResponsibilityList, code: str) -> None:
        gaps = INCOMPLETE.get(code, 0) if record.status == ListStatus.IN_FORCE else 0
        for number, (goal, duty, measure, proof, level, _tasks) in enumerate(texts.DUTIES, start=1):
            words = "" if number <= gaps else measure
            self.duties.append(
                Duty(
                    list=record, no=number, level=level, goal=goal, duty=duty, measure=words,
                    owner_post=POSTS[number - 1], due_on=date(record.year, 12, 20), evidence_kind=proof,
                )
            )  # fmt: skip

    def _course(self, record: ResponsibilityList, code: str, approver: Any, day: date, gone: date | None) -> None:
        watcher, add = self.cast.watchers(code)[0], self.histories.add
        add(record, "create", "建立", "", "DRAFT", record.created_by, record.created_at)
        add(record, "approve", "批准", "DRAFT", "APPROVED", approver, record.approved_at)
        add(record, "put_in_force", "备案并施行", "APPROVED", "IN_FORCE", watcher, at(day, 9))
        if gone:
            add(record, "supersede", "被新版本取代", "IN_FORCE", "SUPERSEDED", watcher, at(gone, 9))

    def write(self) -> None:
        for year in YEARS:  # a version refers to the one before it
            ResponsibilityList.objects.bulk_create([record for record in self.lists if record.year == year])
        Duty.objects.bulk_create(self.duties, batch_size=1000)
        self.histories.write()


def _build_tasks(city: City, cast: Cast, rng: random.Random, duties: list[Duty]) -> None:
    """Two a year of each duty of a team, and one more of the first duties until there are 3,000."""
    writer = TaskWriter(city, cast, rng)
    of_teams = [duty for duty in duties if duty.list.holder == Holder.TEAM and duty.list.status != ListStatus.DRAFT]
    planned = [(duty, month) for duty in of_teams for month in DUE_MONTHS]
    extra = [(duty, 5) for duty in of_teams if duty.list.year == max(YEARS)]
    for number, (duty, month) in enumerate([*planned, *extra][:TASKS]):
        _add_task(writer, cast, duty, month, number)
    writer.write()
    TaskMeasure.objects.bulk_create(
        [
            _measure(task, number)
            for number, task in enumerate(writer.tasks)
            if task.duty and task.duty.list.year == max(YEARS)
        ],
        batch_size=1000,
    )


def _add_task(writer: TaskWriter, cast: Cast, duty: Duty, month: int, number: int) -> None:
    code, year = duty.list.unit.code, duty.list.year
    words = texts.DUTIES[duty.no - 1][5]
    task = ListTask(
        unit=duty.list.unit, duty=duty, text=f"{year}年{words[number % len(words)]}", level=duty.level,
        owner=cast.member(code, duty.no - 1), due_on=date(year, month, 10 + number % 15),
        created_by=duty.list.created_by, created_at=at(duty.list.in_force_on or date(year, 2, 1), 11),
    )  # fmt: skip
    writer.add(task, code)


def _measure(task: ListTask, number: int) -> TaskMeasure:
    text = texts.TASK_MEASURES[number % len(texts.TASK_MEASURES)]
    return TaskMeasure(task=task, text=text, level=task.level, owner_post="牵头处室负责人", due_on=task.due_on)
