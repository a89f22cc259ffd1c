"""The dry run: good rows in the draft, every other row explained, nothing left when the file is refused."""

import datetime
from collections import Counter
from decimal import Decimal

import pyarrow.parquet as pq
import pytest

from core.reading import csv_source, limits
from core.reading.refusals import FileRefused
from core.reading.source import open_source
from early_warning.filings.catalogue import arrow_schema, kind_of
from early_warning.filings.mapping.guess import guess_plan, known_headers
from early_warning.filings.mapping.plan import ROW_NUMBER, ColumnPlan
from early_warning.filings.periods import Period
from early_warning.filings.validation import findings
from early_warning.filings.validation.dry_run import DryRun
from tests.warnings.filings import files

KIND = kind_of("purchases")
TODAY = datetime.date(2026, 4, 10)


def run(folder, content, *, tweak=lambda plan: plan, name="file.csv"):
    source = open_source(files.saved(folder, content), name=name, known=known_headers(KIND))
    plan = tweak(guess_plan(KIND, source.headers))
    report = DryRun(source, KIND, plan, folder / "draft.parquet").run(period=Period.parse("2026Q1"), today=TODAY)
    return report, pq.read_table(folder / "draft.parquet")


def changed(**cells):
    names = {"no": 0, "title": 1, "amount": 5, "status": 6, "date": 7, "supplier": 8}
    row = files.ROW.split(",")
    for name, value in cells.items():
        row[names[name]] = value
    return ",".join(row)


def test_good_rows_are_typed_and_exact(tmp_path):
    report, rows = run(tmp_path, files.csv_bytes(files.ROW))
    assert (report.total, report.taken, report.reasons) == (1, 1, [])
    assert rows.schema == arrow_schema(KIND)
    row = rows.to_pylist()[0]
    assert row["amount"] == Decimal("386000.00")
    assert (row["method"], row["status"], row["framework"]) == ("OPEN", "AWARDED", False)
    assert (row["row_no"], row["award_date"]) == (1, datetime.date(2026, 2, 3))


def test_excel_and_csv_give_the_same_rows(tmp_path):
    cells = files.ROW.split(",")
    cells[5], cells[7] = 38.6, datetime.date(2026, 2, 3)
    _, from_excel = run(tmp_path, files.workbook([files.HEADER.split(","), cells]), name="file.xlsx")
    _, from_csv = run(tmp_path, files.csv_bytes(files.ROW))
    assert from_excel.equals(from_csv)


def test_a_row_with_an_error_is_not_taken_and_the_others_are(tmp_path):
    content = files.csv_bytes(
        changed(no="A"),
        changed(no="B", amount="abc"),
        changed(no="C", title=""),
        changed(no="D", amount="-1"),
        changed(no="E"),
    )
    report, rows = run(tmp_path, content)
    assert rows["purchase_no"].to_pylist() == ["A", "E"]
    assert rows["row_no"].to_pylist() == [1, 5]
    assert {(reason.column, reason.code, reason.rows) for reason in report.reasons} == {
        ("amount", "not_money", 1),
        ("title", "missing", 1),
        ("amount", "below_minimum", 1),
    }
    unread = next(finding for finding in report.findings if finding["code"] == "not_money")
    assert (unread["row_no"], unread["header"], unread["value"]) == (2, "成交金额(万元)", "abc")


def test_a_key_that_repeats_is_taken_once(tmp_path):
    report, rows = run(tmp_path, files.csv_bytes(changed(no="A"), changed(no="B"), changed(no="A", title="second")))
    assert rows["purchase_no"].to_pylist() == ["A", "B"]
    finding = report.findings[0]
    assert (finding["row_no"], finding["code"], finding["value"], finding["limit"]) == (3, "duplicate", "A", "1")
    assert report.total - report.taken == report.not_taken == 1


def test_a_key_can_be_built_from_several_columns_and_the_row_number(tmp_path):
    def tweak(plan):
        return plan.with_column("purchase_no", ColumnPlan(("采购编号", ROW_NUMBER)))

    report, rows = run(tmp_path, files.csv_bytes(changed(no="A"), changed(no="A")), tweak=tweak)
    assert rows["purchase_no"].to_pylist() == ["A-1", "A-2"]
    assert report.not_taken == 0


