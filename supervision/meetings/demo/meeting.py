"""The meeting itself and who was there."""

import random
from datetime import date, time, timedelta
from typing import Any

from core.deadlines.calendar import add_workdays, subtract_workdays
from core.deadlines.queries import deadline_rule, rule_due
from core.demo import City
from supervision.meetings.choices import SIGNED_STATES, TOOK_PLACE, Kind, Presence, Seat, Status
from supervision.meetings.demo import texts
from supervision.meetings.demo.people import moment
from supervision.meetings.demo.plan import Plan
from supervision.meetings.models import Attendance, Meeting
from supervision.meetings.numbering import meeting_number
from supervision.meetings.parameters import MINUTES_RULE

STRICT = ("PERSONNEL", "DISCIPLINE")


class MeetingWriter:
    def __init__(self, city: City, rng: random.Random) -> None:
        self.city, self.rng = city, rng
        self.minutes_rule = deadline_rule(MINUTES_RULE)
        self.observers = {row.code: city.users.get(row.team) for row in city.things["unit_rows"]}

    def meeting(self, plan: Plan) -> Meeting:
        unit, users = self.city.units[plan.unit], self.city.users
        keeper = users[f"lia_{plan.unit.lower()}"]
        row = Meeting(
            unit=unit,
            kind=plan.kind,
            title=f"{plan.day.year}年第{plan.count}次{texts.TITLES[Kind(plan.kind)]}",
            status=plan.status,
            convened_on=plan.day,
            place=self.rng.choice(("三楼会议室", "五楼会议室", "党组会议室")),
            created_by=keeper,
            created_at=moment(min(subtract_workdays(plan.day, 6), self.city.today), 9),
            chair_id=plan.members[0].official,
        )
        if plan.status in TOOK_PLACE:
            self._held(plan, row, keeper)
        elif plan.status == Status.CANCELLED:
            row.closed_at = moment(self.city.today, 9)
        else:
            row.due_on = plan.day if plan.status == Status.MATERIALS_SENT else None
        return row

    def _held(self, plan: Plan, row: Meeting, keeper: Any) -> None:
        row.number = meeting_number(plan.unit, plan.day.year, plan.count)
        row.started_at, row.ended_at = time(9), time(10 + self.rng.randrange(2), self.rng.choice((0, 15, 30, 45)))
        row.minutes_due_on = row.due_on = rule_due(self.minutes_rule, plan.day)
        if plan.status == Status.HELD:
            return
        row.minutes, row.recorder = texts.MINUTES, keeper
        row.minutes_on = self._minutes_day(plan, row)
        row.recorder_signed_at = moment(row.minutes_on, 16)
        if plan.status in SIGNED_STATES:
            self._signed(plan, row)

    def _minutes_day(self, plan: Plan, row: Meeting) -> date:
        """In time, but for some careless meetings that resolved nothing to carry out (so that HC-G10 stays quiet)."""
        last = row.minutes_due_on
        if plan.planted is not None and plan.planted.minutes_on_last_day:
            return last
        if plan.careless and not set(plan.categories) & {"FUNDS", "PROJECT", "PERSONNEL", "DECISION", "DISCIPLINE"}:
            return min(add_workdays(last, 3), self.city.today)
        return min(add_workdays(plan.day, self.rng.randint(1, 4)), self.city.today)

    def _signed(self, plan: Plan, row: Meeting) -> None:
        row.signed_on, row.due_on = row.minutes_on, None
        row.chair_signed_at = moment(row.signed_on, 17)
        head = self.city.users.get(f"uhd_{plan.unit.lower()}", self.city.users["sec"])
        if plan.members[0].user == head.pk:
            row.chair_signer = head
        else:
            row.chair_on_paper = True
        if row.status == Status.EVALUATED:
            row.evaluation, row.evaluator = self.rng.choice(texts.EVALUATIONS), head
            row.evaluated_on = min(plan.day + timedelta(days=150), self.city.today)
            row.closed_at = moment(row.evaluated_on, 11)

    def attendance(self, plan: Plan, meeting: Meeting) -> list[Attendance]:
        """The members due; enough of them there, but for the planted meeting. Who speaks must be there."""
        if plan.status == Status.PLANNED:
            return []
        known = plan.status in TOOK_PLACE
        present = self._present(plan)
        rows = [
            Attendance(
                meeting=meeting, official_id=member.official, is_head=member.is_head, order=place + 1,
                presence=self._presence(known, place, present),
                reason=self.rng.choice(texts.ABSENT) if known and place >= present else "",
            )
            for place, member in enumerate(plan.members)
        ]  # fmt: skip
        observer = self.observers[plan.unit]
        if known and observer is not None and self.rng.random() < 0.12:
            rows.append(
                Attendance(meeting=meeting, seat=Seat.OBSERVER, account=observer, order=900, presence=Presence.PRESENT)
            )
        return rows

    @staticmethod
    def _presence(known: bool, place: int, present: int) -> str:
        if not known:
            return Presence.OPEN
        return Presence.PRESENT if place < present else Presence.ABSENT

    def _present(self, plan: Plan) -> int:
        due = len(plan.members)
        if plan.planted is not None and plan.planted.present:
            return plan.planted.present
        strict = bool(set(plan.categories) & set(STRICT))
        least = -(-due * 2 // 3) if strict else due // 2 + 1
        return max(least, due - self.rng.choice((0, 0, 0, 1, 1, 2)))


def present_members(rows: list[Attendance]) -> list[int]:
    """The officials who were there, in the order of their posts."""
    return [row.official_id for row in rows if row.official_id and row.presence == Presence.PRESENT]
