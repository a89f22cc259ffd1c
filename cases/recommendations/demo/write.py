"""Write the planned letters in bulk, each with its problems, tasks, course and number."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile

from cases.recommendations import documents
from cases.recommendations.choices import SERIES, Kind, Status, TaskStatus
from cases.recommendations.demo import texts
from cases.recommendations.effects import ACKNOWLEDGE, PLAN, RESULT
from cases.recommendations.models import Problem, Recommendation, Suggestion
from core import clock
from core.attachments.models import Attachment
from core.attachments.services import attachment_add
from core.deadlines.calendar import add_workdays, roll_forward
from core.deadlines.queries import due_date
from core.demo import City, on_day
from core.demo_writing import course_line, moment, numbers_own
from core.evidence.models import EvidenceOpened
from core.evidence.services import mark_of
from core.workflow.models import TransitionRecord
from core.workflow.services import transition_perform
from early_warning.notices.demo.rules import checked_rule

# (unit, day of service or of drafting, state). The sixth of 2026 is P03.
UNDER_WAY = (
    ("U60", date(2026, 1, 19), Status.CLOSED), ("U25", date(2026, 2, 10), Status.CLOSED),
    ("U46", date(2026, 3, 2), Status.REPORTED), ("U58", date(2026, 3, 18), Status.REFERRED),
    ("U12", date(2026, 4, 7), Status.CLOSED), ("U15", date(2026, 4, 20), Status.PLANNED),
    ("U59", date(2026, 5, 8), Status.PLANNED), ("U31", date(2026, 5, 25), Status.PLANNED),
    ("U48", date(2026, 6, 8), Status.ACKED), ("U45", date(2026, 6, 22), Status.ACKED),
    ("U19", date(2026, 6, 26), Status.SERVED), ("U40", date(2026, 6, 29), Status.APPROVED),
    ("U26", date(2026, 6, 25), Status.REVIEWED), ("U57", date(2026, 6, 24), Status.CHECKED),
    ("U28", date(2026, 6, 29), Status.SUBMITTED), ("U23", date(2026, 6, 30), Status.DRAFT),
    ("U54", date(2026, 2, 25), Status.REVOKED),
)  # fmt: skip
PAST = 20
PRINTED = ("U15", "U59", "U48")
# Whose unit has objected today.
OBJECTS = "U45"
# step, state after it, working days after the day of service (negative: before)
COURSE = (
    ("submit", Status.SUBMITTED, -6), ("check_letter", Status.CHECKED, -5), ("review", Status.REVIEWED, -3),
    ("approve", Status.APPROVED, -1), ("serve", Status.SERVED, 0), ("acknowledge", Status.ACKED, 2),
    ("hand_in_plan", Status.PLANNED, 10), ("report_result", Status.REPORTED, 35), ("close", Status.CLOSED, 42),
)  # fmt: skip
BEYOND = {
    Status.REFERRED: ("refer", Status.PLANNED),
    Status.REVOKED: ("revoke", Status.ACKED),
}


@dataclass(frozen=True)
class Plan:
    unit: str
    day: date
    status: Status
    matter: int


def plans(rng: random.Random) -> list[Plan]:
    """Twenty of the years before, then those under way."""
    units = ("U14", "U16", "U18", "U20", "U24", "U27", "U29", "U33", "U35", "U38")
    first = date(2023, 9, 1)
    days = sorted(roll_forward(first + timedelta(days=rng.randrange(800))) for _number in range(PAST))
    old = [Plan(rng.choice(units), day, Status.CLOSED, rng.randrange(len(texts.MATTERS))) for day in days]
    return old + [
        Plan(unit, day, status, 4 if unit == "U15" else place % len(texts.MATTERS))
        for place, (unit, day, status) in enumerate(UNDER_WAY)
    ]


def write_letters(city: City) -> None:
    """All letters of the city."""
    rng = random.Random(22)
    writer = LetterWriter(city, plans(rng))
    letters = [writer.letter(plan) for plan in writer.plans]
    Recommendation.objects.bulk_create(letters)
    pairs = list(zip(writer.plans, letters, strict=True))
    Problem.objects.bulk_create(
        Problem(recommendation=letter, text=texts.MATTERS[plan.matter][1]) for plan, letter in pairs
    )
    _evidence(city, letters)
    Suggestion.objects.bulk_create([task for plan, letter in pairs for task in writer.tasks(plan, letter)])
    TransitionRecord.objects.bulk_create([line for plan, letter in pairs for line in writer.course(plan, letter)])
    numbered = [(letter, letter.approved_at, letter.approver) for letter in letters if letter.doc_no]
    numbers_own(SERIES[Kind.BOTH], numbered)
    for letter in letters:
        if letter.unit.code in PRINTED and letter.served_at and letter.status != Status.CLOSED:
            documents.letter_issue(letter=letter, actor=letter.created_by)
    _object(city, next(letter for letter in letters if letter.unit.code == OBJECTS))


def _evidence(city: City, letters: list[Recommendation]) -> None:
    """A file for every problem, opened by whoever checked, reviewed and signed; the rule was checked by a person."""
    checked_rule(city, texts.BASIS)
    opened = []
    for problem in Problem.objects.filter(recommendation__in=letters).select_related("recommendation"):
        letter = problem.recommendation
        upload = SimpleUploadedFile(f"核查记录{letter.pk}.txt", "核查记录（演示）".encode())
        file = attachment_add(owner=problem, upload=upload, actor=letter.created_by)
        Attachment.objects.filter(pk=file.pk).update(uploaded_at=letter.created_at)
        kind, mark = ContentType.objects.get_for_model(problem), mark_of(problem)
        at = letter.submitted_at or letter.created_at
        opened += [
            EvidenceOpened(content_type=kind, object_id=problem.pk, user=user, mark=mark, at=at)
            for user in (letter.checker, letter.reviewer, letter.approver)
            if user is not None
        ]
    EvidenceOpened.objects.bulk_create(opened)


def _object(city: City, letter: Recommendation) -> None:
    """One objection waits for its decision."""
    head = city.things["heads"][OBJECTS].user
    with on_day(add_workdays(clock.day_of(letter.served_at), 3)):
        transition_perform(instance=letter, name="raise_objection", actor=head, text=texts.OBJECTION)


class LetterWriter:
    def __init__(self, city: City, planned: list[Plan]) -> None:
        self.city, self.plans = city, planned
        self.counted: dict[int, int] = {}
        self.teams = {row.code: row.team for row in city.things["unit_rows"]}

    def reached(self, plan: Plan) -> list[tuple[str, Status, int]]:
        """The steps of the main course that a letter has behind it."""
        last = BEYOND[plan.status][1] if plan.status in BEYOND else plan.status
        states = [state for _name, state, _days in COURSE]
        return list(COURSE[: states.index(last) + 1]) if last in states else []

    def on(self, plan: Plan, days: int) -> date:
        """The day of a step; never after today."""
        day = add_workdays(plan.day, days) if days >= 0 else roll_forward(plan.day + timedelta(days=days * 7 // 5))
        return min(day, self.city.today)

    def people(self, plan: Plan) -> dict[str, Any]:
        users, team = self.city.users, self.teams.get(plan.unit, "")
        pair = (users[team], users[f"{team}b"]) if team else (users["sup1"], users["sup2"])
        head = self.city.things["heads"][plan.unit]
        return {
            "submit": pair[0], "check_letter": pair[1], "review": users["tri"], "approve": users["sec"],
            "serve": pair[0], "close": pair[0], "refer": users["dep1"], "revoke": users["sec"],
        } | dict.fromkeys(("acknowledge", "hand_in_plan", "report_result", "raise_objection"), head.user)  # fmt: skip

    def letter(self, plan: Plan) -> Recommendation:
        done = {name: self.on(plan, days) for name, _state, days in self.reached(plan)}
        people = self.people(plan)
        letter = Recommendation(
            unit=self.city.units[plan.unit],
            kind=Kind.BOTH,
            title=texts.MATTERS[plan.matter][0],
            source=texts.SOURCES[plan.matter % len(texts.SOURCES)],
            legal_basis=texts.BASIS,
            status=plan.status,
            created_by=people["submit"],
            created_at=moment(self.on(plan, -7), 9),
            checker=people["check_letter"] if "check_letter" in done else None,
            reviewer=people["review"] if "review" in done else None,
            submitted_at=moment(done["submit"], 11) if "submit" in done else None,
        )
        if "approve" in done:
            self._approved(letter, done)
        if "serve" in done:
            self._served(letter, plan, done)
        return letter

    def _approved(self, letter: Recommendation, done: dict[str, date]) -> None:
        year = done["approve"].year
        self.counted[year] = self.counted.get(year, 0) + 1
        letter.approver, letter.approved_at = self.city.users["sec"], moment(done["approve"])
        letter.doc_no = f"{SERIES[Kind.BOTH]}〔{year}〕{self.counted[year]}号"

    def _served(self, letter: Recommendation, plan: Plan, done: dict[str, date]) -> None:
        letter.served_at = moment(plan.day, 15)
        letter.result_due = due_date(RESULT, plan.day)
        letter.due_on = due_date(ACKNOWLEDGE, plan.day)
        if "acknowledge" in done:
            letter.acked_at, letter.acked_by = moment(done["acknowledge"]), self.people(plan)["acknowledge"]
            letter.due_on = due_date(PLAN, plan.day)
        if "hand_in_plan" in done:
            letter.plan, letter.planned_at = texts.PLAN, moment(done["hand_in_plan"])
            letter.due_on = letter.result_due
        if "report_result" in done:
            letter.result, letter.reported_at = texts.RESULT, moment(done["report_result"])
        if plan.status in (Status.CLOSED, Status.REFERRED, Status.REVOKED):
            last = max(done.values())
            letter.closed_at = moment(last, 16)
            letter.verifier = letter.created_by if plan.status == Status.CLOSED else None

    def tasks(self, plan: Plan, letter: Recommendation) -> list[Suggestion]:
        done = plan.status in (Status.CLOSED, Status.REPORTED)
        reached = TaskStatus.VERIFIED if plan.status == Status.CLOSED else TaskStatus.SUBMITTED
        rows = []
        for text in texts.MATTERS[plan.matter][2]:
            status = reached if done else TaskStatus.OPEN
            task = Suggestion(recommendation=letter, text=text, due_on=letter.result_due, status=status)
            if done:
                day = self.on(plan, 30)
                task.report, task.reported_at = texts.REPORT, moment(day)
                task.reported_by = self.people(plan)["report_result"]
            if plan.status == Status.CLOSED:
                task.verified_by = letter.created_by
                task.verified_at = task.closed_at = moment(self.on(plan, 41))
            rows.append(task)
        return rows

    def course(self, plan: Plan, letter: Recommendation) -> list[TransitionRecord]:
        people, before = self.people(plan), Status.DRAFT
        lines = [course_line(letter, "create", "", before, letter.created_by, letter.created_at)]
        for name, after, days in self.reached(plan):
            reason = texts.CLOSING if name == "close" else ""
            lines.append(
                course_line(letter, name, before, after, people[name], moment(self.on(plan, days), 15), reason)
            )
            before = after
        if plan.status in BEYOND:
            name = BEYOND[plan.status][0]
            at = letter.closed_at or lines[-1].at
            lines.append(course_line(letter, name, before, plan.status, people[name], at, "经研究决定"))
        return lines
