"""Invented purchases as a department would export them: some grouped amounts, some rows that cannot be taken."""

import random
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pacsv
import xlsxwriter

METHODS = ["公开招标", "邀请招标", "竞争性谈判", "单一来源", "直接采购"]
FIRST = date(2023, 1, 1)


def columns(rows: int, seed: int = 1) -> dict[str, list[str]]:
    """Header -> cells. One amount in fifty has thousands separators, one row in a thousand has no title."""
    rng = random.Random(seed)
    categories = [rng.randrange(400) for _ in range(rows)]
    days = [(FIRST + timedelta(days=day)).isoformat() for day in range(1200)]
    amounts = [rng.randrange(100, 500_000_000) / 100 for _ in range(rows)]
    return {
        "采购编号": [f"YL-{number:08d}" for number in range(rows)],
        "项目名称": ["" if n % 1000 == 7 else f"第{rng.randrange(100_000)}号设备采购" for n in range(rows)],
        "财政年度": ["2025"] * rows,
        "预算项目": [f"B-{rng.randrange(5000)}" for _ in range(rows)],
        "品目编码": [f"A0201{category:04d}" for category in categories],
        "品目名称": [f"品目{category}" for category in categories],
        "采购方式": rng.choices(METHODS, k=rows),
        "成交金额": [f"{a:,.2f}" if n % 50 == 3 else f"{a:.2f}" for n, a in enumerate(amounts)],
        "控制价": [f"{amount * 1.05:.2f}" for amount in amounts],
        "有效投标数": [str(rng.randrange(1, 9)) for _ in range(rows)],
        "状态": ["已成交"] * rows,
        "成交日期": rng.choices(days, k=rows),
        "中标供应商": [f"云澜第{rng.randrange(3000)}商贸有限公司" for _ in range(rows)],
        "协议供货": rng.choices(["是", "否"], k=rows),
    }


def make_csv(path: Path, rows: int) -> None:
    pacsv.write_csv(pa.table(columns(rows)), path)


def make_xlsx(path: Path, rows: int) -> None:
    """Numbers and dates as Excel stores them, not as text."""
    cells = columns(rows)
    cells["成交金额"] = [float(text.replace(",", "")) for text in cells["成交金额"]]
    cells["控制价"] = [float(text) for text in cells["控制价"]]
    cells["成交日期"] = [date.fromisoformat(text) for text in cells["成交日期"]]
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, list(cells))
        for line, row in enumerate(zip(*cells.values(), strict=True), start=1):
            for place, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(line, place, value, day)
                else:
                    sheet.write(line, place, value)
