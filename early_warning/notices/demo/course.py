"""The days of one notice: each station a few working days after the one before, and the lines of its history."""

import random
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from core.deadlines.calendar import add_workdays, roll_forward
from early_warning.notices.choices import Status
from early_warning.notices.demo.plan import Plan

# Station -> the state that it needs to have reached, in order.
ORDER = ("DRAFT", "SUBMITTED", "CHECKED", "APPROVED", "SERVED", "ACKED", "REPLIED", "VERIFYING", "ACCEPTED", "CLOSED")
REACHES = {
    Status.OBJECTED: "ACKED",
    Status.ESCALATED: "SERVED",
    Status.REVOKED: "REPLIED",
    "REFERRED": "VERIFYING",
}
PACE = {"SUBMITTED": (0, 1), "CHECKED": (1, 2), "APPROVED": (0, 2), "SERVED": (0, 1), "ACKED": (0, 2),
        "VERIFYING": (1, 3), "ACCEPTED": (1, 4), "CLOSED": (0, 2)}  # fmt: skip


@dataclass
class Days:
    """When each station was reached; ``due`` is the reply's day."""

    at: dict[str, datetime] = field(default_factory=dict)
    due: date | None = None

    def get(self, station: str) -> Any:
        return self.at.get(station)


def days_of(plan: Plan, rng: random.Random, *, reply_days: int, today: date) -> Days:
    """Moments of all stations up to the one that ``plan.status`` needs; none after today."""
    target = REACHES.get(plan.status, plan.status)
    days, day = Days(), roll_forward(plan.started)
    for station in ORDER[: ORDER.index(target) + 1]:
        if station == "REPLIED":
            day = _reply_day(plan, rng, days, day, today)
        elif station in PACE:
            if station == "VERIFYING" and plan.rectified_after:
                day = max(day, reported_on(plan, days).date())
            day = min(add_workdays(day, rng.randint(*PACE[station])), today)
        days.at[station] = moment(day, rng, after=max(days.at.values(), default=None))
        if station == "SERVED":
            days.due = add_workdays(day, reply_days)
    return days


def reported_on(plan: Plan, days: Days) -> datetime:
    """When the rectification was reported: so many days after service, else an hour after the answer."""
    if plan.rectified_after:
        return days.at["SERVED"] + timedelta(days=plan.rectified_after)
    return days.at["REPLIED"] + timedelta(hours=1)


def _reply_day(plan: Plan, rng: random.Random, days: Days, day: date, today: date) -> date:
    due = days.due or day
    wanted = add_workdays(due, rng.randint(2, 6)) if plan.late else add_workdays(day, rng.randint(2, 6))
    return min(wanted if plan.late else min(wanted, due), today)


def moment(day: date, rng: random.Random, *, after: datetime | None = None) -> datetime:
    """A moment of office hours on ``day``, later than ``after``."""
    zone = timezone.get_current_timezone()
    found = datetime.combine(day, time(9 + rng.randrange(8), rng.randrange(60)), tzinfo=zone)
    return found if after is None or found > after else after + timedelta(minutes=7 + rng.randrange(30))
