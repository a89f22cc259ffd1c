"""Who acts for a unit, who watches it, and how well it does its work: what all parts of the demo share."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from core.demo import City

COMMISSION = "U02"


@dataclass(frozen=True)
class Profile:
    """Shares (0..1) of work done in time, look-backs passed, problems found by the unit itself, categories repeated."""

    tasks: float
    rectified: float
    passed: float
    self_found: float
    repeated: float


GOOD = Profile(0.99, 0.99, 1.0, 0.75, 0.0)
NORMAL = Profile(0.95, 0.93, 0.96, 0.62, 0.05)
WEAK = Profile(0.80, 0.72, 0.75, 0.40, 0.30)
MIDDLING = Profile(0.20, 0.15, 0.60, 0.10, 0.40)
POOR = Profile(0.35, 0.30, 0.50, 0.08, 0.60)
# P13: U59 is orange, U25 yellow, U29 green; P10: U46's rectification was poor.
PROFILES = {"U59": POOR, "U25": MIDDLING, "U46": WEAK, "U29": GOOD, "U40": WEAK, "U12": GOOD, "U38": GOOD, "U61": GOOD}


def profile_of(code: str) -> Profile:
    return PROFILES.get(code, NORMAL)


def at(day: date, hour: int) -> datetime:
    """A moment of ``day``, the same in every run."""
    return datetime.combine(day, time(hour, 20), tzinfo=timezone.get_current_timezone())


class Cast:
    """The people of the demo by unit. Nobody verifies his own unit: the inspection office watches the commission."""

    def __init__(self, city: City) -> None:
        self.city, self.users = city, city.users
        self.rows = {row.code: row for row in city.things["unit_rows"]}

    def liaison(self, code: str) -> Any:
        return self.users[f"lia_{code.lower()}"]

    def head(self, code: str) -> Any:
        return self.users.get(f"uhd_{code.lower()}") or self.users["sec"]

    def watchers(self, code: str) -> tuple[Any, Any]:
        """Two people from outside the unit."""
        if code == COMMISSION:
            return self.users["ins"], self.users["ins"]
        team = self.rows[code].team
        return (self.users[team], self.users[f"{team}b"]) if team else (self.users["sup1"], self.users["sup2"])

    def member(self, code: str, number: int) -> Any:
        """A member of the leadership team, by turns."""
        team = self.city.things["team"][code]
        return team[number % len(team)]
