"""First agenda items of the demo city: different every time, but for the planted copies (GT51) and heads (N55)."""

import random
from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from core.demo import City
from organization.users.belonging import belongs_to
from supervision.demo_support import watcher
from supervision.meetings.choices import TOOK_PLACE, MeasureStatus, Status
from supervision.meetings.demo import texts
from supervision.meetings.demo.people import moment
from supervision.meetings.demo.plan import Plan
from supervision.meetings.demo.planted import COPIED, COPIED_COUNT, COPIED_FROM, SAME_HEAD
from supervision.meetings.models import AgendaItem, Meeting, StudyMeasure
from supervision.meetings.rules.similarity import similarity

CHECKED_AFTER = 20  # days after which somebody has looked whether a measure was done
# Older meetings are not looked at by anybody; comparing them would only cost time.
COMPARED = timedelta(days=400)


class StudyWriter:
    def __init__(self, city: City, rng: random.Random) -> None:
        self.city, self.rng = city, rng
        self.copies: Counter[str] = Counter()
        self.items: dict[str, list[AgendaItem]] = defaultdict(list)

    def fill(self, plan: Plan, item: AgendaItem) -> None:
        """Documents and, once the minutes are written, the record."""
        item.documents = "\n".join(self.rng.sample(texts.DOCUMENTS, self.rng.randint(1, 2)))
        if plan.status in TOOK_PLACE and plan.status != Status.HELD:
            item.record = self._record(plan, item)
            self.items[plan.unit].append(item)

    def _record(self, plan: Plan, item: AgendaItem) -> str:
        parts = "".join(self.rng.sample(texts.STUDY_PARTS, 4))
        copied = plan.unit == COPIED and plan.day >= COPIED_FROM and self.copies[COPIED] < COPIED_COUNT
        if copied:
            self.copies[COPIED] += 1
            return texts.SAME
        head = texts.HEADER if plan.unit == SAME_HEAD else f"会议学习了{item.documents}。".replace("\n", "、")
        return head + parts

    def measures(self, plan: Plan, item: AgendaItem) -> list[StudyMeasure]:
        """One or two; careless meetings have none, which is a doubt only where it happens again and again."""
        if plan.careless or not item.record:
            return []
        words = self.rng.sample(texts.MEASURES, self.rng.randint(1, 2))
        due = plan.day + timedelta(days=self.rng.randint(30, 80))
        done = due - timedelta(days=self.rng.randint(1, 15))
        owner, meeting = self.rng.choice(texts.POSTS), item.meeting
        given = {"meeting": meeting, "unit": meeting.unit, "owner": owner, "due_on": due}
        given |= {"created_by": meeting.created_by, "created_at": moment(plan.day, 15)} | self._done(meeting, done)
        return [StudyMeasure(text=text, **given) for text in words]

    def _done(self, meeting: Meeting, done: date) -> dict[str, Any]:
        """Reported by the unit; the team that watches it looks at what is some weeks old."""
        today = self.city.today
        if done > today:
            return {}
        given: dict[str, Any] = {"done_on": done, "done_by": meeting.created_by, "status": MeasureStatus.SUBMITTED}
        checker = watcher(self.city, meeting.unit.code)
        if (today - done).days < CHECKED_AFTER or belongs_to(checker, meeting.unit):
            return given
        checked = done + timedelta(days=7 + done.day % 8)
        return given | {
            "status": MeasureStatus.VERIFIED, "checked_by": checker, "checker_unit": checker.unit,
            "checked_on": checked, "closed_at": moment(checked, 16),
            "finding": texts.FINDINGS[done.day % len(texts.FINDINGS)],
        }  # fmt: skip

    def compare(self, today: date) -> None:
        """How much each record is like the one before it."""
        for items in self.items.values():
            for before, item in pairwise(items):
                if item.meeting.convened_on > today - COMPARED:
                    item.likeness = similarity(before.record, item.record)
