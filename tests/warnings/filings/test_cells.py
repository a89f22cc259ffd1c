"""Single cells: every way to write an amount, a date, a yes; and the fast path agrees with the careful one."""

import datetime
from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.reading.source import Batch
from early_warning.filings.catalogue import kind_of
from early_warning.filings.mapping.plan import ColumnPlan, DateOrder, MappingPlan, Scale
from early_warning.filings.validation.cells import (
    choice_reader,
    date_reader,
    integer_reader,
    money_reader,
    ratio_reader,
    yes_no_reader,
)
from early_warning.filings.validation.convert import ColumnConverter
from early_warning.filings.validation.problems import PROBLEMS, CellProblem

AMOUNT = kind_of("purchases").by_name["amount"]
DAY = datetime.date(2026, 3, 4)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1234567.89", "1234567.89"),
        ("1,234,567.8", "1234567.80"),
        ("¥ 1,000", "1000.00"),
        ("￥12元", "12.00"),
        ("1234.5", "1234.50"),
        ("942467.", "942467.00"),
        (".5", "0.50"),
        ("-20.10", "-20.10"),
        ("3.86万元", "38600.00"),
        ("1.2亿", "120000000.00"),
        ("1226876.000", "1226876.00"),
    ],
)
def test_amounts_are_exact(text, amount):
    assert money_reader(ColumnPlan(), ())(text) == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("$1,311.00 USD", "foreign_money"),
        ("82,500 CAD", "foreign_money"),
        ("31.65/MT", "not_money"),
        ("1.182400.00", "not_money"),
        ("1,2345", "not_money"),
        ("", "not_money"),
        ("54851.909", "decimals"),
        ("12345678901234567", "too_large"),
    ],
)
def test_what_is_no_amount_says_why(text, code):
    with pytest.raises(CellProblem) as problem:
        money_reader(ColumnPlan(), ())(text)
    assert problem.value.code == code
    assert code in PROBLEMS


def test_a_mark_that_a_person_named_is_ignored():
    read = money_reader(ColumnPlan(), ("$", "CAD"))
    assert read("$ 7,826,304.31 CAD") == Decimal("7826304.31")
    with pytest.raises(CellProblem):
        read("$1,311,936.00 USD")


def test_wan_is_ten_thousand_yuan():
    read = money_reader(ColumnPlan(scale=Scale.WAN), ())
    assert read("38.6") == Decimal("386000.00")
    assert read("0.000001") == Decimal("0.01")
    with pytest.raises(CellProblem, match="decimals"):
        read("0.0000001")


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-04",
        "2026/3/4",
        "2026.3.4",
        "2026年3月4日",
        "20260304",
        "2026-03-04 00:00:00",
        "2026-03-04T10:30:00Z",
        "46085",
    ],
)
def test_dates_with_the_year_in_front(text):
    assert date_reader(ColumnPlan())(text) == DAY


@pytest.mark.parametrize("text", ["2026-02-30", "2026-13-01", "04/03/2026", "soon", "0"])
def test_what_is_no_certain_date(text):
    with pytest.raises(CellProblem):
        date_reader(ColumnPlan())(text)


def test_the_order_of_day_and_month_is_a_persons_choice():
    assert date_reader(ColumnPlan(dates=DateOrder.DAY_FIRST))("04/03/2026") == DAY
    assert date_reader(ColumnPlan(dates=DateOrder.MONTH_FIRST))("03/04/2026") == DAY


def test_years_come_bare_or_from_a_date():
    read = integer_reader(ColumnPlan(year_of=True))
    assert [read(text) for text in ("2026", "2026年", "2026年度", "2026-03-04", "20260304")] == [2026] * 5


def test_shares_and_yes_and_choices():
    assert ratio_reader(ColumnPlan())("30%") == ratio_reader(ColumnPlan())("0.3") == Decimal("0.3000")
    assert [yes_no_reader(ColumnPlan())(text) for text in ("是", "Y", "1", "否", "×", "FALSE")] == [True] * 3 + [
        False
    ] * 3
    method = kind_of("purchases").by_name["method"]
    assert choice_reader(method, ColumnPlan())("公开招标 ") == "OPEN"
    assert choice_reader(method, ColumnPlan(values={"OTP": "DIRECT"}))("otp") == "DIRECT"
    assert choice_reader(method, ColumnPlan(otherwise="DIRECT"))("???") == "DIRECT"
    with pytest.raises(CellProblem, match="unknown_value"):
        choice_reader(method, ColumnPlan())("???")


amounts = st.one_of(
    st.decimals(min_value=-(10**12), max_value=10**12, places=2).map(str),
    st.integers(0, 10**14).map("{:,}".format),
    st.from_regex(r"-?[0-9]{1,3}(,[0-9]{3}){0,3}(\.[0-9]{0,4})?", fullmatch=True),
    st.text("0123456789.,-万元$ ", max_size=12),
)


@given(st.lists(amounts, min_size=1, max_size=20), st.sampled_from(Scale))
def test_the_fast_path_agrees_with_the_careful_one(texts, scale):
    plan = ColumnPlan(sources=("a",), scale=scale)
    converter = ColumnConverter(AMOUNT, plan, MappingPlan({"amount": plan}, empty_words=()))
    batch = Batch(pa.RecordBatch.from_pydict({"a": texts}), pa.array(range(1, len(texts) + 1), pa.int32()))
    converted = converter.convert(batch)
    codes = converted.codes.to_pylist() if converted.codes is not None else [None] * len(texts)
    read = money_reader(plan, ())
    for text, value, code in zip(texts, converted.values.to_pylist(), codes, strict=True):
        if not text.strip():
            assert (value, code) == (None, None)
            continue
        try:
            expected = (read(text.strip()), None)
        except CellProblem as problem:
            expected = (None, problem.code)
        assert (value, code) == expected
