"""Files as people send them, and as nobody should."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

import openpyxl

from core.documents.pdf import html_pdf

PDF = b"%PDF-1.7 a short one"
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip archive of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx(*paragraphs: str, header: str = "", **more: str | bytes) -> bytes:
    """A text document; every character in a run of its own, as word processors like to leave it."""
    body = "".join(f"<w:p>{''.join(f'<w:r><w:t>{char}</w:t></w:r>' for char in text)}</w:p>" for text in paragraphs)
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
    }
    if header:
        parts["word/header1.xml"] = f'<w:hdr xmlns:w="{WORD}"><w:p><w:r><w:t>{header}</w:t></w:r></w:p></w:hdr>'
    return package(parts | more)


def xlsx(*rows: list[str]) -> bytes:
    """A workbook with one sheet."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def ofd(*lines: str) -> bytes:
    """A fixed-layout document of the national standard, cut down to one page of text."""
    texts = "".join(f"<ofd:TextObject><ofd:TextCode>{line}</ofd:TextCode></ofd:TextObject>" for line in lines)
    return package({"OFD.xml": "<ofd:OFD/>", "Doc_0/Pages/Page_0/Content.xml": f"<ofd:Page>{texts}</ofd:Page>"})


def pdf(*lines: str) -> bytes:
    """A real page."""
    return html_pdf("<html lang=zh-CN><body>" + "".join(f'<p class="flush">{line}</p>' for line in lines))


def bomb(megabytes: int = 20) -> bytes:
    """A small document that grows a thousandfold."""
    return docx("x", **{"word/media/image1.bmp": b"\0" * megabytes * 1024**2})


def lying_package() -> bytes:
    """A package whose part says that it is smaller than it is."""
    content = bytearray(docx("x" * 5000))
    size = struct.pack("<I", 10)
    for offset in range(len(content) - 4):
        if content[offset : offset + 4] == b"PK\x01\x02":
            content[offset + 24 : offset + 28] = size
    return bytes(content)


def png() -> bytes:
    """One grey pixel."""
    chunks = ((b"IHDR", struct.pack("!2I5B", 1, 1, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(b"\0\x7f")), (b"IEND", b""))
    body = b"".join(
        struct.pack("!I", len(data)) + kind + data + struct.pack("!I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body
