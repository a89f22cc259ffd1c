"""What the templates of printed documents need: citations, sizes that fit, charts."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import template

from core.documents import charts
from core.documents.citations import printable

register = template.Library()
POINTS_PER_MM = 72 / 25.4
DIGITS = "零一二三四五六七八九"
NEVER_FIRST, NEVER_LAST = "》）”’、，。：；？！的", "《（“‘"

register.simple_tag(charts.bar_chart, name="bar_chart")
register.simple_tag(charts.line_chart, name="line_chart")
register.simple_tag(charts.waterfall_chart, name="waterfall_chart")
register.simple_tag(charts.range_chart, name="range_chart")


@register.simple_tag
def fit(*words: str, width: float, largest: float) -> float:
    """The font size in points at which ``words`` fill at most ``width`` mm, never above ``largest``."""
    length = sum(len(word) for word in words) or 1
    return round(min(largest, width * POINTS_PER_MM / length), 1)


@register.filter
def title_lines(title: str, letters: int = 19) -> list[str]:
    """A title in lines of about equal length, at most ``letters`` each; a line break in the title is kept."""
    return [line for part in str(title).splitlines() for line in _even_lines(part.strip(), letters)]


def _even_lines(text: str, letters: int) -> list[str]:
    """As few lines as fit, about equally long; none starts with a closing mark or ends with an opening one."""
    count = -(-len(text) // letters) or 1
    lines, start = [], 0
    for index in range(1, count):
        end = round(len(text) * index / count)
        while end > start + 1 and (text[end] in NEVER_FIRST or text[end - 1] in NEVER_LAST):
            end -= 1
        lines.append(text[start:end])
        start = end
    return [*lines, text[start:]]


@register.filter
def citable(bases: Iterable[Any]) -> list[str]:
    """The printable references of ``bases``; those not confirmed yet are left out."""
    return [text for text in map(printable, bases or []) if text]


@register.filter
def pairs(rows: Iterable[Any], names: str) -> list[tuple[Any, Any]]:
    """(label, value) of each mapping in ``rows``, for a chart; ``names`` is "label_key,value_key"."""
    label, value = names.split(",")
    return [(row[label], row[value]) for row in rows]


@register.filter
def citation(basis: Any) -> str:
    """One reference, or nothing while it may not be printed."""
    return printable(basis) if basis else ""


@register.filter
def beside(columns: Sequence[Any], row: Iterable[Any]) -> list[tuple[Any, Any]]:
    """(column, cell) of a row. Raises ``ValueError`` when the row has not one cell a column."""
    return list(zip(columns, row, strict=True))


@register.filter
def hanzi(number: int) -> str:
    """1 to 99 in Chinese: 六, 十二, 二十."""
    tens, ones = divmod(number, 10)
    head = ("" if tens < 2 else DIGITS[tens]) + ("十" if tens else "")
    return head + (DIGITS[ones] if ones else "")
