"""The words at the head of a file: first page, first paragraphs, first rows. There a secrecy marking stands."""

import html
import re
import subprocess
import sys
from pathlib import Path

from core.attachments import pdf_head, refusals
from core.attachments.content import DOCX, OFD, PDF, TEXT, XLSX, MediaType
from core.attachments.package import part_names, part_text

HEAD_BYTES = 8192
PART_BYTES = 512 * 1024
STRINGS_BYTES = 4 * 1024 * 1024
SECONDS = 30
ROWS = 20
SHEETS = 10
_TAG = re.compile(r"<[^>]*>")
_CELL = re.compile(r'<c\b[^>]*?(?:\bt="(\w+)")?[^>]*?>(.*?)</c>', re.DOTALL)
_ROW = re.compile(r"<row\b.*?</row>", re.DOTALL)
_STRING = re.compile(r"<si\b[^>]*?(?:/>|>(.*?)</si>)", re.DOTALL)
_VALUE = re.compile(r"<(?:v|t)\b[^>]*>(.*?)</(?:v|t)>", re.DOTALL)
_LINE_OF_PAGE = re.compile(r"<(?:\w+:)?TextObject\b.*?</(?:\w+:)?TextObject>", re.DOTALL)
_HEADER = re.compile(r"<(?:odd|even|first)(?:Header|Footer)>(.*?)</", re.DOTALL)


def head_lines(path: Path, media: MediaType, name: str) -> list[str]:
    """Lines, paragraphs or cells of the head; none for images. Raises InvalidInput for a PDF behind a password."""
    if media == TEXT:
        return _text(path).splitlines()
    if media == PDF:
        return _pdf(path, name).splitlines()
    return {DOCX: _docx, XLSX: _xlsx, OFD: _ofd}.get(media, _nothing)(path)


def _nothing(_path: Path) -> list[str]:
    return []


def _text(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    try:
        return head.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Cut in the middle of a character, or not UTF-8 at all: GB 18030 reads every byte.
        good = head.decode("utf-8-sig", errors="ignore")
        return good if len(good.encode()) > len(head) - 8 else head.decode("gb18030", errors="replace")


def _docx(path: Path) -> list[str]:
    """The text of the headers and the first part of the body, a paragraph a line."""
    parts = [*part_names(path, r"word/header\d*\.xml"), "word/document.xml"]
    found = "\n".join(part_text(path, part, PART_BYTES) for part in parts)
    return [_plain(piece) for piece in re.split(r"</w:p>|<w:br\b[^>]*>", found)]


def _xlsx(path: Path) -> list[str]:
    """The cells of the first rows of each sheet, and what is printed above and below."""
    strings = [_plain(found) for found in _STRING.findall(part_text(path, "xl/sharedStrings.xml", STRINGS_BYTES))]
    lines: list[str] = []
    for part in part_names(path, r"xl/worksheets/[^/]+\.xml")[:SHEETS]:
        sheet = part_text(path, part, PART_BYTES)
        lines += [_plain(found) for found in _HEADER.findall(sheet)]
        for row in _ROW.findall(sheet)[:ROWS]:
            lines += [_cell(kind, content, strings) for kind, content in _CELL.findall(row)]
    return lines


def _cell(kind: str, content: str, strings: list[str]) -> str:
    value = "".join(_VALUE.findall(content))
    if kind == "s":
        return strings[int(value)] if value.isdecimal() and int(value) < len(strings) else ""
    return _plain(value)


def _ofd(path: Path) -> list[str]:
    """The text objects of the first page of every document in the file, and of the templates below it."""
    pages = part_names(path, r"(?i).*/(?:Page_0|Tpl_\d+|Temp_\d+)/Content\.xml")
    objects = [found for page in pages[:SHEETS] for found in _LINE_OF_PAGE.findall(part_text(path, page, PART_BYTES))]
    return [_plain(found) for found in objects]


def _pdf(path: Path, name: str) -> str:
    """The text of the first page, read in a process of its own: a made-up PDF can ask for any time and memory."""
    if not _has_pages(path):
        return ""
    try:
        done = subprocess.run(  # noqa: S603 - our own script on a file with a name of ours
            [sys.executable, "-I", pdf_head.__file__, str(path)], capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise refusals.bomb(name) from error
    if done.returncode == pdf_head.LOCKED:
        raise refusals.broken(name)
    if done.returncode < 0:
        raise refusals.bomb(name)
    return done.stdout.decode("utf-8", errors="replace")


def _has_pages(path: Path) -> bool:
    """Whether the file speaks of pages at all: what does not has no text, and needs no reader."""
    tail = b""
    with path.open("rb") as file:
        while chunk := file.read(PART_BYTES):
            piece = tail + chunk
            if b"/Page" in piece or b"/ObjStm" in piece:
                return True
            tail = piece[-8:]
    return False


def _plain(markup: str) -> str:
    return html.unescape(_TAG.sub("", markup)).strip()
