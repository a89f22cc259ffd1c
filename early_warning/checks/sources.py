"""Where the models' rows come from: the filings in force. The one place of this room that reads `filings`' records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from early_warning.filings.catalogue import all_kinds
from early_warning.filings.models import DataFiling, FilingDuty
from organization.models import Unit

Filings = Mapping[str, Sequence[DataFiling]]


def filings_of(units: Iterable[Unit], as_of: date) -> Filings:
    """The filings of these units in force on that day, by kind, oldest period first; every kind is there, if empty."""
    found: dict[str, list[DataFiling]] = {kind.code: [] for kind in all_kinds()}
    rows = DataFiling.objects.in_force(as_of).filter(unit__in=list(units)).defer("sample", "findings", "quality")
    for filing in rows.select_related("unit").order_by("period", "pk"):
        found[filing.kind].append(filing)
    return found


def columns_filed(filings: Iterable[DataFiling]) -> set[str] | None:
    """The columns that any of these files had; None where that is not on record (rows that came typed)."""
    plans = [filing.plan.get("columns") for filing in filings]
    return None if not all(plans) else {name for plan in plans for name in plan}


def overdue_periods(units: Iterable[Unit], as_of: date, filings: Filings) -> dict[tuple[int, str], list[str]]:
    """For each unit and kind the periods that were due before that day and of which nothing is in force."""
    there = {(filing.unit_id, kind, filing.period) for kind, rows in filings.items() for filing in rows}
    duties = FilingDuty.objects.filter(unit__in=list(units), waived_because="", due_on__lt=as_of)
    missing: dict[tuple[int, str], list[str]] = {}
    for unit_id, kind, period in duties.order_by("period").values_list("unit_id", "kind", "period"):
        if (unit_id, kind, period) not in there:
            missing.setdefault((unit_id, kind), []).append(period)
    return missing


def filings_by_id(ids: Iterable[int]) -> dict[int, DataFiling]:
    """Filings by id, in force or not: evidence must be reachable also after its filing was superseded."""
    return DataFiling.objects.select_related("unit").in_bulk(list(ids))
