"""Another city's export as it comes: its own headers, grouped amounts, currency marks, cells over several lines, gaps.

The headers are those of two public registers of contract awards; every row is invented.
"""

import datetime
from decimal import Decimal

import pyarrow.parquet as pq
import pytest

from early_warning.filings import services
from early_warning.filings.mapping.plan import ColumnPlan, Join, MappingPlan
from early_warning.filings.presenting import reason_lines

AWARDS = """\
_id,Document Number,RFx (Solicitation) Type,High Level Category,Successful Supplier,Award,\
Award Authority Obtained Date,Division,Solicitation Document Description,Supplier Address,Wards
1,7001,RFQ,Goods and Services,North Paper Ltd,26773.58,2024-10-04,Stores,"Toner, paper
and other supplies
for several offices",,
2,7001,RFQ,Goods and Services,South Paper Ltd,"771,931.57",2024-10-04,Stores,"Toner, paper",,
3,7002,RFP,Professional Services,Bridge Engineers,"$162,483.50 ",2025-03-11,Water,,,"Ward 1,Ward 2"
4,7003,RFT,Construction Services,Road Builders,"$ 2,396,696.24 CAD",2025-05-01,Roads,,,
5,7004,RFT,Construction Services,Road Builders,,2025-05-01,Roads,,,
6,7005,RFT,Construction Services,None,None,2025-05-01,Roads,,,
7,7006,OTP,Offer to Purchase,Land Holder,0.00000,2025-06-01,Lands,,,
8,7007,RFQ,Goods & Services,Salt Mine,31.65/MT,2025-06-02,Roads,,,
9,7008,RFQ,Goods and Services,Gravel Pit,60440.0040310.00,2025-06-02,Roads,,,
10,7009,RFQ,Goods and Services,Gravel Pit,148747.4925,2025-06-02,Roads,,,
11,7010,NRFP,,Park Designers,9500,2025-06-03,Parks,Park plan,,
12,7011,RFSQ,Construction Services,Rood Biulders,1000,,Roads,,,
"""
SINGLE = """\
_id,Workspace Number,Reason,Contract Date,Supplier Name,Contract Amount,Division,Supplier Address,Wards
1,8614,Emergency,2015-07-29,Pump Service,67896.4,Water,,None
2,8614,Exclusive Rights,2016-03-31,Pump Service,"$113,110.70",Water,,None
3,WS99,Work Already Completed,2013-08-14,Sign Maker,"82,500.00 CAD",Roads,,None
4,WS98,Time Constraint,2014-02-04,Software House,"$1,311,936.00 USD",IT,,None
"""


def file(upload, liaison, text, tweak):
    filing = upload(text.encode("utf-8-sig"), name="export.csv")
    plan = tweak(MappingPlan.from_json(filing.plan))
    services.filing_check(filing=filing, plan=plan, actor=liaison)
    filing = services.filing_file(filing=filing, actor=liaison)
    return filing, pq.read_table(filing.stored_path).to_pylist()


def map_awards(plan: MappingPlan) -> MappingPlan:
    """What a person adds to the guess in the page."""
    plan = plan.with_column("purchase_no", ColumnPlan(("Document Number", "_id")))
    description = ("Solicitation Document Description", "High Level Category")
    plan = plan.with_column("title", ColumnPlan(description, Join.FIRST_FILLED))
    plan = plan.with_column("status", ColumnPlan(default="AWARDED"))
    plan = plan.with_column("method", ColumnPlan(("RFx (Solicitation) Type",), values={"OTP": "DIRECT"}))
    return MappingPlan(plan.columns, ignore_marks=("$", "CAD"))


def map_single(plan: MappingPlan) -> MappingPlan:
    plan = plan.with_column("purchase_no", ColumnPlan(("Workspace Number", "_id")))
    plan = plan.with_column("title", ColumnPlan(("Reason", "Division")))
    plan = plan.with_column("category_name", ColumnPlan(("Division",)))
    plan = plan.with_column("status", ColumnPlan(default="AWARDED"))
    plan = plan.with_column("method", ColumnPlan(default="SINGLE"))
    plan = plan.with_column("single_source_reason", ColumnPlan(("Reason",), otherwise="OTHER"))
    return MappingPlan(plan.columns, ignore_marks=("$", "CAD"))


def test_the_guess_finds_what_can_be_found(upload):
    guessed = MappingPlan.from_json(upload(AWARDS.encode()).plan)
    assert {name: plan.sources[0] for name, plan in guessed.columns.items()} == {
        "purchase_no": "Document Number",
        "title": "Solicitation Document Description",
        "fiscal_year": "Award Authority Obtained Date",
        "category_name": "High Level Category",
        "method": "RFx (Solicitation) Type",
        "amount": "Award",
        "award_date": "Award Authority Obtained Date",
        "supplier_name": "Successful Supplier",
    }


def test_awards_are_taken_exactly_and_the_rest_is_explained(upload, liaison):
    filing, rows = file(upload, liaison, AWARDS, map_awards)
    assert [row["row_no"] for row in rows] == [1, 2, 3, 4, 7]
    assert (filing.row_count, filing.rejected_count) == (5, 7)
    amounts = [row["amount"] for row in rows]
    assert amounts == [Decimal(text) for text in ("26773.58", "771931.57", "162483.50", "2396696.24", "0.00")]
    assert rows[0]["title"] == "Toner, paper\nand other supplies\nfor several offices"
    assert rows[2]["title"] == "Professional Services"
    assert [row["method"] for row in rows] == ["INQUIRY", "INQUIRY", "CONSULTATION", "OPEN", "DIRECT"]
    assert rows[3]["fiscal_year"] == 2025
    reasons = {(reason["column"], reason["code"]): reason["rows"] for reason in filing.quality["reasons"]}
    assert reasons == {
        ("amount", "missing"): 2,
        ("amount", "not_money"): 2,
        ("amount", "decimals"): 1,
        ("category_name", "missing"): 1,
        ("fiscal_year", "missing"): 1,
    }
    assert filing.quality["dropped"] == ["Division", "Supplier Address", "Wards"]
    assert len(reason_lines(filing)) == 5


def test_single_sources_are_taken_and_a_foreign_amount_is_not(upload, liaison):
    filing, rows = file(upload, liaison, SINGLE, map_single)
    assert [row["purchase_no"] for row in rows] == ["8614-1", "8614-2", "WS99-3"]
    assert [row["single_source_reason"] for row in rows] == ["EMERGENCY", "UNIQUE", "OTHER"]
    assert rows[0]["award_date"] == datetime.date(2015, 7, 29)
    assert [reason["code"] for reason in filing.quality["reasons"]] == ["foreign_money"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_the_encoding_changes_nothing(upload, liaison, encoding):
    filing = upload(AWARDS.encode(encoding), name="export.csv")
    plan = map_awards(MappingPlan.from_json(filing.plan))
    assert services.filing_check(filing=filing, plan=plan, actor=liaison).taken == 5
