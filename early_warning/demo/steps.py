"""Step 400: the units file three years of data; a few filings take another course than most."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from core.audit.models import AuditEvent
from core.audit.services import event_record
from core.demo import City, demo_step
from early_warning.demo.filed import Clerk, Plan, is_late
from early_warning.demo.ledger import RUNNING, Ledger, is_filed, quarters
from early_warning.demo.purchases import Buyer
from early_warning.demo.rows import city_rows
from early_warning.filings.models import DataFiling, FilingStatus
from early_warning.filings.parameters import duty_rule
from early_warning.filings.services import duties_ensure

KINDS = ("purchases", "bids", "contracts", "payments", "invoices")
WAITING = ("invoices", "U17", "2026Q1")
# A table full of holes: a third of its rows could not be taken.
POOR = ("invoices", "U54", "2026Q1")
POOR_REASONS = {"amount:not_money": 5, "invoice_date:not_date": 3, "invoice_no:missing": 2}


@demo_step("filings", order=400)
def build_filings(city: City) -> None:
    """Rows, filings, duties."""
    buyers = [Buyer(row.code, city.units[row.code].short_name, city.units[row.code].kind, city.units[row.code].field)
              for row in city.things["unit_rows"]]  # fmt: skip
    ledger = city_rows(city.rng, city.today, buyers)
    clerk = Clerk(city, city.rng)
    filings = clerk.file(_plans(city, ledger, buyers))
    for period in quarters()[:-1]:
        duties_ensure(period=period)
    _link_superseded(filings)
    city.things["filings"] = {(f.kind, f.unit.code, f.period): f for f in filings if f.status == FilingStatus.CONFIRMED}
    event_record(event=AuditEvent.BULK, obj=DataFiling, count=len(filings), source="demo_city")


def _plans(city: City, ledger: Ledger, buyers: list[Buyer]) -> Iterator[Plan]:
    owing = {kind: set(duty_rule(kind, as_of=city.today).unit_kinds) for kind in KINDS}
    for quarter in quarters():
        period = str(quarter)
        for buyer in buyers:
            for kind in KINDS:
                rows = ledger.cells.get((kind, buyer.code, period), [])
                owed = buyer.kind in owing[kind] and is_filed(kind, buyer.code, period)
                if rows or (owed and period != RUNNING):
                    late = is_late(city.rng, buyer.code, period)
                    yield from _courses(Plan(kind, buyer.code, period, _in_order(kind, rows), late_days=late))


def _in_order(kind: str, rows: list[dict]) -> list[dict]:
    names = {"purchases": "purchase_no", "bids": "purchase_no", "contracts": "contract_no", "payments": "payment_no"}
    name = names.get(kind, "claim_no")
    return sorted(rows, key=lambda row: row[name])


def _courses(plan: Plan) -> Iterator[Plan]:
    """Most are simply confirmed; five went another way."""
    cell = (plan.kind, plan.unit, plan.period)
    if cell == WAITING:
        yield replace(plan, status=FilingStatus.VALIDATED, late_days=0)
    elif cell == POOR:
        yield replace(plan, late_days=9, rejected=POOR_REASONS)
    elif cell == ("contracts", "U30", "2025Q4"):
        yield replace(
            plan, rows=plan.rows[:-1], status=FilingStatus.SUPERSEDED, ended_on=date(2026, 2, 10), late_days=0
        )
        yield replace(plan, filed_on=date(2026, 2, 10))
    elif cell == ("payments", "U22", "2025Q4"):
        note = "付款用途填写不全，请补正后重新备案。"
        yield replace(plan, status=FilingStatus.REJECTED, note=note, late_days=0)
        yield replace(plan, late_days=5)
    elif cell == ("invoices", "U40", "2024Q2"):
        note = "误报了上一季度的报销明细。"
        yield replace(plan, status=FilingStatus.WITHDRAWN, ended_on=date(2024, 7, 22), note=note, late_days=0)
        yield replace(plan, filed_on=date(2024, 7, 22))
    else:
        yield plan


def _link_superseded(filings: list[DataFiling]) -> None:
    """A filing that took another's place names it."""
    old = {(f.kind, f.unit_id, f.period): f for f in filings if f.status == FilingStatus.SUPERSEDED}
    for filing in filings:
        before = old.get((filing.kind, filing.unit_id, filing.period))
        if before is not None and filing.status == FilingStatus.CONFIRMED:
            DataFiling.objects.filter(pk=filing.pk).update(supersedes=before)
