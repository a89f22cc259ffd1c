"""Another city's export as it comes: its own headers, grouped amounts, currency marks, cells over several lines, gaps.

The headers are those of two public registers of contract awards; every row is invented.
"""

import datetime
from decimal import Decimal
from typing import Any
from urllib.parse import quote

import pyarrow.parquet as pq
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from early_warning.filings import services
from early_warning.filings.catalogue import kind_of
from early_warning.filings.mapping.plan import ColumnPlan, MappingPlan
from early_warning.filings.mapping.ready import ready_mappings
from early_warning.filings.models import DataFiling
from early_warning.filings.presenting import reason_lines
from early_warning.filings.services.mappings import mapping_named, mapping_names, mapping_save
from tests.warnings.filings.test_pages import mapping_data

AWARDED = "Toronto open data: awarded contracts"
NON_COMPETITIVE = "Toronto open data: non-competitive contracts"
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


@pytest.fixture
def filed_in_the_page(client, liaison):
    """Upload, choose the mapping that the page offers by this name, check and file: each step through its page."""

    def file(text: str, mapping: str) -> tuple[DataFiling, list[dict[str, Any]]]:
        client.force_login(liaison)
        export = SimpleUploadedFile("export.csv", text.encode("utf-8-sig"))
        client.post(reverse("filing-new"), {"kind": "purchases", "period": "2026Q1", "file": export})
        filing = DataFiling.objects.get()
        address = reverse("filing-mapping", args=[filing.pk])
        assert f"?saved={quote(mapping)}" in client.get(address).content.decode()
        chosen = mapping_data(client, filing, saved=mapping)
        assert client.post(address, chosen).url == filing.get_absolute_url()
        client.post(reverse("filing-file", args=[filing.pk]))
        filing.refresh_from_db()
        return filing, pq.read_table(filing.stored_path).to_pylist()

    return file


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


def test_awards_are_taken_exactly_and_the_rest_is_explained(filed_in_the_page):
    filing, rows = filed_in_the_page(AWARDS, AWARDED)
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


def test_single_sources_are_taken_and_a_foreign_amount_is_not(filed_in_the_page):
    filing, rows = filed_in_the_page(SINGLE, NON_COMPETITIVE)
    assert [row["purchase_no"] for row in rows] == ["8614-1", "8614-2", "WS99-3"]
    assert [row["single_source_reason"] for row in rows] == ["EMERGENCY", "UNIQUE", "OTHER"]
    assert rows[0]["award_date"] == datetime.date(2015, 7, 29)
    assert [reason["code"] for reason in filing.quality["reasons"]] == ["foreign_money"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_the_encoding_changes_nothing(upload, liaison, encoding):
    filing = upload(AWARDS.encode(encoding), name="export.csv")
    plan = mapping_named(unit=filing.unit, kind=filing.kind, name=AWARDED)
    assert services.filing_check(filing=filing, plan=plan, actor=liaison).taken == 5


def test_a_ready_mapping_is_offered_only_where_it_fits_and_gives_way_to_the_units_own(upload, liaison):
    fitting, other = upload(AWARDS.encode(), name="export.csv"), upload(kind="purchases", period="2025Q4")
    assert mapping_names(fitting) == [AWARDED]
    assert mapping_names(other) == []
    own = MappingPlan(columns={"title": ColumnPlan(("Division",))})
    mapping_save(unit=fitting.unit, kind="purchases", name=AWARDED, plan=own, actor=liaison)
    assert mapping_names(fitting) == [AWARDED]
    assert mapping_named(unit=fitting.unit, kind="purchases", name=AWARDED) == own


def test_every_ready_mapping_names_columns_and_values_of_the_catalogue():
    for ready in ready_mappings():
        dataset = kind_of(ready.kind)
        for name, plan in ready.plan.columns.items():
            codes = {choice.code for choice in dataset.by_name[name].choices}
            assert not codes or {*plan.values.values(), plan.default, plan.otherwise} <= codes | {""}
        assert {column.name for column in dataset.required} <= ready.plan.columns.keys()
