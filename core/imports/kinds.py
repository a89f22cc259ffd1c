"""What can be imported. Every floor registers its own kinds; each writes through the services of its own room."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from core.errors import Text
from core.imports.columns import ImportColumn
from core.scope import Viewer


@dataclass
class Row:
    """One row of a file. ``cells`` is its text by column, ``values`` what could be read of the filled cells."""

    number: int
    cells: dict[str, str]
    values: dict[str, Any] = field(default_factory=dict)


class ImportKind:
    """One kind of master data. Subclasses set the attributes and write ``find``, ``create`` and ``update``.

    An empty cell leaves what is there; so ``values`` holds only filled cells. ``state_fields`` are the model's fields
    that make up what undo brings back; ``secret_fields`` among them are kept encrypted and shown nowhere.
    """

    key: str
    label: Text
    help: Text = ""
    model: type[models.Model]
    permission: str
    columns: tuple[ImportColumn, ...]
    state_fields: tuple[str, ...]
    secret_fields: frozenset[str] = frozenset()

    def column(self, name: str) -> ImportColumn | None:
        """The column ``name``, if there is one."""
        return next((column for column in self.columns if column.name == name), None)

    def identity(self, values: dict[str, Any]) -> tuple[Any, ...]:
        """What says which record a row speaks of; two rows with the same are one too many."""
        return tuple(values.get(column.name) for column in self.columns if column.key)

    def sequence(self, rows: Sequence[Row], actor: Viewer) -> list[Row]:
        """The rows in the order in which they can be written. Rows left out wait for one another in a circle."""
        return list(rows)

    def find(self, values: dict[str, Any], actor: Viewer) -> Any:
        """The record the row speaks of, or None. Raises DomainError when that cannot be said."""
        raise NotImplementedError

    def create(self, values: dict[str, Any], actor: Viewer) -> Any:
        """Enter a new record through its service. Raises DomainError."""
        raise NotImplementedError

    def update(self, record: Any, values: dict[str, Any], actor: Viewer) -> Any:
        """Bring a record up to ``values`` through its service; harmless when it is so already. Raises DomainError."""
        raise NotImplementedError

    def obsolete(self, rows: Sequence[Row], actor: Viewer) -> Iterable[Any]:
        """Records that the file takes out of force by its silence; none, unless the kind is a whole list."""
        return ()

    def complete(self, rows: Sequence[Row]) -> None:
        """Raise DomainError when the file as a whole lacks something."""

    def restore(self, record: Any, values: dict[str, Any], actor: Viewer) -> None:
        """Undo a change: give ``record`` the earlier ``values`` of its state fields. Raises DomainError."""
        for name, value in values.items():
            setattr(record, name, value)
        record.save()


_kinds: dict[str, ImportKind] = {}


def register(kind: ImportKind) -> None:
    """Offer ``kind`` for import."""
    _kinds[kind.key] = kind


def kind_of(key: str) -> ImportKind:
    """The kind ``key``. Raises KeyError for one that no installed app registers."""
    return _kinds[key]


def find_kind(key: str) -> ImportKind | None:
    """The kind ``key``, if an installed app registers it."""
    return _kinds.get(key)


def kinds_for(user: Viewer) -> list[ImportKind]:
    """What ``user`` may import."""
    return [kind for kind in _kinds.values() if user.has_perm(kind.permission)]
