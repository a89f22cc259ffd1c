"""Three things of Chinese typesetting that WeasyPrint leaves out: even right edges, bold from a single weight, and one
copy of a font of 65,000 glyphs.

It stretches only the spaces of a justified line, and a Chinese line has none; it draws bold only where the font has a
bold file; and it embeds a font once for each weight that is asked of its one file. All three
reach into its inside (version pinned in requirements.txt); tests measure the results, so that an upgrade that moves
the inside is noticed at once.
"""

from typing import Any

from weasyprint import draw
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.pdf.fonts import Font
from weasyprint.pdf.stream import Stream
from weasyprint.text.ffi import ffi
from weasyprint.text.fonts import get_pango_font_hb_face, get_pango_font_key
from weasyprint.text.line_break import create_layout

# A line that is short by more than this many characters was broken on purpose: leave it alone.
MOST_CHARACTERS_SHORT = 3
BOLD = 600
# The outline that makes a regular weight look bold, in shares of the font size.
STROKE = 0.028
FILL_AND_STROKE = 2

_stretch_spaces, _draw_text = inline.justify_line, draw.draw_text


def install() -> None:
    """From now on lines share their slack between all characters, bold text is outlined, a file is embedded once."""
    inline.justify_line, draw.draw_text, Stream.add_font = _justify_line, _draw_bold, _add_font


def _add_font(stream: Any, pango_font: Any) -> tuple[Font, float]:
    """The font of the file behind ``pango_font`` in this document, whatever weight was asked for; and the size."""
    _key, description, size = get_pango_font_key(pango_font)
    file = int(ffi.cast("uintptr_t", get_pango_font_hb_face(pango_font)))
    if file not in stream._fonts:
        stream._fonts[file] = Font(pango_font, description, size)
    return stream._fonts[file], size


def _draw_bold(stream: Any, textbox: Any, *where: Any) -> None:
    if textbox.style["font_weight"] < BOLD:
        _draw_text(stream, textbox, *where)
        return
    with stream.stacked():
        stream.set_color(textbox.style["color"], stroke=True)
        stream.set_line_width(textbox.style["font_size"] * STROKE)
        stream.set_text_rendering(FILL_AND_STROKE)
        _draw_text(stream, textbox, *where)


def _justify_line(context: Any, line: Any, extra_width: float) -> None:
    texts = list(_text_boxes(line))
    gaps = sum(len(box.text) for box in texts) - 1
    short_by = extra_width / line.style["font_size"]
    if gaps < 1 or short_by > MOST_CHARACTERS_SHORT or _has_atomic_boxes(line):
        _stretch_spaces(context, line, extra_width)
        return
    _spread(context, line, extra_width / gaps, 0)


def _spread(context: Any, box: Any, slack: float, moved: float) -> float:
    """Widen the text boxes below ``box`` by ``slack`` a character; returns how far what follows must move."""
    box.position_x += moved
    if isinstance(box, boxes.TextBox):
        extra = slack * len(box.text)
        spacing = box.style["letter_spacing"]
        box.style = box.style.copy()
        box.style["letter_spacing"] = (0 if spacing == "normal" else spacing) + slack
        box.pango_layout = create_layout(box.text, box.style, context, max_width=None, justification_spacing=0)
        box.pango_layout.deactivate()
        box.width += extra
        return moved + extra
    before = moved
    for child in box.children:
        if child.is_in_normal_flow():
            moved = _spread(context, child, slack, moved)
    box.width += moved - before
    return moved


def _text_boxes(box: Any) -> Any:
    if isinstance(box, boxes.TextBox):
        yield box
    elif isinstance(box, boxes.LineBox | boxes.InlineBox):
        for child in box.children:
            yield from _text_boxes(child)


def _has_atomic_boxes(box: Any) -> bool:
    if isinstance(box, boxes.TextBox):
        return False
    if isinstance(box, boxes.LineBox | boxes.InlineBox):
        return any(_has_atomic_boxes(child) for child in box.children)
    return True
