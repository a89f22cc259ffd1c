"""B1, B4 and F4 from filings that stand in the store, on figures worked out by hand."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from early_warning.ecology.measures import Question
from early_warning.ecology.parameters import rule_book
from early_warning.ecology.sources.contracts import collective_decisions
from early_warning.ecology.sources.filings import filing_quality
from early_warning.ecology.sources.purchases import competition
from early_warning.filings.catalogue import arrow_schema, kind_of
from early_warning.filings.models import DataFiling, FilingDuty, FilingStatus
from early_warning.filings.periods import Period
from early_warning.filings.services.duties import duties_ensure
from tests.warnings.checks.frames import typed_rows
from tests.warnings.filings.conftest import storage  # noqa: F401 - a storage folder of its own

pytestmark = pytest.mark.django_db
D = Decimal


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


def ask(source, code, *, as_of=date(2026, 6, 30), start=date(2026, 1, 1), end=date(2026, 6, 30)):
    return source(Question(("U15", "U31"), start, end, as_of, rule_book().by_code[code]))["U15"]


@pytest.fixture
def put(education, liaison, head):
    """A filing of education that came into force on ``day``."""

    def make(kind, rows, *, period="2026Q1", day=date(2026, 4, 10), ended=None, refused=0, **values) -> DataFiling:
        filing = DataFiling.objects.create(
            unit=education, kind=kind, period=period, due_on=date(2026, 4, 16), row_count=len(rows),
            rejected_count=refused, sha256="0" * 64, submitter=liaison, confirmer=head, uploaded_at=at(day),
            filed_at=at(day), confirmed_at=at(day), ended_at=at(ended) if ended else None,
            status=FilingStatus.SUPERSEDED if ended else FilingStatus.CONFIRMED,
            legal_basis="依据", retain_until=date(2041, 1, 1), **values,
        )  # fmt: skip
        filing.stored_path.parent.mkdir(parents=True, exist_ok=True)
        table = pa.Table.from_pylist(typed_rows(kind, rows), schema=arrow_schema(kind_of(kind)))
        pq.write_table(table, filing.stored_path)
        return filing

    return make


def purchase(number, amount, method="OPEN", bids=3, day="2026-02-03", **more):
    row = {"purchase_no": f"P-{number}", "title": f"采购{number}", "fiscal_year": 2026, "category_name": "货物"}
    row |= {"method": method, "amount": amount, "valid_bids": bids, "status": "AWARDED", "award_date": day}
    return row | more


def contract(number, amount, decision="", day="2026-02-03", **more):
    row = {"contract_no": f"C-{number}", "title": f"合同{number}", "supplier_name": "某公司", "kind": "GOODS"}
    return row | {"amount": amount, "signed_on": day, "decision_no": decision or None} | more


def test_competition_is_a_share_of_money(put):
    """600,000 of 1,900,000: a small one, a cancelled one, a framework call and one of last year do not count."""
    put(
        "purchases",
        [
            purchase(1, 600_000),
            purchase(2, 700_000, bids=2),
            purchase(3, 600_000, method="SINGLE", bids=1),
            purchase(4, 499_999, method="DIRECT"),
            purchase(5, 900_000, status="CANCELLED"),
            purchase(6, 900_000, method="FRAMEWORK"),
            purchase(7, 900_000, framework=True),
            purchase(8, 900_000, day="2025-12-31"),
        ],
    )
    found = ask(competition, "B4")
    assert (found.numerator, found.denominator, found.n) == (600_000, 1_900_000, 3)
    assert [row.met for row in found.rows] == [True, False, False]
    assert "70 万元" in found.rows[1].label


def test_the_limit_itself_counts_and_three_bids_are_enough(put):
    put("purchases", [purchase(1, 500_000, method="INQUIRY", bids=3)])
    assert ask(competition, "B4").ratio == 1


def test_a_blank_number_of_bids_is_counted_from_the_bids(put):
    put("purchases", [purchase(1, 600_000, bids=None), purchase(2, 600_000, bids=None)])
    bids = [{"purchase_no": "P-1", "bidder_name": f"甲{n}", "price": 1, "valid": n < 3, "won": False} for n in range(4)]
    put("bids", bids)
    found = ask(competition, "B4")
    assert [row.met for row in found.rows] == [True, False]


def test_what_was_filed_again_counts_once(put):
    put("purchases", [purchase(1, 600_000, bids=1)])
    put("purchases", [purchase(1, 600_000, bids=5)], period="2026Q2", day=date(2026, 6, 20))
    found = ask(competition, "B4")
    assert (found.n, found.ratio) == (1, 1)
    assert ask(competition, "B4", as_of=date(2026, 6, 1)).ratio == 0


def test_a_past_day_reads_what_was_in_force_then(put):
    put("purchases", [purchase(1, 600_000, bids=1)], ended=date(2026, 5, 10))
    put("purchases", [purchase(1, 600_000, bids=4)], day=date(2026, 5, 10))
    assert ask(competition, "B4", as_of=date(2026, 5, 1)).ratio == 0
    assert ask(competition, "B4").ratio == 1
    assert ask(competition, "B4", as_of=date(2026, 4, 1)).covered == 0


def test_coverage_is_the_share_of_filings_owed_that_arrived(put, education, health):
    """2025Q3–2026Q1 are owed by 30 June, 2026Q2 is not: two of three arrived."""
    for period in ("2025Q3", "2025Q4", "2026Q1", "2026Q2"):
        duties_ensure(period=Period.parse(period))
    put("purchases", [purchase(1, 600_000)])
    put("purchases", [], period="2025Q4")
    found = ask(competition, "B4", start=date(2025, 7, 1))
    assert found.covered == D(2) / D(3)
    FilingDuty.objects.filter(period="2025Q3").update(waived_because="机构改革")
    assert ask(competition, "B4", start=date(2025, 7, 1)).covered == 1


def test_collective_decisions(put):
    """One of three: a small contract and emergency works need none."""
    put(
        "contracts",
        [
            contract(1, 1_000_000, "集决〔2026〕3号"),
            contract(2, 4_800_000),
            contract(3, 1_500_000, " "),
            contract(4, 999_999),
            contract(5, 3_000_000, emergency=True),
        ],
    )
    found = ask(collective_decisions, "B1")
    assert (found.numerator, found.denominator, found.n) == (1, 3, 3)
    assert found.note == ""


def test_a_unit_that_names_no_resolution_at_all_is_asked_for_the_column(put):
    put("contracts", [contract(number, 2_000_000) for number in range(3)])
    found = ask(collective_decisions, "B1")
    assert found.ratio == 0
    assert found.note


def test_filing_quality_is_a_product_of_three(put, education):
    """Three duties for 2026Q1 judged: one on time, one late, one missing; 98 of 100 rows taken."""
    duties_ensure(period=Period.parse("2026Q1"))
    FilingDuty.objects.exclude(kind__in=("purchases", "contracts", "payments")).delete()
    put("purchases", [purchase(number, 1) for number in range(49)], refused=1)
    put("contracts", [contract(number, 1) for number in range(49)], refused=1, day=date(2026, 5, 20))
    found = ask(filing_quality, "F4")
    assert (found.numerator, found.denominator, found.n) == (1, 3, 3)
    assert found.value == D(1) / 3 * D(98) / 100
    assert "98.0%" in found.note


def test_a_duty_that_is_not_due_is_not_judged(put, education):
    duties_ensure(period=Period.parse("2026Q2"))
    found = ask(filing_quality, "F4")
    assert (found.n, found.covered, found.ratio) == (0, 1, None)
