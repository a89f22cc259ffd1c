"""The values of a group on a day, and what comes after it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from core import clock
from core.errors import Text
from core.parameters.models import ParameterVersion
from core.parameters.registry import Param, ParameterGroup, Value, group, store_of
from core.remembering import remembered_by


@dataclass(frozen=True)
class Values:
    """Values of one group with the version they come from: ``values["small_limit"]``, ``values.version``."""

    key: str
    version: int
    items: dict[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.items[name]


@dataclass(frozen=True)
class Version:
    """One line of the history of a group; ``since`` is None for what held from the beginning."""

    values: Values
    since: date | None
    reason: str = ""
    proposed_by: Any = None
    approved_by: Any = None


@dataclass(frozen=True)
class Summary:
    """One line of an overview: what holds, and what ``coming`` holds from ``since`` on."""

    key: str
    label: Text
    value: str
    coming: str
    since: date | None
    basis: str
    tag: str


def values(key: str, *, as_of: date | None = None) -> Values:
    """The values of group ``key`` in force on ``as_of`` (default: today). Raises KeyError for an unknown group."""
    day, store = as_of or clock.today(), store_of(key)
    if store is not None:
        return store.values(key, day)
    rows = remembered_by("parameters", key, ParameterVersion.objects.all(), "group")
    past = [row for row in rows if row.effective_from <= day]
    return _values(group(key), max(past, key=lambda row: (row.effective_from, row.version), default=None))


def versions(key: str) -> list[Version]:
    """The history of group ``key``, newest first; the defaults of the code are version 1."""
    store, definition = store_of(key), group(key)
    if store is not None:
        return store.versions(key)
    rows = ParameterVersion.objects.filter(group=key).select_related("proposed_by", "approved_by")
    return _history(definition, rows)


def all_versions(definitions: Iterable[ParameterGroup]) -> dict[str, list[Version]]:
    """The history of every group in one query."""
    rows: dict[str, list[ParameterVersion]] = defaultdict(list)
    for row in ParameterVersion.objects.all():
        rows[row.group].append(row)
    return {definition.key: _history(definition, rows[definition.key]) for definition in definitions}


def in_force(history: list[Version], day: date) -> tuple[Version, Version | None]:
    """Of a history (newest first): what holds on ``day``, and what comes next."""
    ordered = sorted(history, key=lambda row: (row.since or date.min, row.values.version))
    past = [row for row in ordered if row.since is None or row.since <= day]
    coming = [row for row in ordered if row.since is not None and row.since > day]
    return (past or ordered)[-1 if past else 0], coming[0] if coming else None


def _history(definition: ParameterGroup, rows: Iterable[ParameterVersion]) -> list[Version]:
    newest_first = sorted(rows, key=lambda row: (row.effective_from, row.version), reverse=True)
    found = [_version(definition, row) for row in newest_first]
    return [*found, Version(_values(definition, None), None)]


def _version(definition: ParameterGroup, row: ParameterVersion) -> Version:
    return Version(_values(definition, row), row.effective_from, row.reason, row.proposed_by, row.approved_by)


def _values(definition: ParameterGroup, row: ParameterVersion | None) -> Values:
    if row is None:
        return Values(definition.key, 1, definition.defaults())
    stored = {
        param.name: _typed(param, row.values[param.name]) for param in definition.params if param.name in row.values
    }
    return Values(definition.key, row.version, definition.defaults() | stored)


def _typed(param: Param, raw: Any) -> Value:
    """JSON has no decimals and dates: give the stored value the type of the default."""
    if isinstance(param.default, Decimal):
        return Decimal(str(raw))
    if isinstance(param.default, date):
        return date.fromisoformat(raw)
    return raw
