"""The first guess at a mapping, and plans as plain data."""

import pytest

from early_warning.filings.catalogue import kind_of
from early_warning.filings.mapping.guess import guess_plan
from early_warning.filings.mapping.plan import ColumnPlan, DateOrder, Join, MappingPlan, Scale


def guessed(kind: str, *headers: str) -> dict[str, tuple[str, ...]]:
    plan = guess_plan(kind_of(kind), headers)
    return {name: column.sources for name, column in plan.columns.items()}


@pytest.mark.parametrize(
    ("kind", "header", "column"),
    [
        ("purchases", "采购项目编号", "purchase_no"),
        ("purchases", "Successful Supplier", "supplier_name"),
        ("purchases", "RFx (Solicitation) Type", "method"),
        ("purchases", "award_date", "award_date"),
        ("purchases", "中标(成交)金额", "amount"),
        ("purchases", "是否协议供货", "framework"),
        ("contracts", "合同签订日", "signed_on"),
        ("contracts", "Contract Value", "amount"),
        ("payments", "收款单位名称", "payee_name"),
        ("payments", "Payment Date", "paid_on"),
        ("invoices", "发票号码", "invoice_no"),
        ("bids", "是否有效投标", "valid"),
    ],
)
def test_headers_in_both_languages_find_their_column(kind, header, column):
    assert guessed(kind, header).get(column) == (header,)


@pytest.mark.parametrize("header", ["Wards", "备注", "经办人签字", "序号"])
def test_unknown_headers_go_nowhere(header):
    assert all(not guessed(kind, header) for kind in ("purchases", "bids", "contracts", "payments", "invoices"))


def test_one_header_serves_one_column_and_the_exact_one_wins():
    found = guessed("contracts", "合同编号", "采购编号", "合同名称", "签订日期", "合同金额(万元)")
    assert found["contract_no"] == ("合同编号",)
    assert found["purchase_no"] == ("采购编号",)
    assert found["title"] == ("合同名称",)


def test_wan_in_the_header_scales_the_amount():
    plan = guess_plan(kind_of("contracts"), ["合同金额(万元)", "补充合同金额"])
    assert plan.column("amount").scale is Scale.WAN
    assert plan.column("amendment_amount").scale is Scale.YUAN


def test_a_missing_fiscal_year_is_read_from_the_date():
    plan = guess_plan(kind_of("purchases"), ["成交日期"])
    assert plan.column("fiscal_year") == ColumnPlan(sources=("成交日期",), year_of=True)


def test_a_plan_survives_json():
    plan = MappingPlan(
        {
            "title": ColumnPlan(
                ("a", "b"), Join.FIRST_FILLED, "x", Scale.WAN, DateOrder.DAY_FIRST, True, {"q": "w"}, "z"
            )
        },
        ignore_marks=("$",),
    )
    assert MappingPlan.from_json(plan.to_json()) == plan


@pytest.mark.parametrize("data", [{"columns": {"a": {"join": "sideways"}}}, {"columns": 3}, {"columns": {"a": 1}}])
def test_nonsense_is_no_plan(data):
    with pytest.raises((KeyError, TypeError, ValueError, AttributeError)):
        MappingPlan.from_json(data)
