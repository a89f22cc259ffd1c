"""Two things of Chinese typesetting that WeasyPrint leaves out: even right edges and bold from a single weight.

It stretches only the spaces of a justified line, and a Chinese line has none; and it draws bold only where the font
has a bold file. Both reach into its inside (version pinned in requirements.txt); tests measure the results, so that an
upgrade that moves the inside is noticed at once.
"""

from typing import Any

from weasyprint import draw
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text.line_break import create_layout

# A line that is short by more than this many characters was broken on purpose: leave it alone.
MOST_CHARACTERS_SHORT = 3
BOLD = 600
# The outline that makes a regular weight look bold, in shares of the font size.
STROKE = 0.028
FILL_AND_STROKE = 2

_stretch_spaces, _draw_text = inline.justify_line, draw.draw_text


def install() -> None:
    """From now on lines share their slack between all characters, and bold text is outlined."""
    inline.justify_line, draw.draw_text = _justify_line, _draw_bold


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
