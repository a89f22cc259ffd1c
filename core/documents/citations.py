"""Which reference to a rule may be printed: one tagged GK only after somebody has checked it (handbook 0.1)."""

import re
from collections.abc import Callable, Iterable
from typing import Any

UNCONFIRMED = "GK"
# 《某法》第三十一条, or an article without its law.
ARTICLE = re.compile(r"(?:《[^《》]{1,60}》[^《》第，。；]{0,12})?第[零〇一二三四五六七八九十百千\d]+条")

_sources: list[Callable[[], Iterable[Any]]] = []


def basis_source(rows: Callable[[], Iterable[Any]]) -> None:
    """Register where bases are kept: ``rows()`` gives rows or mappings as ``printable`` takes them."""
    _sources.append(rows)


def unconfirmed_articles(text: str) -> list[str]:
    """The articles ``text`` cites that stand in no printable basis of any source, each once, in their order."""
    cited = list(dict.fromkeys(ARTICLE.findall(text)))
    known = [printable(row) for rows in _sources for row in rows()] if cited else []
    return [article for article in cited if not any(_same(article, basis) for basis in known)]


def _same(article: str, basis: str) -> bool:
    """Whether ``basis`` says ``article`` with its law; an article without its law could be anybody's."""
    return article.startswith("《") and article in basis.replace(" ", "")


def printable(basis: Any) -> str:
    """The words of a basis, or "" while it may not stand in an official document.

    ``basis`` is a row or a mapping with ``basis_text``, ``basis_tag``, ``basis_checked`` (such as ``DeadlineRule``).
    A bare string is refused with ``TypeError``: nobody could tell how far to trust it.
    """
    if isinstance(basis, str):
        raise TypeError("A citation needs its tag: pass the row or a mapping, not its text.")
    text, tag, checked = (_part(basis, name) for name in ("basis_text", "basis_tag", "basis_checked"))
    return str(text or "") if tag and (tag != UNCONFIRMED or checked) else ""


def _part(basis: Any, name: str) -> Any:
    return basis.get(name) if isinstance(basis, dict) else getattr(basis, name, None)
