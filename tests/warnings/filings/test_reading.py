"""Cells come out as they were written, whatever the encoding, the delimiter or the program that wrote the file."""

import datetime

import pytest

from core.reading import limits, xlsx_source
from core.reading.source import open_source
from core.reading.working_copy import remove_with_copies
from tests.warnings.filings import files


def read(path, name="file.csv", **options):
    source = open_source(path, name=name, **options)
    batches = list(source.batches(source.headers))
    rows = [row for batch in batches for row in batch.cells.to_pylist()]
    numbers = [number for batch in batches for number in batch.row_no.to_pylist()]
    return source, rows, numbers


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_are_recognised(tmp_path, encoding):
    path = files.saved(tmp_path, files.csv_bytes(files.ROW, encoding=encoding))
    source, rows, _ = read(path)
    assert source.headers[0] == "采购编号"
    assert rows[0]["中标供应商"] == "澜辰园林有限公司"
    assert read(path)[1] == rows  # once more, from the working copy where there is one
    remove_with_copies(path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_delimiters_are_recognised(tmp_path, mark):
    content = files.csv_bytes(files.ROW, files.ROW).decode().replace(",", mark).encode()
    _, rows, _ = read(files.saved(tmp_path, content))
    assert rows[1]["成交金额(万元)"] == "38.6"


def test_cells_may_span_lines(tmp_path):
    content = b'no,text\n1,"two\nlines, and ""quotes"""\n2,plain\n'
    _, rows, numbers = read(files.saved(tmp_path, content))
    assert rows[0]["text"] == 'two\nlines, and "quotes"'
    assert numbers == [1, 2]


def test_a_header_may_span_lines_below_a_title(tmp_path):
    content = '2026年一季度采购情况表,\n"采购\n编号",项目名称\nYL-1,桌椅\n'.encode()
    source, rows, _ = read(files.saved(tmp_path, content))
    assert source.headers == ("采购 编号", "项目名称")
    assert rows == [{"采购 编号": "YL-1", "项目名称": "桌椅"}]


def test_rows_with_too_few_or_too_many_cells_are_set_aside_with_their_number(tmp_path):
    content = b"a,b\n1,2\n\n3\n4,5\n6,7,8\n9,10\n"
    source, rows, numbers = read(files.saved(tmp_path, content))
    assert [row["a"] for row in rows] == ["1", "4", "9"]
    assert numbers == [1, 4, 6]
    assert [(row.row_no, row.actual) for row in source.malformed] == [(3, 1), (5, 3)]


def test_a_quote_inside_an_unquoted_cell_is_text(tmp_path):
    _, rows, _ = read(files.saved(tmp_path, b'a,b\n5" pipe,1\n6" pipe,2\n7" pipe,3\n'))
    assert [row["a"] for row in rows] == ['5" pipe', '6" pipe', '7" pipe']


def test_nul_bytes_are_dropped_and_told(tmp_path):
    source, rows, _ = read(files.saved(tmp_path, b"a,b\nx\0y,1\n"))
    assert rows[0]["a"] == "xy"
    assert "nul" in source.remarks


def test_two_headers_of_one_name_are_told_apart(tmp_path):
    source, _, _ = read(files.saved(tmp_path, "金额,金额,\n1,2,3\n".encode()))
    assert source.headers[:2] == ("金额", "金额 (2)")
    assert len(set(source.headers)) == 3


def test_excel_cells_become_exact_text(tmp_path):
    day = datetime.date(2026, 2, 3)
    content = files.workbook(
        [["编号", "金额", "日期", "混合"], ["YL-1", 38.6, day, "文字"], ["", "", "", ""], ["YL-2", 100000, "", 7]],
        sheets=2,
    )
    source, rows, numbers = read(files.saved(tmp_path, content), name="file.xlsx")
    assert [row["金额"] for row in rows] == ["38.6", "100000"]
    assert [row["日期"] or "" for row in rows] == ["2026-02-03", ""]
    assert [row["混合"] for row in rows] == ["文字", "7"]
    assert numbers == [1, 3]
    assert source.remarks == ["first_sheet"]


def test_a_workbook_is_read_once_and_its_cells_serve_every_later_opening(tmp_path, monkeypatch):
    path = files.saved(tmp_path, files.workbook([["编号", "金额"], ["YL-1", 1]]))
    _, rows, _ = read(path, name="file.xlsx")
    monkeypatch.setattr(xlsx_source, "_run_reader", lambda *_paths: pytest.fail("read a second time"))
    assert read(path, name="file.xlsx")[1] == rows


@pytest.mark.parametrize(
    "content", [files.workbook([["编号", "名"], ["YL-1", "桌"]]), "编号,名\nYL-1,桌\n".encode("gb18030")]
)
def test_a_copy_too_large_to_lie_about_serves_one_reading_only(tmp_path, monkeypatch, content):
    monkeypatch.setattr(limits, "MAX_KEPT_COPY", 5)
    path = files.saved(tmp_path, content)
    assert read(path)[1] == [{"编号": "YL-1", "名": "桌"}]
    assert [left.name for left in tmp_path.iterdir()] == ["file.upload"]


def test_a_reading_that_breaks_off_leaves_no_half_copy(tmp_path, monkeypatch):
    path = files.saved(tmp_path, files.workbook([["编号", "金额"], ["YL-1", 1]]))

    def dies(_path, target):
        target.write_bytes(b"ARROW1")
        raise OSError("No space left on device")

    monkeypatch.setattr(xlsx_source, "_run_reader", dies)
    with pytest.raises(OSError, match="No space left"):
        read(path, name="file.xlsx")
    assert [left.name for left in tmp_path.iterdir()] == ["file.upload"]


def test_content_decides_not_the_name(tmp_path):
    content = files.workbook([["编号", "金额"], ["YL-1", 1]])
    _, rows, _ = read(files.saved(tmp_path, content), name="file.csv")
    assert rows == [{"编号": "YL-1", "金额": "1"}]


def test_the_preview_shows_the_first_rows(tmp_path):
    source = open_source(files.saved(tmp_path, files.csv_bytes(files.ROW, files.ROW, files.ROW)), name="x.csv")
    assert source.preview(2) == [files.ROW.split(","), files.ROW.split(",")]
