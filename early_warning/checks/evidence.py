"""The filed rows behind a doubt point, read again from the immutable files, and the chart over them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import accumulate
from typing import Any

from django.utils.translation import gettext as _

from core import charts
from early_warning.filings.catalogue import Column, ColumnType, kind_of
from early_warning.filings.models import DataFiling
from early_warning.filings.pseudonyms import mask_of, masked_cells
from early_warning.filings.queries import row_links
from early_warning.filings.store import filing_rows

from .models import DoubtPoint
from .sources import filings_by_id

# What of a row people look at first; the rest stands in the filing.
COLUMNS = {
    "purchases": ("award_date", "purchase_no", "title", "category_name", "amount", "method", "valid_bids", "status",
                  "supplier_name", "publicity_date", "single_source_reason"),
    "contracts": ("signed_on", "contract_no", "title", "kind", "amount", "amendment_amount", "amendment_approved",
                  "prepay_ratio", "accepted_on", "supplier_name"),
    "payments": ("paid_on", "payment_no", "contract_no", "amount", "purpose", "payee_name"),
    "invoices": ("invoice_date", "claim_no", "invoice_code", "invoice_no", "amount", "seller_name", "claimed_on",
                 "department"),
    "bids": ("bid_date", "purchase_no", "bidder_name", "price", "valid", "won"),
}  # fmt: skip
DATES = {"purchases": "award_date", "payments": "paid_on", "contracts": "signed_on", "invoices": "claimed_on"}
LIMITS = ("small_limit", "open_limit")
WAN = Decimal(10_000)
ADDING_UP = ("SUM", "EARLY", "OPEN", "OVER")  # findings about a sum


@dataclass(frozen=True)
class Evidence:
    """One filed row: where it stands, whether it is part of the hit, its values by column name, and its page for whom
    the filing is open."""

    kind: str
    filing_id: int
    row_no: int
    hit: bool
    cells: dict[str, Any]
    url: str = ""

    @property
    def day(self) -> date | None:
        return self.cells.get(DATES.get(self.kind, ""))

    @property
    def amount(self) -> Decimal | None:
        return self.cells.get("amount")


@dataclass
class EvidenceTable:
    """The rows of one dataset kind with the columns that have a value in at least one of them."""

    label: Any
    columns: list[Column]
    rows: list[Evidence] = field(default_factory=list)

    def lines(self) -> list[tuple[Evidence, list[tuple[Column, Any]]]]:
        return [
            (row, [(column, _shown(column, row.cells.get(column.name))) for column in self.columns])
            for row in self.rows
        ]


def _shown(column: Column, value: Any) -> Any:
    if column.type is ColumnType.CHOICE:
        return next((choice.label for choice in column.choices if choice.code == value), value)
    return value


def evidence_of(doubt: DoubtPoint, user: Any) -> list[Evidence]:
    """The rows behind `doubt` in the order of their dates. A row whose file was destroyed (R31) is left out."""
    wanted: dict[int, dict[int, dict[str, Any]]] = {}
    for ref in doubt.rows:
        wanted.setdefault(ref["filing_id"], {})[ref["row_no"]] = ref
    filings = filings_by_id(wanted)
    links = row_links(((ref["filing_id"], ref["row_no"]) for ref in doubt.rows), user)
    found = [row for pk, refs in wanted.items() if pk in filings for row in rows_of(filings[pk], refs, user, links)]
    return sorted(found, key=lambda row: (row.kind != "contracts", row.day or date.min, row.filing_id, row.row_no))


def rows_of(
    filing: DataFiling, refs: dict[int, dict[str, Any]], user: Any, links: Mapping[tuple[int, int], str]
) -> Iterable[Evidence]:
    """The rows of ``filing`` whose numbers are in ``refs``, as ``user`` may read them, with the address of each."""
    mask = mask_of(user, filing)
    for cells in filing_rows(filing.kind, filing, refs).to_pylist():
        row_no = cells["row_no"]
        url = links.get((filing.pk, row_no), "")
        yield Evidence(filing.kind, filing.pk, row_no, refs[row_no]["hit"], masked_cells(cells, mask), url)


def tables_of(rows: Iterable[Evidence]) -> list[EvidenceTable]:
    """The rows by kind, each with the columns worth showing."""
    tables: dict[str, EvidenceTable] = {}
    for row in rows:
        if row.kind not in tables:
            tables[row.kind] = EvidenceTable(kind_of(row.kind).label, [])
        tables[row.kind].rows.append(row)
    for kind, table in tables.items():
        columns = kind_of(kind).by_name
        table.columns = [
            columns[name] for name in COLUMNS[kind] if any(row.cells.get(name) is not None for row in table.rows)
        ]
    return list(tables.values())


def chart_of(doubt: DoubtPoint, rows: Iterable[Evidence]) -> charts.Chart | None:
    """Each row's amount on its day, and where amounts add up their running total, against the limits that the model
    was run with; None without two dated rows."""
    dated = [
        (row.day, row.amount, row) for row in rows if row.day and row.amount is not None and row.kind != "contracts"
    ]
    if len(dated) < 2:
        return None
    points = [(day.isoformat(), amount / WAN, _label(row), row.hit) for day, amount, row in dated]
    adds_up = doubt.finding in ADDING_UP
    if adds_up:
        totals = accumulate(amount for _day, amount, _row in dated)
        points += [
            (day.isoformat(), total / WAN, _("Running total"), False)
            for (day, _amount, _row), total in zip(dated, totals, strict=True)
        ]
    return charts.scatter(
        title=_("Rows behind the doubt point"),
        points=points,
        limits=[(label, amount / WAN) for label, amount in limits_of(doubt)],
        hit_word=_("Hit"),
        other_word=_("Running total") if adds_up else _("Context"),
        unit=_("10k yuan"),
    )


def _label(row: Evidence) -> str:
    return str(row.cells.get("title") or row.cells.get("purpose") or row.cells.get("claim_no") or "")


def limits_of(doubt: DoubtPoint) -> list[tuple[str, Decimal]]:
    """The limits in yuan: among the parameters of the run, of the contract's price, or the threshold itself."""
    names = {"small_limit": _("Small-purchase limit"), "open_limit": _("Open-tender limit")}
    limits = [(names[name], Decimal(doubt.facts[name])) for name in LIMITS if name in doubt.facts]
    if "price" in doubt.facts:
        limits.append((_("May be prepaid"), Decimal(doubt.facts["price"]) * doubt.threshold))
    if doubt.finding == "OVER":
        limits.append((_("Contract and approved supplements"), doubt.threshold))
    return limits
