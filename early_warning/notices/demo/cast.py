"""Who drafts, checks, approves and answers in the demo city, unit by unit."""

import random
from dataclasses import dataclass
from datetime import date

from core.demo import City
from officials.models import Official
from officials.queries import head_of
from organization.models import Unit, User


@dataclass(frozen=True)
class Cast:
    drafter: User
    checker: User
    approver: User
    decider: User
    official: Official | None
    respondent: Official | None

    @property
    def answerer(self) -> User | None:
        return self.respondent.user if self.respondent else None


def cast_for(city: City, rng: random.Random, unit: Unit, *, on: date, to_person: bool, red: bool) -> Cast:
    """Two people of the stationed team (or of the offices) and a deputy; the trial office decides objections."""
    drafter, checker = _makers(city, unit.code)
    approver = city.users["sec" if red else f"dep{1 + rng.randrange(3)}"]
    official = _member(city, rng, unit.code) if to_person else None
    respondent = official or head_of(unit, on) or head_of(unit, city.today)
    return Cast(drafter, checker, approver, city.users["tri"], official, respondent)


def _makers(city: City, code: str) -> tuple[User, User]:
    row = next(row for row in city.things["unit_rows"] if row.code == code)
    if row.team:
        return city.users[row.team], city.users[f"{row.team}b"]
    first = city.users[row.offices[0] if row.offices else "sup1"]
    return first, city.users["con"]


def _member(city: City, rng: random.Random, code: str) -> Official | None:
    """A member of the leadership team other than the head."""
    members = [person for person in city.things["team"][code] if person != city.things["heads"][code]]
    return rng.choice(members) if members else None
