"""Pages of a list by key instead of by number: page 1,000 costs what page 1 costs.

A cursor says "the rows after (or before) the row with these sort values". Where a list is sorted by an expression that
cannot be compared so, the cursor holds a plain offset instead.
"""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import F, Field, Model, Q, QuerySet


@dataclass(frozen=True)
class SortKey:
    """One field of the order: its look-up path, its direction, and whether it may be NULL (NULLs stand last)."""

    path: str
    descending: bool
    field: Field

    @property
    def nullable(self) -> bool:
        return self.field.null or "__" in self.path

    def order(self, *, backwards: bool) -> Any:
        descending = self.descending != backwards
        if not self.nullable:
            return f"-{self.path}" if descending else self.path
        expression = F(self.path)
        nulls = {"nulls_first": True} if backwards else {"nulls_last": True}
        return expression.desc(**nulls) if descending else expression.asc(**nulls)

    def beyond(self, value: Any, *, backwards: bool) -> Q | None:
        """The rows strictly beyond ``value`` in reading direction; None when there can be none."""
        if value is None:
            return Q(**{f"{self.path}__isnull": False}) if backwards else None
        compare = "lt" if self.descending != backwards else "gt"
        condition = Q(**{f"{self.path}__{compare}": value})
        return condition | Q(**{f"{self.path}__isnull": True}) if self.nullable and not backwards else condition

    def same(self, value: Any) -> Q:
        return Q(**{f"{self.path}__isnull": True}) if value is None else Q(**{self.path: value})

    def value_of(self, row: Model) -> Any:
        value: Any = row
        for part in self.path.split("__"):
            value = getattr(value, part, None)
        return value


@dataclass(frozen=True)
class Cursor:
    """A place in a list: the ``values`` of the row it begins after (or ends before), with ``start`` rows before it."""

    values: list[Any] | None = None
    backwards: bool = False
    start: int = 0

    def encode(self) -> str:
        body = json.dumps([self.values, self.backwards, self.start], cls=DjangoJSONEncoder, separators=(",", ":"))
        return base64.urlsafe_b64encode(body.encode()).decode().rstrip("=")

    @classmethod
    def decode(cls, text: str, keys: Sequence[SortKey]) -> "Cursor":
        """The cursor in ``text``; the first page when it is empty, damaged or of another order."""
        try:
            padded = text + "=" * (-len(text) % 4)
            values, backwards, start = json.loads(base64.urlsafe_b64decode(padded))
            if values is not None:
                values = [
                    None if raw is None else key.field.to_python(raw) for key, raw in zip(keys, values, strict=True)
                ]
            return cls(values, bool(backwards), max(0, int(start)))
        except (ValueError, TypeError, binascii.Error, ValidationError):
            return cls()


def sort_keys(rows: QuerySet) -> list[SortKey] | None:
    """The order of ``rows`` as comparable keys, the primary key last; None when an expression is among them."""
    names = [*(rows.query.order_by or rows.model._meta.ordering or ())]
    keys = []
    for name in names:
        field = _field(rows.model, name.lstrip("-")) if isinstance(name, str) else None
        if field is None:
            return None
        keys.append(SortKey(name.lstrip("-"), name.startswith("-"), field))
    primary = rows.model._meta.pk
    if not any(key.field is primary for key in keys):
        keys.append(SortKey(primary.name, bool(keys) and keys[0].descending, primary))
    return keys


def _field(model: type[Model], path: str) -> Field | None:
    """The concrete field at the end of ``path``; None for annotations and many-valued relations."""
    found: Any = None
    for part in path.split("__"):
        try:
            found = model._meta.pk if part == "pk" else model._meta.get_field(part)
        except FieldDoesNotExist:
            return None
        if found.one_to_many or found.many_to_many:
            return None
        model = found.related_model or model
    # A relation sorts by the related model's own order, which is not this field's value.
    return found if isinstance(found, Field) and not found.is_relation else None


def slice_by_key(rows: QuerySet, keys: Sequence[SortKey], cursor: Cursor, size: int) -> tuple[list[Model], bool]:
    """At most ``size`` rows at ``cursor`` in reading order, and whether more follow in the cursor's direction."""
    ordered = rows.order_by(*[key.order(backwards=cursor.backwards) for key in keys])
    if cursor.values is not None:
        ordered = ordered.filter(_beyond(keys, cursor))
    found = list(ordered[: size + 1])
    more, found = len(found) > size, found[:size]
    return (found[::-1] if cursor.backwards else found), more


def _beyond(keys: Sequence[SortKey], cursor: Cursor) -> Q:
    """(a > x) or (a = x and b > y) or …: strictly beyond the cursor's row."""
    condition, same = Q(pk__in=[]), Q()
    for key, value in zip(keys, cursor.values or [], strict=True):
        step = key.beyond(value, backwards=cursor.backwards)
        if step is not None:
            condition |= same & step
        same &= key.same(value)
    return condition
