"""Tasks and their submissions as the steps would have left them behind; written in a few statements."""

import random
from datetime import date, timedelta
from typing import Any

from core.demo import City
from supervision.lists.choices import CheckKind, TaskStatus
from supervision.lists.demo import texts
from supervision.lists.demo.history import Histories
from supervision.lists.demo.people import Cast, at, profile_of
from supervision.lists.models import ListTask, TaskCheck, TaskEvidence

BATCH = 1000
KEPT_SINCE = at(date(2026, 1, 1), 0)
# How many open tasks that are past their day a weak unit shows.
LATE_SHARE = 0.5


class TaskWriter:
    """Gives each task its course by the profile of its unit, and writes all of them."""

    def __init__(self, city: City, cast: Cast, rng: random.Random) -> None:
        self.city, self.cast, self.rng = city, cast, rng
        self.tasks: list[ListTask] = []
        self.evidence: list[TaskEvidence] = []
        self.checks: list[TaskCheck] = []
        self.histories = Histories(ListTask)

    def add(self, task: ListTask, code: str) -> None:
        """Decide when it was done, from its day and the unit's profile."""
        self.tasks.append(task)
        due = task.due_on or self.city.today
        if due > self.city.today:
            self._under_way(task, code, due)
        elif self.rng.random() < profile_of(code).tasks:
            self.done(task, code, due - timedelta(days=self.rng.randint(1, 12)))
        elif due > self.city.today - timedelta(days=30) or self.rng.random() > LATE_SHARE:
            self._late(task, code, due)
        else:
            self.done(task, code, due + timedelta(days=self.rng.randint(3, 20)))

    def _under_way(self, task: ListTask, code: str, due: date) -> None:
        """A third of what is due soon has been submitted."""
        if due < self.city.today + timedelta(days=20) and self.rng.random() < 0.3:
            self._submit(task, code, self.city.today - timedelta(days=self.rng.randint(0, 8)))

    def _late(self, task: ListTask, code: str, due: date) -> None:
        """Sent back and not submitted again, or never begun; old ones were done in the end."""
        if due < self.city.today - timedelta(days=60):
            self.done(task, code, due + timedelta(days=self.rng.randint(15, 40)))
        elif self.rng.random() < 0.4:
            self._submit(task, code, due - timedelta(days=2))
            self._check(task, code, due + timedelta(days=2), passed=False)

    def done(self, task: ListTask, code: str, day: date) -> None:
        day = min(day, self.city.today)
        self._submit(task, code, day)
        verified = day + timedelta(days=self.rng.randint(2, 6))
        if verified <= self.city.today:
            self._check(task, code, verified, passed=True)

    def _submit(self, task: ListTask, code: str, day: date) -> None:
        by, text, moment = self.cast.liaison(code), self.rng.choice(texts.DONE), at(day, 9)
        task.submitted_by, task.submitted_at, task.done_text = by, moment, text
        self.evidence.append(TaskEvidence(task=task, text=text, by=by, at=moment))
        self._move(task, "submit", "报送", TaskStatus.SUBMITTED, by, moment)

    def _check(self, task: ListTask, code: str, day: date, *, passed: bool) -> None:
        first, second = self.cast.watchers(code)
        text = self.rng.choice(texts.CHECKED) if passed else texts.RETURNED
        check = TaskCheck(task=task, kind=CheckKind.VERIFICATION, passed=passed, text=text, by=first, at=at(day, 14))
        self.checks.append(check)
        if not passed:
            self._move(task, "send_back", "退回", TaskStatus.RETURNED, first, at(day, 14), text)
            return
        task.verifier, task.verifier_unit, task.verified_at = first, first.unit, at(day, 14)
        self._move(task, "verify", "核验", TaskStatus.VERIFIED, first, at(day, 14), text)
        task.closer, task.closer_unit, task.closed_at = second, second.unit, at(day, 16)
        self._move(task, "close", "销号", TaskStatus.CLOSED, second, at(day, 16))

    def _move(self, task: Any, name: str, label: str, after: str, by: Any, moment: Any, reason: str = "") -> None:
        if moment >= KEPT_SINCE or name == "close":  # of older tasks only the end: the demo has to be quick
            self.histories.add(task, name, label, task.status, after, by, moment, reason)
        # The state is protected from everybody but steps; a row that is not saved yet has none.
        task.__dict__["status"] = after

    def write(self) -> None:
        ListTask.objects.bulk_create(self.tasks, batch_size=BATCH)
        TaskEvidence.objects.bulk_create(self.evidence, batch_size=BATCH)
        TaskCheck.objects.bulk_create(self.checks, batch_size=BATCH)
        self.histories.write()
