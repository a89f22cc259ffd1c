"""The entries of the portal (本人端). Every floor registers its own; the portal's home shows what the user may use."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from core.errors import Text
from core.scope import Viewer


@dataclass(frozen=True, kw_only=True)
class PortalItem:
    """One entry: ``test(user)`` says whether it is shown, ``count(user)`` how many things wait there (0 = nothing)."""

    label: Text
    url_name: str
    order: int = 100
    icon: str = "point"
    test: Callable[[Viewer], bool] = lambda _user: True
    count: Callable[[Viewer], int] | None = None


@dataclass(frozen=True)
class PortalLink:
    label: Text
    url: str
    icon: str
    count: int
    active: bool


_items: dict[str, PortalItem] = {}


def register(item: PortalItem) -> None:
    """Add ``item``; its URL name is its key."""
    _items[item.url_name] = item


def items_for(user: Viewer, path: str = "") -> list[PortalLink]:
    """What ``user`` finds in the portal, in order; the longest address that begins ``path`` is active."""
    ordered = sorted(_items.values(), key=lambda item: (item.order, item.url_name))
    rows = [(item, reverse(item.url_name)) for item in ordered if item.test(user)]
    current = max((url for _item, url in rows if path.startswith(url)), key=len, default="")
    return [
        PortalLink(item.label, url, item.icon, item.count(user) if item.count else 0, url == current)
        for item, url in rows
    ]
