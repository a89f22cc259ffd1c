"""From an upload to rows of known columns. What is not asked for is dropped here and never kept (R29, R30)."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from core.imports.kinds import ImportKind
from core.reading.forbidden import refuse_forbidden
from core.reading.headers import normalised
from core.reading.refusals import FileRefused
from core.reading.source import Source, open_source

MAX_ROWS = 5_000
Cells = dict[str, str]


@dataclass
class FileRows:
    """The filled rows of a file: (number in the sheet, cells by column), the headers not kept, remarks in words."""

    rows: list[tuple[int, Cells]] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def file_read(path: Path, *, name: str, kind: ImportKind) -> FileRows:
    """Read a received file. Raises FileRefused for what is no plain table of this kind."""
    known = frozenset(normalised(header) for column in kind.columns for header in column.headers)
    source = open_source(path, name=name, known=known)
    refuse_forbidden(source.headers)
    columns, dropped = _columns(source, kind)
    found = FileRows(dropped=dropped)
    _read(source, kind, columns, found)
    return found


def _columns(source: Source, kind: ImportKind) -> tuple[dict[str, str], list[str]]:
    """(column of each known header, headers that are not asked for)."""
    names = {normalised(header): column.name for column in kind.columns for header in column.headers}
    columns = {header: names[normalised(header)] for header in source.headers if normalised(header) in names}
    twice = [name for name, count in Counter(columns.values()).items() if count > 1]
    missing = [column.header for column in kind.columns if column.required and column.name not in columns.values()]
    if twice:
        headers = ", ".join(header for header, name in columns.items() if name in twice)
        raise FileRefused(
            "column_twice",
            _("Several columns mean the same: %(headers)s.") % {"headers": headers},
            _("Leave one of them in the file."),
        )
    if missing:
        raise FileRefused(
            "column_missing",
            _("The file lacks columns that are needed: %(headers)s.") % {"headers": ", ".join(missing)},
            _("Use the template, and leave its header as it is."),
        )
    return columns, [header for header in source.headers if header not in columns]


def _read(source: Source, kind: ImportKind, columns: dict[str, str], found: FileRows) -> None:
    sample = {column.name: column.sample for column in kind.columns if column.sample}
    for batch in source.batches(frozenset(columns)):
        for number, cells in zip(batch.row_no.to_pylist(), batch.cells.to_pylist(), strict=True):
            filled = {columns[header]: text.strip() for header, text in cells.items() if text and text.strip()}
            if filled and filled == {name: text for name, text in sample.items() if name in columns.values()}:
                found.remarks.append(_("The sample row of the template was left out."))
            elif filled:
                found.rows.append((number + source.header_row, filled))
        if len(found.rows) > MAX_ROWS:
            raise FileRefused(
                "too_many_rows",
                _("The file has more than %(most)s rows.") % {"most": MAX_ROWS},
                _("Split it into several files."),
            )
    _refuse_malformed(source)
    if not found.rows:
        raise FileRefused("no_rows", _("The file holds no row to import."), _("Fill in the template below its header."))
    if "formulas" in source.remarks:
        found.remarks.append(_("Cells with formulas were read as the values last calculated."))


def _refuse_malformed(source: Source) -> None:
    if not source.malformed:
        return
    row = source.malformed[0]
    raise FileRefused(
        "cells",
        _("Row %(row)s has %(actual)s cells, the header %(expected)s.")
        % {"row": row.row_no + source.header_row, "actual": row.actual, "expected": row.expected},
        _("Put text that holds the separator into quotation marks, or send an Excel file."),
    )
