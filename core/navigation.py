"""The left menu. Apps register items; only what the role may use is shown."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.errors import Text
from core.scope import Viewer

GROUPS: dict[str, tuple[Text, str]] = {
    "home": (_("Workbench"), "layout-dashboard"),
    "self": (_("Strict with oneself"), "user-shield"),
    "duty": (_("Shouldering responsibility"), "clipboard-check"),
    "govern": (_("Governing those below"), "users-group"),
    "warning": (_("Early warning"), "bell-ringing"),
    "cases": (_("Cases and leads"), "folder-search"),
    "reports": (_("Statistics and reports"), "chart-bar"),
    "admin": (_("Administration"), "settings"),
}


@dataclass(frozen=True, kw_only=True)
class NavItem:
    """One entry of the menu: shown when the user has ``permission`` or ``test(user)`` holds."""

    group: str
    label: Text
    url_name: str
    permission: str = ""
    test: Callable[[Viewer], bool] | None = None
    order: int = 100
    icon: str = "point"

    def visible_to(self, user: Viewer) -> bool:
        if self.test is not None:
            return self.test(user)
        return not self.permission or user.has_perm(self.permission)


@dataclass
class NavLink:
    label: Text
    url: str
    icon: str
    active: bool


@dataclass
class NavGroup:
    key: str
    label: Text
    icon: str
    items: list[NavLink] = field(default_factory=list)

    @property
    def active(self) -> bool:
        return any(item.active for item in self.items)


_items: dict[str, NavItem] = {}


def register(item: NavItem) -> None:
    """Add ``item``; its URL name is its key. Raises KeyError for an unknown group."""
    GROUPS[item.group]
    _items[item.url_name] = item


def groups_for(user: Viewer, path: str) -> list[NavGroup]:
    """The groups that hold at least one item ``user`` may use; the item with the longest matching URL is active."""
    links = [(item, reverse(item.url_name)) for item in _visible(user)]
    matching = [url for _item, url in links if path == url or (url != "/" and path.startswith(url))]
    current = max(matching, key=len, default="")
    groups = {key: NavGroup(key, label, icon) for key, (label, icon) in GROUPS.items()}
    for item, url in links:
        groups[item.group].items.append(NavLink(item.label, url, item.icon, url == current))
    return [group for group in groups.values() if group.items]


def _visible(user: Viewer) -> Iterator[NavItem]:
    ordered = sorted(_items.values(), key=lambda item: (item.order, item.url_name))
    return (item for item in ordered if item.visible_to(user))
