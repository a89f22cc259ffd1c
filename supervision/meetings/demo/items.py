"""The agenda: items with their steps before, turns, votes, recusals and resolutions."""

import random
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from core.deadlines.calendar import subtract_workdays
from core.demo import City
from supervision.meetings.choices import (
    DECIDED,
    MAJOR,
    TOOK_PLACE,
    Ballot,
    Category,
    FoundMajor,
    Legality,
    Outcome,
    Position,
    Status,
)
from supervision.meetings.demo import texts
from supervision.meetings.demo.meeting import present_members
from supervision.meetings.demo.people import moment
from supervision.meetings.demo.plan import Plan
from supervision.meetings.demo.study import StudyWriter
from supervision.meetings.models import (
    AgendaItem,
    Attendance,
    Deviation,
    Meeting,
    MeetingRecusal,
    Resolution,
    Speech,
    StudyMeasure,
    Vote,
)

# Minutes of older meetings were carried over without the turns of the speakers.
TURNS_KEPT = timedelta(days=550)
STEPS = ("research", "legal", "risk", "publicity")
Rows = dict[type, list[Any]]


@cache
def working_day_before(day: date, count: int) -> date:
    return subtract_workdays(day, count)


class ItemWriter:
    def __init__(self, city: City, rng: random.Random, study: StudyWriter) -> None:
        self.city, self.rng, self.study = city, rng, study

    def write(self, plan: Plan, meeting: Meeting, rows: Rows) -> None:
        """Add everything below one meeting to ``rows``."""
        # The attendance of this meeting was added last.
        there = present_members([row for row in rows[Attendance][-30:] if row.meeting is meeting])
        for number, category in enumerate(plan.categories, start=1):
            item = self._item(plan, meeting, number, category)
            rows[AgendaItem].append(item)
            if category == Category.STUDY:
                rows[StudyMeasure] += self.study.measures(plan, item)
            elif plan.status in TOOK_PLACE and item.is_decided:
                self._decided(plan, item, there, rows)
        if plan.careless and plan.status in TOOK_PLACE and self.rng.random() < 0.3:
            rows[Deviation].append(self._deviation(plan, meeting))

    def _item(self, plan: Plan, meeting: Meeting, number: int, category: str) -> AgendaItem:
        study = category == Category.STUDY
        item = AgendaItem(
            meeting=meeting,
            no=number,
            category=category,
            title="第一议题：传达学习" if study else self.rng.choice(texts.ITEMS[Category(category)]),
            first_agenda=study,
            amount=self._amount(category),
            proposer="办公室" if study else self.rng.choice(texts.PROPOSERS),
        )
        self._review(plan, item)
        if category in MAJOR:
            self._prepare(plan, item)
        if plan.status not in (Status.PLANNED, Status.CANCELLED):
            days = 1 if plan.careless and self.rng.random() < 0.5 else self.rng.randint(2, 4)
            item.papers_sent_on = working_day_before(plan.day, days)
        if study:
            self.study.fill(plan, item)
        if plan.status in TOOK_PLACE:
            item.outcome = self._outcome(plan, category)
            item.record = item.record or self.rng.choice(texts.RECORDS)
        return item

    def _review(self, plan: Plan, item: AgendaItem) -> None:
        """Five working days before, where that day has come; careless units left one out."""
        day = working_day_before(plan.day, 5)
        if item.first_agenda or day > self.city.today or (plan.careless and item.no == 2):
            return
        item.reviewed_by, item.reviewed_on = texts.REVIEWERS[plan.day.day % len(texts.REVIEWERS)], day
        item.legality = Legality.LAWFUL
        item.found_major = FoundMajor.YES if item.is_major else FoundMajor.NO

    def _amount(self, category: str) -> Decimal | None:
        if category not in (Category.FUNDS, Category.PROJECT):
            return None
        return Decimal(self.rng.randint(10, 600) * 10_000)

    def _prepare(self, plan: Plan, item: AgendaItem) -> None:
        for step in STEPS:
            if self.rng.random() < 0.55:
                day = plan.day - timedelta(days=self.rng.randint(5, 30))
                setattr(item, f"{step}_on", day)
            else:
                setattr(item, f"{step}_waived", self.rng.choice(texts.WAIVED))
        if self.rng.random() < 0.012:
            item.emergency_on = plan.day - timedelta(days=self.rng.randint(1, 5))
            item.emergency_reason = "防汛抢险，需先行处置"

    def _outcome(self, plan: Plan, category: str) -> str:
        if category not in DECIDED:
            return Outcome.HEARD
        if plan.planted is not None:
            return Outcome.ADOPTED
        return self.rng.choices((Outcome.ADOPTED, Outcome.DEFERRED, Outcome.REJECTED), (94, 5, 1))[0]

    def _decided(self, plan: Plan, item: AgendaItem, there: list[int], rows: Rows) -> None:
        speakers, recused = list(there), None
        if len(there) > 3 and plan.planted is None and self.rng.random() < 0.015:
            recused = speakers.pop()
            rows[MeetingRecusal].append(
                MeetingRecusal(item=item, official_id=recused, reason=self.rng.choice(texts.RECUSED))
            )
        turns = plan.planted.turns if plan.planted and plan.planted.turns else (*range(1, len(speakers)), 0)
        turns = turns if plan.day > self.city.today - TURNS_KEPT else ()
        rows[Speech] += [
            Speech(item=item, order=turn, official_id=speakers[place], position=self._position())
            for turn, place in enumerate(turns, start=1)
        ]
        rows[Vote] += self._votes(item, len(speakers), len(plan.members))
        if item.outcome == Outcome.ADOPTED:
            rows[Resolution].append(self._resolution(plan, item))

    def _position(self) -> str:
        return self.rng.choices((Position.FOR, Position.ABSTAIN, Position.NONE), (88, 3, 9))[0]

    def _votes(self, item: AgendaItem, count: int, due: int) -> list[Vote]:
        spare = count - (due // 2 + 1)
        against = 1 if spare > 0 and self.rng.random() < 0.06 else 0
        if item.outcome != Outcome.ADOPTED:
            against = count // 2 + 1
        found = [Vote(item=item, ballot=Ballot.FOR, count=count - against)]
        return [*found, Vote(item=item, ballot=Ballot.AGAINST, count=against)] if against else found

    def _resolution(self, plan: Plan, item: AgendaItem) -> Resolution:
        meeting = item.meeting
        due = plan.day + timedelta(days=self.rng.randint(30, 120))
        return Resolution(
            unit=meeting.unit,
            item=item,
            doc_no=f"{meeting.doc_no}-{item.no}" if meeting.doc_no else None,
            decision=self.rng.choice(texts.DECISIONS),
            executing_post=self.rng.choice(texts.POSTS),
            due_on=due,
            created_by=meeting.created_by,
            created_at=moment(plan.day, 14),
            **self._carried_out(plan, meeting, due),
        )

    def _carried_out(self, plan: Plan, meeting: Meeting, due: date) -> dict[str, Any]:
        """Evaluated with the meeting; executed where it is due; a few are overdue."""
        done = due - timedelta(days=self.rng.randint(1, 20))
        if plan.status == Status.EVALUATED or (plan.planted is not None and plan.planted.unsigned):
            done = min(done, self.city.today - timedelta(days=3))
        elif done > self.city.today or self.rng.random() < 0.05 or plan.status != Status.EXECUTING:
            return {"status": "OPEN"}
        values: dict[str, Any] = {
            "status": "EXECUTED", "executed_on": done, "executed_by": meeting.created_by,
            "result": self.rng.choice(texts.RESULTS),
        } | self._publication(meeting, done)  # fmt: skip
        if plan.status == Status.EVALUATED:
            values |= {
                "status": "EVALUATED", "evaluation": self.rng.choice(texts.EVALUATIONS), "closed_at": meeting.closed_at,
                "evaluator": meeting.evaluator, "evaluated_on": meeting.evaluated_on,
            }  # fmt: skip
        return values

    def _publication(self, meeting: Meeting, done: date) -> dict[str, Any]:
        """What stands in signed minutes is made public, or the unit says why not; some have not decided it yet."""
        public = self.rng.random() < 0.4
        if meeting.doc_no is None:
            return {}
        if public:
            return {"published_on": done}
        return {"unpublished_reason": texts.UNPUBLISHED[done.day % len(texts.UNPUBLISHED)]} if done.day > 6 else {}

    def _deviation(self, plan: Plan, meeting: Meeting) -> Deviation:
        text = self.rng.choice(texts.DEVIATIONS)
        return Deviation(
            meeting=meeting, issue="PREPARATION", text=text, noted_by=self.city.users["con"],
            noted_on=min(plan.day + timedelta(days=10), self.city.today),
        )  # fmt: skip
