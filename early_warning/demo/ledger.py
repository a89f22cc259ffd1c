"""The rows of the demo city before they are filed, by dataset, unit and quarter."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from early_warning.filings.catalogue import kind_of
from early_warning.filings.periods import Period

Row = dict[str, Any]
Cell = tuple[str, str, str]
FIRST = Period(2023, 3)
QUARTERS = 12
# Handbook 6.2, planted rows and decoys included.
VOLUMES = {"purchases": 3_100, "bids": 9_400, "contracts": 2_700, "payments": 6_200, "invoices": 14_000}
# What the units owe for the quarter that is being filed, and have not delivered by the demo's day. The street U51
# owes everything: its index lacks data (P09).
OVERDUE: frozenset[tuple[str, str]] = frozenset(
    {
        ("contracts", "U32"),
        ("invoices", "U32"),
        ("payments", "U43"),
        ("bids", "U48"),
        *((kind, "U51") for kind in ("purchases", "bids", "contracts", "payments", "invoices")),
    }
)
# Owed before and never delivered: with what it owes now, the street's data coverage falls to 62 % (P09).
NEVER_FILED = frozenset((kind, "U51", period) for kind in ("purchases", "contracts") for period in ("2025Q3", "2025Q4"))
BEING_FILED = "2026Q1"
RUNNING = "2026Q2"
# Units that file the running quarter only when it is over.
NOT_EARLY = frozenset(
    "U03 U05 U07 U08 U10 U13 U16 U20 U21 U24 U27 U32 U35 U36 U39 U41 U43 U47 U48 U51 U55 U58".split()  # noqa: SIM905 - a line of codes is read at a glance
)


def quarters() -> list[Period]:
    """The twelve quarters of the demo, oldest first."""
    found = [FIRST]
    while len(found) < QUARTERS:
        found.append(found[-1].next())
    return found


def is_filed(kind: str, unit: str, period: str) -> bool:
    """Whether the unit has delivered this dataset for this quarter."""
    if period == RUNNING:
        return unit not in NOT_EARLY
    if (kind, unit, period) in NEVER_FILED:
        return False
    return not (period == BEING_FILED and (kind, unit) in OVERDUE)


@dataclass
class Ledger:
    """Rows by cell. A row outside the demo's quarters, or in a cell that is not filed, is not taken."""

    today: date
    cells: dict[Cell, list[Row]] = field(default_factory=lambda: defaultdict(list))
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, kind: str, unit: str, row: Row, *, on: date | None = None) -> bool:
        """Take ``row`` into the quarter of its date (or of ``on``). Returns whether it was taken."""
        day = on or row[kind_of(kind).date_column]
        period = str(Period.containing(day))
        if day > self.today or day < FIRST.start or not is_filed(kind, unit, period):
            return False
        self.cells[kind, unit, period].append(row)
        self.counts[kind] += 1
        return True

    def rows(self, kind: str) -> Iterable[tuple[str, Row]]:
        """(unit, row) of one dataset."""
        for (found, unit, _period), rows in self.cells.items():
            if found == kind:
                yield from ((unit, row) for row in rows)

    def room(self, kind: str) -> int:
        """How many rows of ``kind`` are still wanted."""
        return VOLUMES[kind] - self.counts[kind]
