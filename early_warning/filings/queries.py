"""Reads that several doors and other mechanisms share."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
from django.db.models import Count, Q
from django.urls import reverse

from core import clock
from core.scope import Viewer
from early_warning.filings.catalogue import all_kinds
from early_warning.filings.models import DataFiling, FilingDuty
from early_warning.filings.models.duty import DutyState
from early_warning.filings.parameters import duty_rule
from early_warning.filings.periods import Period
from early_warning.filings.store import StoredFiling


def filings_in_force(*, as_of: date | None = None, units: Iterable[str] | None = None) -> dict[str, list[StoredFiling]]:
    """For every dataset kind the filings whose rows count on ``as_of`` (default: now), optionally of some units."""
    rows = DataFiling.objects.in_force(as_of).without_details().select_related("unit").order_by("pk")
    if units is not None:
        rows = rows.filter(unit__code__in=list(units))
    found: dict[str, list[StoredFiling]] = {kind.code: [] for kind in all_kinds()}
    for filing in rows:
        found[filing.kind].append(filing)
    return found


def current_period(*, kind: str = "purchases", today: date | None = None) -> Period:
    """The period that is being filed: the last one that has ended."""
    day = today or clock.today()
    frequency = duty_rule(kind, as_of=day).frequency
    return Period.containing(day, frequency).previous()


@dataclass(frozen=True, slots=True)
class DutyCounts:
    """Duties of one period within somebody's jurisdiction."""

    period: Period
    owed: int
    filed: int
    overdue: int


def duty_counts(*, user: Viewer, today: date | None = None) -> DutyCounts | None:
    """应报 / 已报 / 逾期 of the period being filed; None when nothing is owed there."""
    period = current_period(today=today)
    rows = FilingDuty.objects.visible_to(user).of_period(period).with_state(today).filter(waived_because="")
    counts = rows.aggregate(
        owed=Count("pk"),
        filed=Count("pk", filter=Q(filed_at__isnull=False)),
        overdue=Count("pk", filter=Q(state=DutyState.OVERDUE)),
    )
    return DutyCounts(period, **counts) if counts["owed"] else None


@dataclass(frozen=True, slots=True)
class FilingQuality:
    """Handbook indicator F4 of one unit. Shares are 0..1; ``due`` duties were judged."""

    due: int
    on_time: Decimal
    completeness: Decimal
    correctness: Decimal

    @property
    def value(self) -> Decimal:
        """on time × completeness × (1 − error rate)."""
        return self.on_time * self.completeness * self.correctness


def judged_duties(*, start: date, end: date, as_of: date) -> "list[FilingDuty]":
    """Duties that fell due from ``start`` to ``end`` and could be judged on ``as_of``, with their state then."""
    last = min(end, as_of - timedelta(days=1))
    rows = FilingDuty.objects.filter(due_on__range=(start, last), waived_because="")
    return list(rows.with_state(as_of).select_related("unit"))


def filled_share(filing: DataFiling) -> Decimal:
    """The share of cells of required columns and dates that are filled among the rows taken; 1 for a nil return."""
    dataset = filing.dataset
    names = {column.name for column in dataset.required} | {dataset.date_column}
    cells = filing.row_count * len(names)
    empty = sum(filing.quality.get("empty_cells", {}).get(name, 0) for name in names)
    return Decimal(1) if not cells else 1 - Decimal(empty) / cells


def row_pages(filings: Iterable[int], user: Viewer) -> dict[int, str]:
    """The page of rows of each of these filings that ``user`` may open; ``?row=`` narrows it to single rows."""
    found = DataFiling.objects.visible_to(user).filter(pk__in=set(filings))
    return {pk: reverse("filing-rows", args=[pk]) for pk in found.values_list("pk", flat=True)}


def row_links(rows: Iterable[tuple[int, int]], user: Viewer) -> dict[tuple[int, int], str]:
    """(filing, row) -> the address of that row, for rows of filings that ``user`` may open."""
    wanted = set(rows)
    pages = row_pages((filing for filing, _row in wanted), user)
    return {(filing, row): f"{pages[filing]}?row={row}" for filing, row in wanted if filing in pages}


def filed_rows(filing: DataFiling, *, first: int = 0, count: int = 50) -> pa.Table:
    """``count`` stored rows from position ``first``; an empty table beyond the end."""
    table = pq.read_table(filing.stored_path, memory_map=True)
    return table.slice(first, count)
