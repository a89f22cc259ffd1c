"""What a file is, by its content; the name only has to agree with it."""

from dataclasses import dataclass
from pathlib import Path

from core.attachments import refusals
from core.attachments.package import examine_package

OOXML = "application/vnd.openxmlformats-officedocument"
HEAD = 4096


@dataclass(frozen=True)
class MediaType:
    """One kind of file that is taken: its name in HTTP and the endings a name may have."""

    name: str
    suffixes: tuple[str, ...]


PDF = MediaType("application/pdf", ("pdf",))
PNG = MediaType("image/png", ("png",))
JPEG = MediaType("image/jpeg", ("jpg", "jpeg"))
DOCX = MediaType(f"{OOXML}.wordprocessingml.document", ("docx",))
XLSX = MediaType(f"{OOXML}.spreadsheetml.sheet", ("xlsx",))
OFD = MediaType("application/ofd", ("ofd",))
TEXT = MediaType("text/plain", ("txt", "csv"))

_MAGIC = ((b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG))
# A packed file is what its main part says.
_MAIN_PARTS = (("word/document.xml", DOCX), ("xl/workbook.xml", XLSX), ("OFD.xml", OFD))
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"<", b"{\\rtf", b"\xd0\xcf\x11\xe0", b"Rar!", b"7z", b"\x1f\x8b")


def examine(path: Path, name: str) -> MediaType:
    """The type of the file at ``path``, called ``name`` by its sender.

    Raises InvalidInput for what is not taken, is not what its name says, has macros, or is a bomb.
    """
    found = _by_content(path, name)
    suffix = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if found is None or suffix not in found.suffixes:
        raise refusals.wrong_type(name)
    return found


def _by_content(path: Path, name: str) -> MediaType | None:
    with path.open("rb") as file:
        head = file.read(HEAD)
    if head.startswith(b"PK\x03\x04"):
        parts = examine_package(path, name)
        return next((media for part, media in _MAIN_PARTS if part in parts), None)
    for magic, media in _MAGIC:
        if head.startswith(magic):
            return media
    return TEXT if _is_text(head) else None


def _is_text(head: bytes) -> bool:
    """No zero bytes, and not one of the formats that also look like text."""
    bare = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return b"\x00" not in head and not bare.startswith(_PROGRAMS)
