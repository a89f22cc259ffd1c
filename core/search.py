"""One box over everything I may see: apps register sources, each of which starts from ``visible_to``."""

from collections.abc import Callable
from dataclasses import dataclass

from core.errors import Text
from core.scope import Viewer


@dataclass(frozen=True)
class Hit:
    title: str
    url: str
    detail: str = ""


@dataclass(frozen=True)
class SearchSource:
    key: str
    label: Text
    find: Callable[[Viewer, str, int], list[Hit]]


@dataclass(frozen=True)
class SearchGroup:
    label: Text
    hits: list[Hit]


_sources: dict[str, SearchSource] = {}
LIMIT = 10


def search_source(key: str, label: Text, find: Callable[[Viewer, str, int], list[Hit]]) -> None:
    """Register ``find(user, text, limit)``; it must return only what ``user`` may see."""
    _sources[key] = SearchSource(key, label, find)


def search(user: Viewer, text: str) -> list[SearchGroup]:
    """The first hits of every source for ``text``; nothing for an empty text."""
    if not text.strip():
        return []
    groups = (SearchGroup(source.label, source.find(user, text.strip(), LIMIT)) for source in _sources.values())
    return [group for group in groups if group.hits]
