"""Which leads the demo city has: those under way one by one, the archived ones of three years by the dice."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from cases.leads.choices import Conduct, Method, Outcome, Source, Status
from core.deadlines.calendar import roll_forward

COUNT = 260
# P01: L-2026-041, the forty-first of its year.
OVERDUE, ITS_NUMBER = date(2026, 5, 20), 41
UNITS = (
    "U14", "U16", "U18", "U20", "U22", "U24", "U27", "U31", "U33", "U35", "U38", "U40", "U44", "U45", "U48", "U50",
    "U52", "U56", "U58", "U60",
)  # fmt: skip
HOUSE = "U02"


@dataclass(frozen=True)
class Plan:
    """``who``: an official's code, "unit:number" of a member of its team, a unit's code, or "" for nobody known."""

    who: str
    day: date
    status: Status
    method: Method = Method.VERIFICATION
    outcome: Outcome | None = None
    source: Source = Source.PETITION
    conduct: Conduct = Conduct.INTEGRITY


UNDER_WAY = (
    Plan("U35:1", date(2026, 6, 30), Status.RECEIVED),
    Plan("", date(2026, 6, 29), Status.RECEIVED, source=Source.TRANSFER),
    Plan("U58:1", date(2026, 6, 26), Status.REGISTERED, source=Source.SUPERIOR),
    Plan("U24:2", OVERDUE, Status.ASSIGNED, conduct=Conduct.WORK),
    Plan("U45:2", date(2026, 6, 15), Status.ASSIGNED),
    Plan("U33", date(2026, 6, 22), Status.ASSIGNED, source=Source.AUDIT, conduct=Conduct.WASTE),
    Plan("U16:2", date(2026, 6, 8), Status.PROPOSED, Method.INQUIRY),
    Plan("U44:1", date(2026, 6, 12), Status.PROPOSED, Method.SHELVE),
    Plan("U27:1", date(2026, 5, 25), Status.INQUIRY, Method.INQUIRY, conduct=Conduct.MASSES),
    Plan("U38:2", date(2026, 5, 11), Status.INQUIRY, Method.INQUIRY, source=Source.SUPERVISION),
    Plan("U56:1", date(2026, 5, 6), Status.VERIFICATION, conduct=Conduct.BENEFIT),
    Plan("U20:1", date(2026, 4, 20), Status.VERIFICATION, source=Source.HEALTH_CHECK, conduct=Conduct.RENT),
    Plan("U48:1", date(2026, 4, 8), Status.RESULT, outcome=Outcome.FOUR_FORMS),
    Plan("U14:1", date(2026, 3, 30), Status.RESULT, Method.INQUIRY, Outcome.UNPROVEN),
    Plan("U60:2", date(2026, 3, 16), Status.SHELVED, Method.SHELVE),
    Plan("U31:2", date(2026, 2, 10), Status.SHELVED, outcome=Outcome.SHELVE),
    Plan("U52", date(2026, 5, 28), Status.CONCLUDED, Method.CONCLUDE),
    Plan("U18:2", date(2026, 4, 2), Status.CONCLUDED, Method.INQUIRY, Outcome.UNPROVEN),
    # Found untrue: to be clarified, and clarifications on their way (cases.clarifications.demo).
    Plan("U50:2", date(2026, 4, 21), Status.CONCLUDED, Method.INQUIRY, Outcome.UNTRUE),
    Plan("U35:2", date(2026, 4, 15), Status.CONCLUDED, Method.INQUIRY, Outcome.UNTRUE),
    Plan("U22:1", date(2026, 3, 23), Status.CONCLUDED, Method.INQUIRY, Outcome.UNTRUE),
    Plan("U40:1", date(2026, 3, 11), Status.CONCLUDED, Method.INQUIRY, Outcome.UNTRUE),
    Plan("U45:1", date(2026, 2, 26), Status.CONCLUDED, Method.INQUIRY, Outcome.UNTRUE),
    Plan("U56:2", date(2026, 1, 19), Status.ARCHIVED, Method.INQUIRY, Outcome.UNTRUE),
    Plan("U44:2", date(2026, 3, 9), Status.HANDLED, outcome=Outcome.FOUR_FORMS),
    Plan("U58:2", date(2026, 2, 24), Status.HANDLED, outcome=Outcome.CASE),
    Plan(f"{HOUSE}:-1", date(2026, 6, 10), Status.ASSIGNED, source=Source.SUPERIOR, conduct=Conduct.WORK),
    # P06 and the second clarified case of handbook 6.2.
    Plan("O-0117", date(2025, 11, 17), Status.ARCHIVED, outcome=Outcome.UNTRUE),
    Plan("U29:1", date(2025, 4, 14), Status.ARCHIVED, outcome=Outcome.UNTRUE),
)
ENDS = (
    (Method.INQUIRY, Outcome.UNPROVEN, 4),
    (Method.VERIFICATION, Outcome.FOUR_FORMS, 5),
    (Method.VERIFICATION, Outcome.UNPROVEN, 3),
    (Method.CONCLUDE, None, 2),
    (Method.VERIFICATION, Outcome.CASE, 2),
    (Method.INQUIRY, Outcome.FOUR_FORMS, 3),
    (Method.VERIFICATION, Outcome.PARTY, 1),
)


def plans(rng: random.Random) -> list[Plan]:
    """All leads by the day of receipt; numbers follow that order."""
    numbered = [plan for plan in UNDER_WAY if plan.status != Status.RECEIVED]
    before = sum(date(2026, 1, 1) <= plan.day < OVERDUE for plan in numbered)
    this_year = list(_archived(rng, ITS_NUMBER - 1 - before, date(2026, 1, 5), 80))
    old = list(_archived(rng, COUNT - len(UNDER_WAY) - len(this_year), date(2023, 7, 3), 860))
    return sorted([*UNDER_WAY, *this_year, *old], key=lambda plan: plan.day)


def _archived(rng: random.Random, count: int, first: date, days: int) -> Iterator[Plan]:
    for _number in range(count):
        unit = rng.choice(UNITS)
        method, outcome, _weight = rng.choices(ENDS, weights=[weight for _m, _o, weight in ENDS])[0]
        yield Plan(
            who=f"{unit}:{rng.randrange(1, 3)}" if rng.random() < 0.6 else unit,
            day=roll_forward(first + timedelta(days=rng.randrange(days))),
            status=Status.ARCHIVED,
            method=method,
            outcome=outcome,
            source=rng.choice([source for source in Source if source != Source.HEALTH_CHECK]),
            conduct=rng.choice(list(Conduct)),
        )
