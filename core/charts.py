"""What a chart shows, as plain data: pages put it into JSON and ``static/js/charts.js`` draws it.

In a view: ``context["trend"] = charts.lines(...)``; in the template ``{% include "partials/chart.html" with chart=trend
id="trend" %}``. ``tone`` is one of ``core.badges``; without it series get the colour-blind-safe palette in order.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from core.errors import Text

Number = int | float | Decimal
Chart = dict[str, Any]


def _plain(value: Number | None) -> int | float | None:
    """A number that JSON carries as a number; Decimal would become a string."""
    return float(value) if isinstance(value, Decimal) else value


def _series(series: Mapping[Text, Sequence[Number | None]], tones: Mapping[Text, str]) -> list[dict[str, Any]]:
    return [
        {"name": str(name), "values": [_plain(value) for value in values], "tone": tones.get(name, "")}
        for name, values in series.items()
    ]


def lines(
    *, title: Text, x: Sequence[str], series: Mapping[Text, Sequence[Number | None]], unit: Text = "",
    tones: Mapping[Text, str] | None = None,
) -> Chart:  # fmt: skip
    """Courses over the same steps of time ``x``; ``None`` leaves a gap."""
    return {
        "kind": "lines",
        "title": str(title),
        "x": list(x),
        "series": _series(series, tones or {}),
        "unit": str(unit),
    }


def stacked(
    *, title: Text, x: Sequence[str], series: Mapping[Text, Sequence[Number | None]], unit: Text = "",
    tones: Mapping[Text, str] | None = None,
) -> Chart:  # fmt: skip
    """Columns whose parts add up, such as open rectifications by kind of unit."""
    return {**lines(title=title, x=x, series=series, unit=unit, tones=tones), "kind": "stacked"}


def bars(*, title: Text, items: Iterable[tuple[Text, Number, str, str]], unit: Text = "") -> Chart:
    """Horizontal bars: ``(label, value, tone, url)``; a click opens ``url``."""
    rows = [
        {"label": str(label), "value": _plain(value), "tone": tone, "url": url} for label, value, tone, url in items
    ]
    return {"kind": "bars", "title": str(title), "items": rows, "unit": str(unit)}


def waterfall(
    *, title: Text, start: tuple[Text, Number], steps: Iterable[tuple[Text, Number]], end: tuple[Text, Number]
) -> Chart:
    """What led from one figure to the next; the steps must add up to the difference."""
    return {
        "kind": "waterfall",
        "title": str(title),
        "start": {"label": str(start[0]), "value": _plain(start[1])},
        "steps": [{"label": str(label), "value": _plain(value)} for label, value in steps],
        "end": {"label": str(end[0]), "value": _plain(end[1])},
    }


def scatter(
    *, title: Text, points: Iterable[tuple[str, Number, Text, bool]], limits: Iterable[tuple[Text, Number]],
    hit_word: Text, other_word: Text, unit: Text = "",
) -> Chart:  # fmt: skip
    """Rows in time against limits: ``(ISO date, value, label, is a hit)`` and ``(label, value)``."""
    return {
        "kind": "scatter",
        "title": str(title),
        "points": [{"x": x, "y": _plain(y), "label": str(label), "hit": hit} for x, y, label, hit in points],
        "limits": [{"label": str(label), "value": _plain(value)} for label, value in limits],
        "hit_word": str(hit_word),
        "other_word": str(other_word),
        "unit": str(unit),
    }


def heat(
    *, title: Text, x: Sequence[Text], y: Sequence[Text], cells: Iterable[tuple[int, int, Number | None]],
    unit: Text = "%", highest: Number = 100,
) -> Chart:  # fmt: skip
    """A grid such as coverage by unit type and talk kind: ``(x index, y index, value)``."""
    return {
        "kind": "heat",
        "title": str(title),
        "x": [str(label) for label in x],
        "y": [str(label) for label in y],
        "cells": [[column, row, _plain(value)] for column, row, value in cells],
        "unit": str(unit),
        "max": _plain(highest),
    }
