"""The appointments of the last twelve months: ten changes of heads (handbook 6.2) and fifteen others."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class HeadChange:
    """Unit ``unit`` gets a new head on ``start``: the head of ``came_from`` moves over, or a deputy from there rises.

    The old head leaves on the day before, or on ``left``; his next place is another head's post (some other change
    names this unit as ``came_from``) or the seat ``retired_to`` without leadership.
    """

    unit: str
    start: date
    came_from: str
    was_head: bool = False
    retired_to: str = ""
    left: date | None = None


HEAD_CHANGES = (
    HeadChange("U60", date(2025, 8, 25), "U61"),
    HeadChange("U31", date(2025, 8, 25), "U60", was_head=True, retired_to="U31"),
    HeadChange("U24", date(2025, 10, 20), "U40"),
    HeadChange("U28", date(2025, 10, 20), "U24", was_head=True),
    HeadChange("U50", date(2025, 10, 20), "U28", was_head=True, retired_to="U11"),
    # Two weeks of vacancy: normal, and head_of() must answer None.
    HeadChange("U52", date(2025, 12, 8), "U46", retired_to="U46", left=date(2025, 11, 23)),
    HeadChange("U38", date(2026, 1, 15), "U12"),
    HeadChange("U16", date(2026, 1, 15), "U38", was_head=True, retired_to="U13"),
    HeadChange("U44", date(2026, 3, 2), "U43", retired_to="U10"),
    HeadChange("U56", date(2026, 4, 27), "U57", retired_to="U39"),
)
# Deputies appointed in the last twelve months: (unit, which deputy, day). The first three are planted for later
# models: GT42 (U30, no talk), GT45 (U20, promoted in an influence period), N48 (U22), N45 (U37, talk on day 30).
DEPUTIES = (
    ("U30", 2, date(2026, 4, 9)),
    ("U20", 2, date(2026, 5, 18)),
    ("U22", 3, date(2026, 1, 15)),
    ("U37", 1, date(2026, 3, 10)),
    ("U14", 3, date(2025, 9, 15)),
    ("U47", 5, date(2025, 11, 3)),
    ("U58", 1, date(2026, 2, 2)),
    ("U19", 2, date(2025, 7, 21)),
    ("U61", 2, date(2026, 6, 8)),
)
