"""What a file really is, by its first bytes; its name proves nothing."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from django.utils.translation import gettext as _

from core.reading.package import examine_package
from core.reading.refusals import FileRefused


class FileFormat(StrEnum):
    """The formats that are read."""

    CSV = "csv"
    XLSX = "xlsx"


_MAGIC = {
    b"\xd0\xcf\x11\xe0": "Excel 97 (.xls)",
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"\x7fELF": "program",
    b"MZ": "program",
    b"\x1f\x8b": "gzip",
    b"7z\xbc\xaf": "7-Zip",
    b"Rar!": "RAR",
    b"BZh": "bzip2",
    b"PAR1": "Parquet",
    b"SQLite": "SQLite",
    b"{\\rtf": "RTF",
}
_MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<table", b"<script", b"{", b"[")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Content:
    """What was found without reading the table itself."""

    format: FileFormat
    has_formulas: bool = False


def examine(path: Path) -> Content:
    """CSV or XLSX. Raises FileRefused for every other content and for packages that are not safe to open."""
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(b"PK"):
        return Content(FileFormat.XLSX, has_formulas=examine_package(path))
    for magic, name in _MAGIC.items():
        if head.startswith(magic):
            raise _wrong_type(name)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP):
        raise _wrong_type("HTML / XML / JSON")
    if not head.startswith(_WIDE_MARKS) and _binary_share(head) > 0.1:
        raise _wrong_type(_("binary data"))
    return Content(FileFormat.CSV)


def _binary_share(head: bytes) -> float:
    """The share of bytes that no text has: control characters other than tab, newline and form feed."""
    control = sum(byte < 32 and byte not in (9, 10, 12, 13) for byte in head)
    return control / max(len(head), 1)


def _wrong_type(name: str) -> FileRefused:
    return FileRefused(
        "wrong_type",
        _("The content of the file is %(name)s, not CSV or Excel (.xlsx).") % {"name": name},
        _("Open it in the program it comes from and save it as CSV (UTF-8) or as .xlsx without a password."),
    )
