"""What tests ask of a PDF."""

import io
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pypdf import PdfReader
from weasyprint.formatting_structure import boxes

MM = 72 / 25.4


def reader(pdf: bytes) -> PdfReader:
    """``pdf`` opened, without the chatter about files that are fine."""
    logging.getLogger("pypdf").setLevel(logging.ERROR)
    return PdfReader(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    """All words, without white space: line breaks say nothing in Chinese."""
    return re.sub(r"\s", "", "".join(page.extract_text() for page in reader(pdf).pages))


def fonts_of(pdf: bytes) -> dict[str, dict[str, bool]]:
    """Base name -> {embedded, subset, unicode} of every font in use."""
    found = {}
    for page in reader(pdf).pages:
        for reference in page["/Resources"].get("/Font", {}).values():
            font = reference.get_object()
            descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            prefix, _plus, name = font["/BaseFont"].lstrip("/").rpartition("+")
            found[name] = {
                "embedded": any(key.startswith("/FontFile") for key in descriptor),
                "subset": len(prefix) == 6,
                "unicode": "/ToUnicode" in font,
            }
    return found


def lines_of(page: Any) -> Iterator[Any]:
    """The line boxes of a page of WeasyPrint's layout, the margins left out."""
    return (box for box in _below(page._page_box) if isinstance(box, boxes.LineBox))


def _below(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        child = getattr(child, "_box", child)  # what is placed absolutely stands behind a placeholder
        if not isinstance(child, boxes.MarginBox):
            yield child
            yield from _below(child)


@dataclass(frozen=True)
class Place:
    """Where a box stands, in mm from the paper's upper left corner."""

    left: float
    top: float
    width: float
    height: float
    lines: int


def boxes_of(page: Any) -> dict[str, list[Place]]:
    """The boxes of a page by each class of their element, and by its tag."""
    found: dict[str, list[Place]] = {}
    for box in _below(page._page_box):
        if box.element is None or not isinstance(box, boxes.BlockBox):
            continue
        lines = sum(isinstance(child, boxes.LineBox) for child in getattr(box, "children", ()))
        lengths = (box.border_box_x(), box.border_box_y(), box.border_width(), box.border_height())
        place = Place(*(length * 25.4 / 96 for length in lengths), lines)
        for name in {*(box.element.get("class") or "").split(), box.element_tag}:
            found.setdefault(name, []).append(place)
    return found
