"""One box over everything I may see: apps register sources, each of which starts from ``visible_to``."""

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace

from django.utils.module_loading import import_string

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


def search_list(key: str, label: Text, filterset: str, *, permission: str = "") -> None:
    """Register the rows that a list's own search box finds. ``filterset``: its dotted path, loaded when it is asked."""

    def find(user: Viewer, text: str, limit: int) -> list[Hit]:
        if permission and not user.has_perm(permission):
            return []
        cls = import_string(filterset)
        rows = cls._meta.model._default_manager.visible_to(user)
        found = cls({"q": text}, queryset=rows, request=SimpleNamespace(user=user)).qs[:limit]
        return [Hit(str(row), row.get_absolute_url()) for row in found]

    search_source(key, label, find)


def search(user: Viewer, text: str) -> list[SearchGroup]:
    """The first hits of every source for ``text``; nothing for an empty text."""
    if not text.strip():
        return []
    groups = (SearchGroup(source.label, source.find(user, text.strip(), LIMIT)) for source in _sources.values())
    return [group for group in groups if group.hits]
