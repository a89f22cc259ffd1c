"""The table of a mechanism's list, made from ``columns``."""

from functools import cache
from typing import Any

import django_tables2 as tables
from django.db import models

from core.mechanisms.registry import Mechanism
from core.records.labels import label_of
from core.records.tables import RecordTable
from core.templatetags.ui import due, shown


class DueColumn(tables.Column):
    """A due day with the days left; only the date once the record is closed, and in exports."""

    def render(self, value: Any, record: Any) -> Any:
        return due(value, done=record.closed_at is not None)

    def value(self, **values: Any) -> Any:
        return values["value"]


class PlainColumn(tables.Column):
    """A value as people read it: ISO dates, yes and no in words."""

    def render(self, value: Any) -> Any:
        return shown(value)

    def value(self, **values: Any) -> Any:
        return values["value"]


@cache
def table_for(mechanism: Mechanism) -> type[RecordTable]:
    """The mechanism's own class, or one made from ``columns``: the first column opens the record."""
    if mechanism.table_class is not None:
        return mechanism.table_class
    columns = tuple(mechanism.columns)
    attributes: dict[str, Any] = {}
    for place, name in enumerate(columns):
        attributes |= _column(mechanism.model, name, linked=not place)
    meta = {"model": mechanism.model, "fields": columns}
    attributes["Meta"] = type("Meta", (RecordTable.Meta,), meta)
    return type(f"{mechanism.model.__name__}Table", (RecordTable,), attributes)


def _column(model: type[models.Model], name: str, *, linked: bool) -> dict[str, Any]:
    """What differs from the library's own choice for the field."""
    found = {field.name: field for field in model._meta.concrete_fields}.get(name)
    if found is None:
        link = _address if linked else False
        return {name: tables.Column(verbose_name=label_of(model, name), orderable=False, accessor=name, linkify=link)}
    options: dict[str, Any] = {"verbose_name": label_of(model, name)}
    if linked:
        # A record without a number yet must be opened too.
        return {name: tables.Column(linkify=_address, empty_values=(), **options), f"render_{name}": _first(name)}
    if name == "due_on":
        return {name: DueColumn(**options)}
    if isinstance(found, models.DateField | models.BooleanField):
        return {name: PlainColumn(**options)}
    return {}


def _address(record: Any) -> str:
    """The record itself, also where its first column names another row (a unit)."""
    return record.get_absolute_url()


def _first(name: str) -> Any:
    def render(_table: Any, record: Any) -> Any:
        display = getattr(record, f"get_{name}_display", None)
        value = display() if display else getattr(record, name)
        return str(record) if value in (None, "") else value

    return render
