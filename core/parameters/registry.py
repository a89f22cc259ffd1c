from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol

from django.utils.translation import gettext_lazy as _

from core.errors import Text
from core.scope import Viewer

if TYPE_CHECKING:
    from core.parameters.values import Summary, Values, Version

# The units that have a word in each language; signs (元, %, ×) stand as they are.
UNITS = {
    "d": _("days"),
    "days": _("days"),
    "working days": _("working days"),
    "WD": _("working days"),
    "months": _("months"),
    "M": _("months"),
    "characters": _("characters"),
    "a year": _("a year"),
    "rows": _("rows"),
    "h": _("hours"),
    "s": _("seconds"),
}
Value = Decimal | int | str | bool | date | list


@dataclass(frozen=True)
class Param:
    """One number (or choice). ``unit`` is 元, %, working days …; ``tag`` is the handbook's honesty tag of ``basis``."""

    name: str
    default: Value
    label: Text
    unit: str = ""
    basis: str = ""
    tag: str = "CFG"

    @property
    def unit_in_words(self) -> Text:
        """The unit in the reader's language."""
        return UNITS.get(self.unit, self.unit)


@dataclass(frozen=True)
class ParameterGroup:
    """Parameters that change together and share one version number (a model, an indicator, a limit)."""

    key: str
    label: Text
    params: tuple[Param, ...]

    def defaults(self) -> dict[str, Value]:
        return {param.name: param.default for param in self.params}


class Store(Protocol):
    """Where a room keeps groups of its own (the deadline rules), so that they change by the same two people."""

    title: Text

    def overview(self, day: date) -> "list[Summary]":
        """All groups with what holds on ``day`` and what comes next, in a bounded number of queries."""
        ...

    def group(self, key: str) -> ParameterGroup:
        """The definition. Raises KeyError for an unknown key."""
        ...

    def values(self, key: str, day: date) -> "Values":
        """What holds on ``day``."""
        ...

    def versions(self, key: str) -> "list[Version]":
        """All versions, newest first."""
        ...

    def panel(self, key: str, user: Viewer, day: date) -> dict[str, Any] | None:
        """{title, template, context} of what the group's page shows besides its values."""
        ...

    def check(self, key: str, values: dict[str, Any], effective_from: date) -> None:
        """Raises DomainError when these values can never hold from that day on."""
        ...

    def enact(self, key: str, values: dict[str, Any], *, effective_from: date, by: tuple[Viewer, Viewer]) -> None:
        """Make them hold; ``by`` are who proposed and who approved."""
        ...


_groups: dict[str, ParameterGroup] = {}
_stores: dict[str, Store] = {}


def define(group: ParameterGroup) -> ParameterGroup:
    """Register ``group``; called at import time by the room that reads it.

    Raises ValueError when another room uses the key: one of the two would read the other's numbers.
    """
    if _groups.setdefault(group.key, group) != group:
        raise ValueError(f"Two groups of parameters are named {group.key}.")
    return group


def keep_in(prefix: str, store: Store) -> None:
    """Groups whose keys begin with ``prefix`` are ``store``'s."""
    _stores[prefix] = store


def store_of(key: str) -> Store | None:
    """The store of group ``key``; None for what ``ParameterVersion`` keeps."""
    return next((store for prefix, store in _stores.items() if key.startswith(prefix)), None)


def stores() -> list[Store]:
    """All stores, in a steady order."""
    return [_stores[prefix] for prefix in sorted(_stores)]


def group(key: str) -> ParameterGroup:
    """The group ``key``. Raises KeyError when no room defines it."""
    store = store_of(key)
    return store.group(key) if store else _groups[key]


def groups() -> list[ParameterGroup]:
    """The groups that are defined in code; those of stores have pages of their own."""
    return [_groups[key] for key in sorted(_groups)]


def panel_of(key: str, user: Viewer, day: date) -> dict[str, Any] | None:
    """What the store of ``key`` adds to the group's page."""
    store = store_of(key)
    return store.panel(key, user, day) if store else None
