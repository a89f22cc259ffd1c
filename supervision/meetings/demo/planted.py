"""The planted meetings of handbook 6 and their decoys; dates without a fixed day fall on the nearest meeting."""

from dataclasses import dataclass, field
from datetime import date

from supervision.meetings.choices import Category


@dataclass(frozen=True)
class Planted:
    """What differs from an ordinary meeting. ``turns``: places of the members as they spoke (0 is the head)."""

    unit: str
    day: date
    ident: str
    due: int = 0
    present: int = 0
    categories: tuple[str, ...] = ()
    turns: tuple[int, ...] = ()
    unsigned: bool = False
    minutes_on_last_day: bool = False
    record: str = ""


ORDINARY = (Category.FUNDS, Category.PROJECT)
PERSONNEL = (Category.PERSONNEL,)
LAST = (1, 2, 3, 4, 5, 0)
PLANTED = (
    Planted("U39", date(2026, 3, 12), "GT40", due=5, present=3, categories=PERSONNEL),
    Planted("U39", date(2026, 4, 16), "N42", due=5, present=3, categories=ORDINARY),
    Planted("U33", date(2025, 11, 5), "N43", due=6, present=4, categories=PERSONNEL),
    Planted("U33", date(2026, 1, 21), "GT41", due=6, present=6, categories=(Category.FUNDS,), turns=(0, 1, 2, 3, 4, 5)),
    Planted("U33", date(2026, 3, 4), "GT41", due=5, present=5, categories=(Category.PROJECT,), turns=(1, 0, 2, 3, 4)),
    Planted("U33", date(2026, 4, 8), "N44", due=6, present=6, categories=(Category.DECISION,), turns=LAST),
    Planted("U36", date(2026, 2, 25), "GT47", categories=(Category.FUNDS,), unsigned=True),
    Planted("U36", date(2026, 4, 1), "GT47", categories=(Category.PROJECT,), unsigned=True),
    Planted("U36", date(2026, 5, 6), "N51", categories=(Category.FUNDS,), minutes_on_last_day=True),
)
# First agenda items: U09 copies its minutes in four meetings in a row, U10 (N55) only the head of the text.
COPIED, SAME_HEAD = "U09", "U10"
COPIED_FROM, COPIED_COUNT = date(2025, 10, 1), 4
# Whose meetings leave more to be desired (political ecology): late papers, no special study, no measures.
CARELESS = {"U59": 0.75, "U25": 0.35, "U44": 0.4, "U54": 0.5, "U36": 0.45}
NO_SPECIAL_STUDY = {"U59": (2025, 2026), "U54": (2026,), "U25": (2025,)}


@dataclass
class Book:
    """Hands each planted meeting to the nearest meeting of its unit, once."""

    left: list[Planted] = field(default_factory=lambda: list(PLANTED))

    def take(self, unit: str, day: date, after: date) -> Planted | None:
        """The one whose day is ``day`` or lies between ``day`` and the unit's next meeting ``after``."""
        for found in self.left:
            if found.unit == unit and day <= found.day < after:
                self.left.remove(found)
                return found
        return None
