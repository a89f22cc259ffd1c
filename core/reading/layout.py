"""Where the table starts: the header row below titles, and clean, unique names of the columns."""

from collections import Counter
from collections.abc import Sequence

from django.utils.translation import gettext as _

from core.reading import limits
from core.reading.headers import normalised
from core.reading.refusals import FileRefused

HEAD_ROWS = 20


def header_row(rows: Sequence[Sequence[str]], known: frozenset[str]) -> int:
    """The index of the header among the first rows: the one with most known headers, else the first full one.

    Raises FileRefused when no row has at least two filled cells.
    """
    widths = [sum(bool(cell.strip()) for cell in row) for row in rows[:HEAD_ROWS]]
    if not widths or max(widths) < 2:
        raise _no_table()
    hits = [sum(normalised(cell) in known for cell in row) for row in rows[:HEAD_ROWS]]
    if max(hits) >= 2:
        return hits.index(max(hits))
    # Titles above a table fill one or two cells; the header is the first row as wide as half the widest.
    return next(number for number, width in enumerate(widths) if width >= max(2, max(widths) / 2))


def clean_headers(cells: Sequence[str]) -> tuple[str, ...]:
    """Headers on one line each, made unique by a number; unnamed columns get the name of their place."""
    if len(cells) > limits.MAX_COLUMNS:
        raise _too_wide(len(cells))
    seen: Counter[str] = Counter()
    headers = []
    for place, cell in enumerate(cells, start=1):
        header = " ".join(cell.split()) or _("Column %(place)s") % {"place": place}
        seen[header] += 1
        headers.append(header if seen[header] == 1 else f"{header} ({seen[header]})")
    return tuple(headers)


def _no_table() -> FileRefused:
    return FileRefused(
        "no_table",
        _("The file holds no table: no row has two or more filled cells."),
        _("The first row must name the columns, each further row is one record. Use the template."),
    )


def _too_wide(columns: int) -> FileRefused:
    return FileRefused(
        "too_wide",
        _("The table has %(columns)s columns; at most %(most)s are read.")
        % {"columns": columns, "most": limits.MAX_COLUMNS},
        _("Delete the columns that the template does not ask for."),
    )


def no_rows() -> FileRefused:
    """The refusal of a table that has a header and nothing below it."""
    return FileRefused(
        "no_rows",
        _("The file names its columns but holds no row below them."),
        _("Write at least one row below the header. Who has nothing to report says so instead."),
    )