def test_unknown_columns_are_dropped_and_told(tmp_path):
    content = files.csv_bytes(files.ROW + ",备注一句", header=files.HEADER + ",经办备注")
    report, rows = run(tmp_path, content)
    assert report.dropped == ["经办备注"]
    assert "经办备注" not in rows.column_names


def test_a_missing_required_column_refuses_the_file(tmp_path):
    header = files.HEADER.replace("品目名称", "其他列")
    with pytest.raises(FileRefused) as refusal:
        run(tmp_path, files.csv_bytes(files.ROW, header=header))
    assert refusal.value.reason == "missing_column"
    assert not (tmp_path / "draft.parquet").exists()


def test_a_default_fills_a_column_that_the_file_lacks(tmp_path):
    header = files.HEADER.replace("状态", "其他列")
    _, rows = run(
        tmp_path,
        files.csv_bytes(files.ROW, header=header),
        tweak=lambda plan: plan.with_column("status", ColumnPlan(default="AWARDED")),
    )
    assert rows["status"].to_pylist() == ["AWARDED"]


def test_a_file_cut_off_later_leaves_no_draft(tmp_path):
    with pytest.raises(FileRefused):
        run(tmp_path, files.csv_bytes(files.ROW, "YL-2,cut").rstrip())
    assert not (tmp_path / "draft.parquet").exists()


def test_all_problems_are_counted_but_not_all_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(findings, "KEPT", 3)
    report, _ = run(tmp_path, files.csv_bytes(*(changed(no=f"N{n}", amount="x") for n in range(10))))
    assert report.reasons[0].rows == 10
    assert len(report.findings) == 3


def test_a_bad_column_leaves_room_for_the_problems_of_the_others(tmp_path, monkeypatch):
    monkeypatch.setattr(findings, "KEPT", 6)
    bad = [changed(no=f"N{n}", amount="x", status="soon" if n > 7 else "已成交") for n in range(10)]
    twice = [changed(no="T"), changed(no="T"), changed(no="T", title="")]
    report, _ = run(tmp_path, files.csv_bytes(*bad, *twice))
    kept = Counter((finding["column"], finding["code"]) for finding in report.findings)
    assert kept == {
        ("amount", "not_money"): 2,
        ("status", "unknown_value"): 2,
        ("purchase_no", "duplicate"): 1,
        ("title", "missing"): 1,
    }
    assert {(reason.column, reason.rows) for reason in report.reasons} >= {("amount", 10), ("status", 2)}
    assert [finding["row_no"] for finding in report.findings] == sorted(one["row_no"] for one in report.findings)


def test_quality_tells_what_a_person_should_look_at(tmp_path):
    content = files.csv_bytes(
        changed(no="A", supplier=""),
        changed(no="B", date="2025-12-31"),
        changed(no="C", date="2026-04-11"),
        changed(no="D", title="=1+1"),
    )
    report, rows = run(tmp_path, content)
    assert report.empty_cells["supplier_name"] == 1
    assert (report.first_date, report.last_date) == ("2025-12-31", "2026-04-11")
    assert (report.outside_period, report.in_future) == (2, 1)
    assert report.formula_like == {"title": 1}
    assert rows["title"].to_pylist()[3] == "=1+1"


def test_all_rows_set_aside_are_counted_but_not_all_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(csv_source, "KEPT_MALFORMED", 2)
    report, _ = run(tmp_path, files.csv_bytes(*["B,short"] * 5, changed(no="A")))
    assert (report.total, report.taken) == (6, 1)
    assert [(reason.code, reason.rows) for reason in report.reasons] == [("cells", 5)]


def test_a_table_beyond_all_measure_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MAX_ROWS", 3)
    with pytest.raises(FileRefused) as refusal:
        run(tmp_path, files.csv_bytes(*(changed(no=f"N{n}") for n in range(5))))
    assert refusal.value.reason == "too_many_rows"
    assert not (tmp_path / "draft.parquet").exists()


def test_rows_set_aside_by_the_reader_count_as_not_taken(tmp_path):
    report, _ = run(tmp_path, files.csv_bytes(changed(no="A"), "B,short", changed(no="C")))
    assert (report.total, report.taken) == (3, 2)
    assert report.findings[0]["code"] == "cells"
