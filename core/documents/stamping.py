"""Marks laid over a finished PDF: 副本 on re-prints, the reader's name across restricted pages (R25, R26).

The stored original is never touched; the mark is made for each copy, because it names who reads it and when.
"""

import io
from typing import Any

from django.template.loader import render_to_string
from pypdf import PdfReader, PdfWriter

from core.documents.pdf import html_pdf

POINTS_PER_MM = 72 / 25.4
COPY = "副本"


def stamp(pdf: bytes, *, watermark: str = "", copy_mark: bool | str = False) -> bytes:
    """``pdf`` with a diagonal watermark and a 副本 mark on every page, and both as lines in the metadata."""
    mark = COPY if copy_mark is True else copy_mark or ""
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    overlays: dict[tuple[float, float], Any] = {}
    for page in writer.pages:
        size = float(page.mediabox.width), float(page.mediabox.height)
        if size not in overlays:
            overlays[size] = _overlay(size, watermark, mark)
        page.merge_page(overlays[size])
    # A marked copy is no archive file any more: it must not say so.
    writer.root_object.pop("/Metadata", None)
    writer.add_metadata({"/Copy": mark, "/Reader": watermark})
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _overlay(size: tuple[float, float], watermark: str, mark: str) -> Any:
    width, height = (length / POINTS_PER_MM for length in size)
    context = {"width": round(width, 2), "height": round(height, 2), "watermark": watermark, "mark": mark}
    text = render_to_string("documents/overlay.html", context | {"tiles": range(8)})
    return PdfReader(io.BytesIO(html_pdf(text, variant=None))).pages[0]
