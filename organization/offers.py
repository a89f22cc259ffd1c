"""Records of a unit, of several kinds, that another record may be linked to. Each room offers its own in its wiring."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.errors import InvalidInput, Text
from core.scope import Viewer
from organization.models import Unit

SHOWN = 200


@dataclass(frozen=True, slots=True)
class Offer:
    """``rows(user)``: what ``user`` may see, newest first. ``unit``: the path from a row to its unit."""

    key: str
    label: Text
    rows: Callable[[Viewer], QuerySet]
    words: Callable[[Any, Viewer], str]
    unit: str

    def of(self, unit: Unit, user: Viewer) -> QuerySet:
        return self.rows(user).filter(**{self.unit: unit})


class Offers:
    """The kinds of one purpose, such as decisions that a use of a power belongs to. ``field``: where a form asks."""

    def __init__(self, field: str) -> None:
        self.field = field
        self._kinds: dict[str, Offer] = {}

    def add(
        self,
        key: str,
        label: Text,
        rows: Callable[[Viewer], QuerySet],
        *,
        words: Callable[[Any, Viewer], str] = lambda row, _user: str(row),
        unit: str = "unit",
    ) -> None:
        self._kinds[key] = Offer(key, label, rows, words, unit)

    def kind(self, key: str) -> Offer:
        """Raises InvalidInput for a kind that nobody offers."""
        if key not in self._kinds:
            raise InvalidInput(_("This record was not offered."), field=self.field)
        return self._kinds[key]

    def choices(self, unit: Unit, user: Viewer) -> list[tuple[str, list[tuple[str, str]]]]:
        """Grouped options "key:pk" with their words, for a form; the newest of each kind."""
        return [
            (str(kind.label), [(f"{kind.key}:{row.pk}", kind.words(row, user)) for row in kind.of(unit, user)[:SHOWN]])
            for kind in self._kinds.values()
        ]

    def words(self, value: str, row: Any, user: Viewer) -> str:
        """How the row behind "key:pk" is named."""
        return self.kind(value.partition(":")[0]).words(row, user)

    def chosen(self, value: str, unit: Unit, user: Viewer) -> Any:
        """The row behind "key:pk". Raises InvalidInput unless it belongs to ``unit`` and ``user`` may see it."""
        key, _colon, pk = value.partition(":")
        row = self.kind(key).of(unit, user).filter(pk=pk).first() if pk.isdecimal() else None
        if row is None:
            raise InvalidInput(_("This record was not offered."), field=self.field)
        return row

    def seen(self, values: Iterable[str], user: Viewer) -> dict[str, Any]:
        """Those of "key:pk" that ``user`` may see, with their rows: one query a kind."""
        wanted: dict[str, set[str]] = {}
        for value in values:
            key, _colon, pk = value.partition(":")
            if pk.isdecimal() and len(pk) < 19:  # as long as a key can be
                wanted.setdefault(key, set()).add(pk)
        return {
            f"{key}:{row.pk}": row
            for key, pks in wanted.items()
            if key in self._kinds
            for row in self._kinds[key].rows(user).filter(pk__in=pks)
        }
