"""Lists as Excel files: the same rows and columns as on the page, with purpose, limited and logged (R27)."""

import io
from collections.abc import Iterable
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _
from django_tables2 import Table

from core import clock, parameters
from core.records.parameters import TABLES

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def table_workbook(table: Table, *, title: str, note: str) -> bytes:
    """An XLSX of ``table`` (at most ``export_rows``) with ``note`` (who, when, what for) on a second sheet."""
    rows = table.as_values(exclude_columns=[c.name for c in table.columns if c.column.exclude_from_export])
    return rows_workbook(rows, title=title, note=note)


def rows_workbook(rows: Iterable[Iterable[Any]], *, title: str, note: str = "") -> bytes:
    """An XLSX of ``rows`` (the first is the header). Text is never taken for a formula or a link."""
    buffer, limit = io.BytesIO(), parameters.values(TABLES.key)["export_rows"]
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "remove_timezone": True,
    }
    with xlsxwriter.Workbook(buffer, options) as book:
        header = book.add_format({"bold": True, "bottom": 1})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet(_sheet_name(title))
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, 30, 18)
        cut = ""
        for number, row in enumerate(rows):
            if number > limit:
                cut = _("Only the first %(limit)s rows: narrow the filters for the others.") % {"limit": limit}
                break
            for column, value in enumerate(row):
                if hasattr(value, "isoformat"):
                    sheet.write_datetime(number, column, value, day)
                else:
                    sheet.write(number, column, "" if value is None else _plain(value), header if not number else None)
        if note or cut:
            told = [title, note, f"{clock.now():%Y-%m-%d %H:%M}", cut]
            book.add_worksheet("说明").write_column(0, 0, [line for line in told if line])
    return buffer.getvalue()


def _plain(value: Any) -> Any:
    return value if isinstance(value, int | float | bool) else str(value)


def _sheet_name(title: str) -> str:
    return "".join(char for char in title if char not in "[]:*?/\\'")[:31] or "Sheet1"
