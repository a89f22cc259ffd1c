"""Charts as plain SVG for print and page: bars, lines, waterfall, ranges.

Readable in black and white (hatching, marker shapes, a figure at every mark) and by ear (``aria-label`` says what is
drawn). Drawn for 442 points of width, the type area of GB/T 9704. Values may be numbers or ``None`` (no data).
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.documents.axis import Axis, Number, fit_axis, plain

WIDTH = 442
LABEL_WIDTH = 120
ROW = 20
LETTER = 9
MARKERS = ("circle", "square", "triangle", "diamond")
COLOURS = ("#1f4e79", "#b45309", "#2e6f40", "#6b21a8")
Rows = Sequence[tuple[str, Number | None]]


def bar_chart(
    title: str, rows: Rows, *, unit: str = "", maximum: Number | None = None, target: Number | None = None
) -> SafeString:
    """Horizontal bars, one a row, with the value at the end; ``target`` draws a dashed line across."""
    values = [value for _label, value in rows if value is not None]
    axis = fit_axis([*values, *_given(maximum, target)], LABEL_WIDTH, WIDTH - 50)
    zero = axis.at(0)
    bars = [
        {
            "label": shorten(label, LABEL_WIDTH // LETTER - 1),
            "top": 14 + ROW * index,
            "left": min(zero, axis.at(value or 0)),
            "width": abs(axis.at(value or 0) - zero),
            "end": max(zero, axis.at(value or 0)) + 4,
            "text": _value(value, unit),
        }
        for index, (label, value) in enumerate(rows)
    ]
    height = 14 + ROW * len(rows) + 24
    extra = {"bars": bars, "zero": zero, "target": axis.at(target) if target is not None else None}
    if target is not None:
        extra["target_text"] = _("target %(value)s") % {"value": plain(target) + unit}
    return _svg("bar", title, height, _words(rows, unit), axis=axis, bottom=height - 20, **extra)


def line_chart(
    title: str,
    labels: Sequence[str],
    series: Mapping[str, Sequence[Number | None]],
    *,
    unit: str = "",
    zero: bool = True,
) -> SafeString:
    """One line a series over ``labels``; a missing value leaves a gap. The series' names stand at the lines' ends."""
    height, left, right, bottom = 200, 40, WIDTH - 80, 172
    values = [value for line in series.values() for value in line if value is not None]
    axis = fit_axis(values, bottom, 16, zero=zero)
    gap = (right - left) / max(len(labels) - 1, 1)
    places = [round(left + gap * index, 1) for index in range(len(labels))]
    lines = [
        _line(
            name, [(x, axis.at(y), y) for x, y in zip(places, line, strict=True) if y is not None], index, places, line
        )
        for index, (name, line) in enumerate(series.items())
    ]
    _part_labels(lines)
    every = max(1, -(-len(labels) * 34 // int(right - left + 34)))
    ticks = [(x, label) for index, (x, label) in enumerate(zip(places, labels, strict=True)) if index % every == 0]
    told = "; ".join(f"{name}: " + _words(list(zip(labels, line, strict=True)), unit) for name, line in series.items())
    return _svg(
        "line", title, height, told, axis=axis, lines=lines, labels=ticks, left=left, right=right, bottom=bottom
    )


def waterfall_chart(title: str, start: tuple[str, Number], steps: Rows, end: tuple[str, Number]) -> SafeString:
    """From ``start`` over signed ``steps`` to ``end``. The axis is cut off below, which the chart says."""
    height, left, bottom = 210, 40, 160
    totals, levels = _levels(start[1], steps)
    axis = fit_axis([*totals, end[1]], bottom, 24, zero=False, parts=4)
    slot = (WIDTH - left) / (len(steps) + 2)
    letters = max(2, int((slot - 4) // LETTER))
    columns = [_total(start, axis, bottom)]
    columns += [_step(label, delta, before, axis) for (label, delta), before in zip(steps, levels, strict=True)]
    columns.append(_total(end, axis, bottom))
    for index, column in enumerate(columns):
        column["left"] = round(left + slot * index + slot * 0.15, 1)
        column["width"] = round(slot * 0.7, 1)
        column["middle"] = round(left + slot * (index + 0.5), 1)
        column["lines"] = wrap(column["label"], letters)
    told = _words([start, *steps, end], "")
    note = _("axis starts at %(value)s") % {"value": plain(axis.low)} if axis.low else ""
    return _svg("waterfall", title, height, told, axis=axis, columns=columns, left=left, bottom=bottom, note=note)


def range_chart(
    title: str,
    rows: Sequence[tuple[str, Number, Number, Number | None]],
    *,
    range_word: str,
    own_word: str,
    maximum: Number | None = None,
) -> SafeString:
    """In each row, (label, low, high, own), a bar from low to high and a mark where the one spoken of stands."""
    right = WIDTH - 110
    axis = fit_axis(_given(maximum, *(value for row in rows for value in row[1:])), LABEL_WIDTH, right)
    drawn = [
        {
            "label": shorten(label, LABEL_WIDTH // LETTER - 1),
            "middle": 20 + ROW * index,
            "left": axis.at(low),
            "width": max(1.0, round(axis.at(high) - axis.at(low), 1)),
            "own": None if own is None else axis.at(own),
            "text": f"{plain(low)}–{plain(high)}",
            "own_text": "" if own is None else plain(own),
        }
        for index, (label, low, high, own) in enumerate(rows)
    ]
    told = "; ".join(
        f"{label} {range_word} {row['text']}, {own_word} {_value(own, '')}"
        for row, (label, _low, _high, own) in zip(drawn, rows, strict=True)
    )
    bottom = 14 + ROW * len(rows)
    return _svg(
        "ranges", title, bottom + 34, told, axis=axis, rows=drawn, bottom=bottom, left=LABEL_WIDTH, right=right,
        range_word=range_word, own_word=own_word,
    )  # fmt: skip


def wrap(label: str, letters: int) -> list[str]:
    """``label`` in lines of ``letters`` characters, three lines at most."""
    lines = [label[index : index + letters] for index in range(0, len(label), letters)]
    return lines[:3] if len(lines) <= 3 else [*lines[:2], shorten(label[2 * letters :], letters)]


def shorten(label: str, letters: int) -> str:
    """``label``, cut with an ellipsis when it is longer than ``letters``."""
    return label if len(label) <= letters else label[: letters - 1] + "…"


def _svg(name: str, title: str, height: int, told: str, **context: Any) -> SafeString:
    return render_to_string(
        f"documents/charts/{name}.svg", context | {"title": title, "told": told, "width": WIDTH, "height": height}
    )


def _words(rows: Rows, unit: str) -> str:
    return "; ".join(f"{label} {_value(value, unit)}" for label, value in rows)


def _value(value: Number | None, unit: str) -> str:
    return _("no data") if value is None else plain(value) + unit


def _given(*values: Number | None) -> list[Number]:
    return [value for value in values if value is not None]


def _levels(start: Number, steps: Rows) -> tuple[list[float], list[float]]:
    """Every level the waterfall touches, and the level before each step."""
    levels = [float(start)]
    for _label, delta in steps:
        levels.append(levels[-1] + float(delta or 0))
    return levels, levels[:-1]


def _total(total: tuple[str, Number], axis: Axis, bottom: float) -> dict[str, Any]:
    top = axis.at(total[1])
    return {"kind": "total", "label": total[0], "top": top, "height": bottom - top, "text": plain(total[1])}


def _step(label: str, delta: Number | None, before: float, axis: Axis) -> dict[str, Any]:
    change = float(delta or 0)
    top, low = axis.at(max(before, before + change)), axis.at(min(before, before + change))
    text = plain(change) if change < 0 else f"+{plain(change)}"
    kind = "down" if change < 0 else "up"
    return {
        "kind": kind,
        "label": label,
        "top": top,
        "height": max(low - top, 0.8),
        "text": text,
        "after": axis.at(before + change),
    }


def _line(
    name: str, marks: list[tuple[float, float, Number]], index: int, places: list[float], values: Sequence
) -> dict[str, Any]:
    """Polylines between gaps, markers, and the name at the end."""
    parts: list[list[str]] = [[]]
    known = {x: y for x, y, _value in marks}
    for x, value in zip(places, values, strict=True):
        if value is None:
            parts.append([])
        else:
            parts[-1].append(f"{x},{known[x]}")
    return {
        "name": name,
        "colour": COLOURS[index % len(COLOURS)],
        "marker": MARKERS[index % len(MARKERS)],
        "dash": ("", "5 2", "2 2", "7 2 2 2")[index % 4],
        "paths": [" ".join(part) for part in parts if len(part) > 1],
        "marks": [(x, y) for x, y, _value in marks],
        "end": (marks[-1][0] + 7, marks[-1][1] + 3) if marks else None,
        "last": plain(marks[-1][2]) if marks else "",
    }


def _part_labels(lines: list[dict[str, Any]]) -> None:
    """Move names at the lines' ends apart where they would overprint."""
    ends = sorted((line for line in lines if line["end"]), key=lambda line: line["end"][1])
    for above, below in pairwise(ends):
        low = above["end"][1] + LETTER + 2
        below["end"] = (below["end"][0], max(below["end"][1], low))
