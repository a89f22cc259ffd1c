"""The course of one problem of the demo: what each step would have written, up to the state reached."""

import random
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from core.demo import City
from supervision.lists.choices import CheckKind, Origin
from supervision.lists.choices import ProblemStatus as S
from supervision.lists.demo import texts
from supervision.lists.demo.history import Histories
from supervision.lists.demo.people import Cast, at
from supervision.lists.models import Problem, RectCheck, RectMeasure, RectPlan, RectProgress, TaskMeasure

BATCH = 1000


@dataclass(frozen=True, kw_only=True)
class Course:
    """What becomes of a problem. ``submitted`` None: the unit has not reported; ``reopened``: how often looked back on
    in vain; ``returned``: its report was sent back."""

    code: str
    category: str
    origin: str
    found: date
    due: date
    severity: int
    submitted: date | None
    plan: RectPlan | None = None
    look_back: bool | None = None
    long_term: bool = False
    reopened: int = 0
    returned: bool = False
    unconfirmed: str = ""


class ProblemWriter:
    def __init__(self, city: City, cast: Cast, rng: random.Random) -> None:
        self.city, self.cast, self.rng = city, cast, rng
        self.problems: list[Problem] = []
        self.measures: list[RectMeasure] = []
        self.progress: list[RectProgress] = []
        self.checks: list[RectCheck] = []
        self.histories = Histories(Problem)

    def add(self, course: Course) -> None:
        problem = self._found(course)
        self.problems.append(problem)
        if course.unconfirmed:
            self._left_unconfirmed(problem, course)
            return
        self._confirmed(problem, course)
        if not self._agreed(problem, course):
            return
        if course.long_term:
            self._long_term(problem, course)
        elif course.submitted is None:
            self._open(problem, course)
        else:
            self._reported(problem, course, course.submitted)

    def _found(self, course: Course) -> Problem:
        choices = texts.PROBLEMS[course.category]
        title, fact, _measure = choices[len(self.problems) % len(choices)]
        by = self._finder(course)
        problem = Problem(
            unit=self.city.units[course.code], title=title, fact=fact, category=course.category,
            severity=course.severity, level="SYSTEM" if len(self.problems) % 5 == 4 else "OWN", origin=course.origin,
            found_on=course.found, due_on=course.due, plan=course.plan, created_by=by, created_at=at(course.found, 9),
            owner=self.cast.member(course.code, len(self.problems)),
        )  # fmt: skip
        self.histories.add(problem, "create", "发现", "", S.FOUND, by, at(course.found, 9))
        return problem

    def _finder(self, course: Course) -> Any:
        if course.origin == Origin.SELF:
            return self.cast.liaison(course.code)
        if course.origin == Origin.INSPECTION:
            return self.cast.users["ins"]
        return self.cast.users["con"] if course.origin == Origin.AUDIT else self.cast.watchers(course.code)[0]

    def _left_unconfirmed(self, problem: Problem, course: Course) -> None:
        if course.unconfirmed == S.DISMISSED:
            second, day = self._second(course), course.found + timedelta(days=3)
            self._move(problem, "dismiss", "不属于问题", S.DISMISSED, second, day, texts.DISMISSED)
            problem.closed_at = at(day, 15)
        else:
            problem.due_on = None

    def _second(self, course: Course) -> Any:
        """Confirms: never who found it."""
        return self.cast.users["dep2"] if course.origin == Origin.INSPECTION else self.cast.watchers(course.code)[1]

    def _confirmed(self, problem: Problem, course: Course) -> None:
        day = course.found if course.plan else min(course.found + timedelta(days=2), self.city.today)
        by = self._second(course)
        if by == problem.created_by:
            by = self.cast.users["sec"]
        problem.confirmed_by, problem.confirmed_at = by, at(day, 10)
        self._move(problem, "confirm", "确认", S.CONFIRMED, by, day)

    def _agreed(self, problem: Problem, course: Course) -> bool:
        """Measures written, submitted and accepted: as far as the days since have allowed."""
        age, liaison = (self.city.today - course.found).days, self.cast.liaison(course.code)
        if age < 8:
            return False
        for number in range(2):
            text = self._measure_of(problem) if not number else "开展同类问题自查，完善制度"
            due = course.due - timedelta(days=10 * number)
            self.measures.append(
                RectMeasure(problem=problem, text=text, owner_post="分管领导", due_on=due, level=problem.level)
            )
        self._move(problem, "submit_measures", "报送措施", S.PLANNED, liaison, course.found + timedelta(days=8))
        if age < 13 or (course.plan is not None and course.plan.status == "PLANNED"):
            return False
        watcher = self.cast.users["ins"] if course.plan else self.cast.watchers(course.code)[0]
        self._move(problem, "accept_measures", "审核措施", S.RECTIFYING, watcher, course.found + timedelta(days=13))
        return True

    def _measure_of(self, problem: Problem) -> str:
        return next(measure for title, _fact, measure in texts.PROBLEMS[problem.category] if title == problem.title)

    def _long_term(self, problem: Problem, course: Course) -> None:
        """From the end of its period on a long-term item; the day is that of the next look-back."""
        began = min(course.due, self.city.today - timedelta(days=30)) if course.plan else date(2025, 6, 5)
        self._move(problem, "keep_long_term", "列为长期坚持项", S.RECTIFYING, self.cast.users["dep2"], began,
                   texts.LONG_TERM)  # fmt: skip
        problem.long_term = True
        if course.plan:
            problem.due_on = date(began.year + 1, began.month, min(began.day, 28))
            while problem.due_on <= self.city.today:
                self._look_back(problem, course, problem.due_on, passed=True)
                problem.due_on = date(problem.due_on.year + 1, problem.due_on.month, problem.due_on.day)

    def _open(self, problem: Problem, course: Course) -> None:
        """Still with the unit: never reported, sent back, or reopened."""
        if course.returned:
            day = course.due - timedelta(days=12)
            self._submit(problem, course, day)
            self._check(problem, course, day + timedelta(days=4), passed=False)
        day = course.found + timedelta(days=80)
        for _time in range(course.reopened):
            self._close(problem, course, day)
            self._reopen(problem, course, day + timedelta(days=90), course.due)
            day += timedelta(days=150)

    def _reported(self, problem: Problem, course: Course, submitted: date) -> None:
        """Reported by the unit; what is past its day was reported by today, late or not."""
        if submitted > self.city.today and course.due > self.city.today:
            return
        day = max(min(submitted, self.city.today - timedelta(days=1)), course.found + timedelta(days=20))
        self._close(problem, course, day)
        looked = day + timedelta(days=120 + self.rng.randint(0, 60))
        if problem.closed_at is None or course.look_back is None or looked > self.city.today - timedelta(days=75):
            return
        if course.look_back:
            self._look_back(problem, course, looked, passed=True)
            self._move(
                problem, "pass_look_back", "回头看通过", S.PASSED, self._watcher(course), looked, texts.LOOKED_BACK
            )
            problem.looked_back_on = looked
        else:
            self._reopen(problem, course, looked, looked + timedelta(days=60))
            self._close(problem, course, looked + timedelta(days=45))

    def _close(self, problem: Problem, course: Course, day: date) -> None:
        """Reported, verified, struck off: as far as today."""
        self._submit(problem, course, day)
        if day + timedelta(days=4) <= self.city.today:
            self._check(problem, course, day + timedelta(days=4), passed=True)
        if day + timedelta(days=6) <= self.city.today:
            by, moment = self.cast.watchers(course.code)[1], at(day + timedelta(days=6), 16)
            self._move(problem, "close", "销号", S.CLOSED, by, day + timedelta(days=6))
            problem.closer, problem.closer_unit, problem.closed_at = by, by.unit, moment

    def _submit(self, problem: Problem, course: Course, day: date) -> None:
        by, text = self.cast.liaison(course.code), self.rng.choice(texts.RECTIFIED)
        problem.submitted_by, problem.submitted_at, problem.done_text = by, at(day, 9), text
        self.progress.append(RectProgress(problem=problem, text=text, by=by, at=at(day, 9)))
        for measure in self.measures[-2:]:
            measure.done_on = day
        self._move(problem, "submit", "自验报送", S.SUBMITTED, by, day)

    def _check(self, problem: Problem, course: Course, day: date, *, passed: bool) -> None:
        by, text = self._watcher(course), self.rng.choice(texts.VERIFIED) if passed else texts.RETURNED
        self.checks.append(
            RectCheck(problem=problem, kind=CheckKind.VERIFICATION, passed=passed, text=text, by=by, at=at(day, 14))
        )
        if not passed:
            self._move(problem, "send_back", "退回", S.RETURNED, by, day, text)
            return
        problem.verifier, problem.verifier_unit, problem.verified_at = by, by.unit, at(day, 14)
        self._move(problem, "verify", "核验", S.VERIFIED, by, day, text)

    def _watcher(self, course: Course) -> Any:
        return self.cast.watchers(course.code)[0]

    def _look_back(self, problem: Problem, course: Course, day: date, *, passed: bool) -> None:
        text = texts.LOOKED_BACK if passed else texts.FAILED
        row = RectCheck(problem=problem, kind=CheckKind.LOOK_BACK, passed=passed, text=text, by=self._watcher(course),
                        at=at(day, 11))  # fmt: skip
        self.checks.append(row)

    def _reopen(self, problem: Problem, course: Course, day: date, due: date) -> None:
        self._look_back(problem, course, day, passed=False)
        self._move(problem, "reopen", "重开", S.REOPENED, self._watcher(course), day, texts.FAILED)
        problem.times_reopened += 1
        problem.looked_back_on, problem.due_on = day, due
        problem.closed_at = problem.verifier = problem.verifier_unit = problem.verified_at = None
        problem.closer = problem.closer_unit = None

    def _move(self, problem: Any, name: str, label: str, after: str, by: Any, day: date, reason: str = "") -> None:
        hour = {"confirm": 10, "submit": 9, "verify": 14, "close": 16, "reopen": 11}.get(name, 15)
        self.histories.add(problem, name, label, problem.status, after, by, at(day, hour), reason)
        problem.__dict__["status"] = str(after)

    def _hang_on_the_lists(self) -> None:
        """Every third problem of the year hangs on a measure, a task or a duty of its unit (M59)."""
        by_unit: dict[int, list[TaskMeasure]] = defaultdict(list)
        for measure in TaskMeasure.objects.select_related("task__duty").order_by("pk"):
            by_unit[measure.task.unit_id].append(measure)
        for number, problem in enumerate(self.problems):
            measures = by_unit[problem.unit_id]
            if problem.found_on.year < self.city.today.year or number % 3 or not measures:
                continue
            measure = measures[number % len(measures)]
            problem.duty = measure.task.duty
            problem.task = measure.task if number % 2 else None
            problem.measure = measure if number % 2 and number % 5 else None

    def write(self) -> None:
        self._hang_on_the_lists()
        Problem.objects.bulk_create(self.problems, batch_size=BATCH)
        RectMeasure.objects.bulk_create(self.measures, batch_size=BATCH)
        RectProgress.objects.bulk_create(self.progress, batch_size=BATCH)
        RectCheck.objects.bulk_create(self.checks, batch_size=BATCH)
        self.histories.write()
