"""Excel files of imports: the template with its explanations, and the rows with their errors marked."""

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from core.imports.columns import CellType, ImportColumn
from core.imports.kinds import ImportKind
from core.imports.models import ImportBatch
from core.imports.reading import MAX_ROWS
from core.imports.running import MASK

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_HEAD = {"bold": True, "bottom": 1, "bg_color": "#E8EEF5", "text_wrap": True, "valign": "top"}
_TYPES = {
    CellType.TEXT: lambda: _("any text"),
    CellType.DATE: lambda: _("date, such as 2026-03-31"),
    CellType.INTEGER: lambda: _("whole number"),
    CellType.YES_NO: lambda: _("yes or no"),
    CellType.CHOICE: lambda: _("one of the list"),
}


@contextmanager
def _workbook(buffer: io.BytesIO) -> Iterator[xlsxwriter.Workbook]:
    with xlsxwriter.Workbook(buffer, _OPTIONS) as book:
        yield book


def template(kind: ImportKind) -> bytes:
    """An empty table with header, lists of values, one sample row, and a sheet that explains every column."""
    buffer = io.BytesIO()
    with _workbook(buffer) as book:
        formats = {"head": book.add_format(_HEAD), "sample": book.add_format({"italic": True, "color": "#7A7A7A"})}
        formats |= {"text": book.add_format({"num_format": "@"}), "wrap": book.add_format({"text_wrap": True})}
        sheet = book.add_worksheet(str(kind.label)[:31])
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(kind.columns):
            sheet.set_column(place, place, max(12, min(40, len(column.sample) * 2)), formats["text"])
            sheet.write_string(0, place, column.header, formats["head"])
            sheet.write_string(1, place, column.sample, formats["sample"])
            if column.options():
                sheet.data_validation(2, place, MAX_ROWS + 1, place, {"validate": "list", "source": column.options()})
        _explain(book, kind, formats)
    return buffer.getvalue()


def _explain(book: xlsxwriter.Workbook, kind: ImportKind, formats: dict[str, Any]) -> None:
    sheet = book.add_worksheet(_("How to fill it in")[:31])
    sheet.set_column(0, 2, 16)
    sheet.set_column(3, 4, 60, formats["wrap"])
    heads = (_("Column"), _("Needed"), _("Content"), _("Explanation"), _("Values"))
    for place, head in enumerate(heads):
        sheet.write_string(0, place, head, formats["head"])
    for line, column in enumerate(kind.columns, start=1):
        for place, text in enumerate(explanation(column)):
            sheet.write_string(line, place, text, formats["wrap"])
    notes = [
        str(kind.help),
        _("The second row is a sample: write over it or leave it, it is never imported."),
        _("An empty cell leaves what is there. Columns that are not listed here are not read."),
    ]
    for line, note in enumerate(notes, start=len(kind.columns) + 2):
        sheet.write_string(line, 3, note, formats["wrap"])


def explanation(column: ImportColumn) -> tuple[str, str, str, str, str]:
    """Header, needed, content, explanation, values of a column, for people."""
    needed = _("yes") if column.required else _("no")
    return column.header, needed, str(_TYPES[column.type]()), str(column.help), "、".join(column.options())


def marked(batch: ImportBatch) -> bytes:
    """The rows of a checked import as uploaded, bad cells red, each with what is wrong; secrets as asterisks."""
    columns, buffer = batch.spec.columns, io.BytesIO()
    wrong: dict[int, list[dict[str, Any]]] = {}
    for finding in batch.report.get("findings", []):
        wrong.setdefault(finding["row"], []).append(finding)
    with _workbook(buffer) as book:
        head = book.add_format(_HEAD)
        red = book.add_format({"bg_color": "#FBE3E4", "font_color": "#8F1A22"})
        sheet = book.add_worksheet(_("Rows")[:31])
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, 0, 8)
        sheet.set_column(1, len(columns), 18)
        sheet.set_column(len(columns) + 1, len(columns) + 1, 80)
        for place, text in enumerate([_("Row"), *(column.header for column in columns), _("What is wrong")]):
            sheet.write_string(0, place, text, head)
        for line, (number, cells) in enumerate(json.loads(batch.rows or "[]"), start=1):
            found = wrong.get(number, [])
            sheet.write_number(line, 0, number)
            for place, column in enumerate(columns, start=1):
                bad = any(finding["column"] == column.name for finding in found)
                sheet.write_string(line, place, _cell(column, cells), red if bad else None)
            sheet.write_string(line, len(columns) + 1, " ".join(f"{f['message']} {f['cure']}" for f in found))
    return buffer.getvalue()


def _cell(column: ImportColumn, cells: dict[str, str]) -> str:
    text = cells.get(column.name, "")
    return MASK if column.secret and text else text
