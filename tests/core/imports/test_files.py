"""What a file may be: the template and plain tables. Everything else has its own answer and leaves nothing."""

import io

import openpyxl
import pytest
from django.utils.translation import override

from core.audit.models import AuditEntry, AuditEvent
from core.errors import InvalidInput
from core.imports.columns import CellType, ImportColumn
from core.imports.kinds import kind_of
from core.imports.models import ImportBatch
from core.imports.workbooks import marked, template
from core.reading.refusals import FileRefused
from tests.core.imports.files import applied, book, checked, errors, outcomes, started
from tests.warnings.filings import files

BUREAU = {"code": "U90", "name": "市审批局", "kind": "政府综合部门"}
HEADER = "单位代码,单位名称,单位类型"
HOSTILE = {
    "zip bomb": (files.zip_bomb(), "zip_bomb"),
    "cell in the last corner": (files.corner_bomb(), "zip_bomb"),
    "macro": (files.with_part(files.workbook([["a", "b"], [1, 2]]), "xl/vbaProject.bin", b"x"), "macro"),
    "pdf named xlsx": (b"%PDF-1.7 ...", "wrong_type"),
    "cut off": (files.workbook([["a", "b"], [1, 2]])[:900], "truncated"),
    "marked secret": (f"机密★1年,,\n{HEADER}\nU90,市审批局,PARTY\n".encode(), "secret"),
    "empty": (b"", "empty"),
    "no rows": (f"{HEADER}\n".encode(), "no_rows"),
    "another table": (b"a,b\n1,2\n", "column_missing"),
    "a column twice": (f"{HEADER},Unit code\nU90,x,PARTY,U91\n".encode(), "column_twice"),
    "a row with too many cells": (f"{HEADER}\nU90,x,PARTY,9\n".encode(), "cells"),
    "forbidden column": (f"{HEADER},健康状况\nU90,x,PARTY,好\n".encode(), "forbidden_column"),
    "too many rows": (f"{HEADER}\n".encode() + b"U90,x,PARTY\n" * 5_001, "too_many_rows"),
}


@pytest.mark.parametrize(("content", "reason"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_is_refused_in_words_and_leaves_nothing_but_a_line_in_the_trail(
    admin, tmp_path, content, reason
):
    with pytest.raises(FileRefused) as refusal:
        started("units", content, admin)
    assert refusal.value.reason == reason
    assert refusal.value.cure
    assert not ImportBatch.objects.exists()
    assert not [path for path in (tmp_path / "imports").iterdir()]
    assert AuditEntry.objects.get(event=AuditEvent.REFUSED).additional_data["reason"] == reason


def test_r29_unknown_columns_are_dropped_and_reported_and_kept_nowhere(admin, city):
    batch = checked("units", f"{HEADER},门牌\nU90,市审批局,政府综合部门,幸福路一号\n".encode(), admin)
    assert batch.dropped == ["门牌"]
    assert "幸福路" not in str(batch.rows) + str(batch.report)
    assert outcomes(batch) == {2: "NEW"}


def test_the_file_is_not_kept_and_its_cells_go_when_it_is_applied(admin, city, tmp_path):
    batch = applied("units", book("units", BUREAU), admin)
    assert not batch.rows
    assert not [path for path in (tmp_path / "imports").iterdir()]


def test_the_template_says_what_to_fill_in_and_its_sample_is_never_imported(admin):
    content = template(kind_of("units"))
    sheets = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    columns = kind_of("units").columns
    assert [cell.value for cell in sheets[0][1]] == [column.headers[0] for column in columns]
    assert sheets[0].data_validations.dataValidation
    assert [row[0].value for row in sheets[1].iter_rows(min_row=2, max_row=len(columns) + 1)] == [
        column.headers[0] for column in columns
    ]
    with pytest.raises(FileRefused) as refusal:
        started("units", content, admin)
    assert refusal.value.reason == "no_rows"


def test_a_filled_english_template_is_read_as_well(admin, city):
    with override("en"):
        content = template(kind_of("units"))
    copy = openpyxl.load_workbook(io.BytesIO(content))
    copy.worksheets[0].append(["U90", "市审批局", "", "Government department", "R2"])
    filled = io.BytesIO()
    copy.save(filled)
    batch = checked("units", filled.getvalue(), admin)
    assert outcomes(batch) == {3: "NEW"}
    assert len(batch.remarks) == 1


def test_the_marked_workbook_shows_each_error_beside_its_row(admin, city):
    batch = checked("units", book("units", BUREAU, BUREAU | {"code": "U91", "kind": "衙门"}), admin)
    rows = list(openpyxl.load_workbook(io.BytesIO(marked(batch))).worksheets[0].iter_rows(min_row=2))
    assert rows[0][-1].value in (None, "")
    assert "党群部门" in rows[1][-1].value
    assert rows[1][4].fill.fgColor.rgb == "FFFBE3E4"
    assert errors(batch) == [(3, "kind")]


@pytest.mark.parametrize(
    "text", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "换\n行", "x" * 21]
)
def test_text_that_a_spreadsheet_would_calculate_is_refused(text):
    column = ImportColumn(name="a", headers=("甲", "A"), max_length=20)
    with pytest.raises(InvalidInput):
        column.read(text)


def test_signed_numbers_and_telephone_numbers_are_text():
    column = ImportColumn(name="a", headers=("甲", "A"))
    assert [column.read(text) for text in ("-5", "+86 100 0000")] == ["-5", "+86 100 0000"]


@pytest.mark.parametrize("text", ["2026-03-01", "2026/3/1", "2026年3月1日", "20260301", "2026-03-01 00:00:00"])
def test_dates_are_read_in_every_usual_form(text):
    column = ImportColumn(name="a", headers=("甲", "A"), type=CellType.DATE)
    assert str(column.read(text)) == "2026-03-01"
