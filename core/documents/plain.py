"""What a screen shows, as rows of plain text for paper: tables stay rows, lists and facts become rows of their own."""

import re
from html.parser import HTMLParser

_CELLS = {"td", "th", "dt", "dd"}
_BREAKS = {"br", "div", "p", "li"}
_ROWS = {"tr", "li", "p"}
# What one does with a page has no place on paper.
_SKIPPED = {"form", "details", "svg", "script", "style", "button", "nav"}
_SPACE = re.compile(r"[ \t\r\n\u00a0]+")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._cell: list[str] | None = None
        self._row: list[str] | None = None
        self._skipping = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SKIPPED:
            self._skipping += 1
        elif tag == "tr" or (tag in {"dt", "li", "p"} and self._cell is None):
            self._row = []
            self._cell = [] if tag != "tr" else None
        elif tag in _CELLS:
            self._cell = []
        elif tag in _BREAKS and self._cell:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self._skipping = max(0, self._skipping - 1)
        elif tag in _CELLS or (tag in {"li", "p"} and self._row == []):
            self._close_cell()
        if tag in _ROWS | {"dd"} and self._row and self._cell is None:
            self.rows.append(self._row)
            self._row = None

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._skipping:
            self._cell.append(_SPACE.sub(" ", data))

    def _close_cell(self) -> None:
        if self._cell is None:
            return
        lines = (line.strip() for line in "".join(self._cell).split("\n"))
        self._row = [*(self._row or []), "\n".join(line for line in lines if line)]
        self._cell = None


def plain_rows(markup: str) -> list[list[str]]:
    """The rows of ``markup``, each a list of cells; rows without a word are left out."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return [row for row in reader.rows if any(row)]
