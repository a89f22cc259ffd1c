"""An .xlsx is a zip archive that others made: look at its parts before any reader unpacks them."""

import re
import zipfile
import zlib
from pathlib import Path

from django.utils.translation import gettext as _

from core.reading import limits
from core.reading.refusals import FileRefused

_MACRO = re.compile(r"vbaproject|macrosheet|activex|\.bin$", re.IGNORECASE)
_HARMLESS_BIN = re.compile(r"printersettings\d*\.bin$", re.IGNORECASE)
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml$", re.IGNORECASE)
_ROW = re.compile(rb'<row [^>]*?\br="(\d+)"')
# How wide a sheet is, by steps: (columns up to here, a cell beyond them).
_WIDER = (
    (26, re.compile(rb'\br="[A-Z]{2,}\d')),
    (52, re.compile(rb'\br="(?:[B-Z][A-Z]|[A-Z]{3,})\d')),
    (limits.MAX_COLUMNS, re.compile(rb'\br="(?:I[W-Z]|[J-Z][A-Z]|[A-Z]{3,})\d')),
)
_CHUNK = 4 * limits.MIB


def examine_package(path: Path) -> bool:
    """Whether cells hold formulas. Raises FileRefused for what is no workbook, broken, a bomb, or has macros."""
    try:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
            _refuse_bomb(parts, path.stat().st_size)
            _refuse_other_archives(parts)
            _refuse_macros(package, parts)
            # Every part is unpacked: a wrong checksum in any of them means that the file is damaged.
            return any([_inflate(package, part) for part in parts])
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise FileRefused(
            "truncated",
            _("The Excel file is damaged, cut off, or protected by a password."),
            _("Open it in Excel, save it again as .xlsx without a password, and upload the new file."),
        ) from error


def _refuse_bomb(parts: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(part.file_size for part in parts)
    ratio = unpacked / max(packed, 1)
    dense = unpacked > limits.RATIO_FROM and ratio > limits.MAX_RATIO
    if dense or unpacked > limits.MAX_UNPACKED or len(parts) > limits.MAX_PARTS:
        raise bomb()


def bomb() -> FileRefused:
    """The refusal of a file that would grow beyond all measure when opened."""
    return FileRefused(
        "zip_bomb",
        _("The Excel file unpacks to far more than a table of this kind can hold."),
        _("Copy only the cells with data into a new workbook and save that, or export as CSV."),
    )


def _refuse_other_archives(parts: list[zipfile.ZipInfo]) -> None:
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names:
        raise FileRefused(
            "wrong_type",
            _("The file is an archive or another Office document, not an Excel workbook (.xlsx)."),
            _("Unpack it, or save the table as .xlsx or as CSV (UTF-8)."),
        )


def _refuse_macros(package: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    suspect = [p for p in parts if _MACRO.search(p.filename) and not _HARMLESS_BIN.search(p.filename)]
    types = next((part for part in parts if part.filename == "[Content_Types].xml"), None)
    declared = types is not None and b"macroenabled" in package.read(types).lower()
    if suspect or declared:
        raise FileRefused(
            "macro",
            _("The Excel file contains macros or embedded programs (.xlsm)."),
            _("Save it as “Excel workbook (.xlsx)” or as CSV and upload that."),
        )


def _inflate(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Unpack a part once without keeping it: a wrong size or checksum raises, a sheet is measured. True: formulas."""
    measured = _Extent() if _SHEET.search(part.filename) else None
    with package.open(part) as content:
        while chunk := content.read(_CHUNK):
            if measured is not None:
                measured.add(chunk)
    return measured is not None and measured.has_formulas


class _Extent:
    """The rectangle that a sheet's cells span. One cell in the last corner makes the reader allocate all of it."""

    def __init__(self) -> None:
        self.rows = 0
        self.columns = 0
        self.has_formulas = False
        self._tail = b""

    def add(self, chunk: bytes) -> None:
        """Measure the next piece of the sheet. Raises FileRefused as soon as the rectangle is too large."""
        piece = self._tail + chunk
        self._tail = chunk[-64:]
        self.has_formulas = self.has_formulas or b"<f>" in piece or b"<f " in piece
        self.rows = max([self.rows, *map(int, _ROW.findall(piece))])
        while self.columns < len(_WIDER) and _WIDER[self.columns][1].search(piece):
            self.columns += 1
        if self.columns == len(_WIDER) or self.rows * _WIDER[self.columns][0] > limits.MAX_CELLS:
            raise bomb()
