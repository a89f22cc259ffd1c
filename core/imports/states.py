"""A record's state as JSON, so that undo can compare and bring it back; secrets in it stay encrypted."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from core.fields import decrypt, encrypt
from core.imports.kinds import ImportKind

State = dict[str, Any]


def state_of(kind: ImportKind, record: Any) -> State:
    """The state fields of ``record`` as JSON values, secrets in the clear: for comparing, never for keeping."""
    found = {name: getattr(record, record._meta.get_field(name).attname) for name in kind.state_fields}
    return json.loads(json.dumps(found, cls=DjangoJSONEncoder))


def sealed(kind: ImportKind, state: State) -> State:
    """``state`` as it may be kept."""
    return {name: encrypt(value) if name in kind.secret_fields and value else value for name, value in state.items()}


def opened(kind: ImportKind, kept: State) -> State:
    """What ``sealed`` was given."""
    return {name: decrypt(value) if name in kind.secret_fields and value else value for name, value in kept.items()}


def values_of(kind: ImportKind, state: State) -> dict[str, Any]:
    """The state as attributes that a record can take."""
    fields: dict[str, Any] = {name: kind.model._meta.get_field(name) for name in kind.state_fields}
    return {fields[name].attname: fields[name].to_python(value) for name, value in state.items()}


def shown(kind: ImportKind, record: Any) -> dict[str, str]:
    """The state in words, by the label of each field; secrets as asterisks."""
    return {
        str(record._meta.get_field(name).verbose_name): _word(record, name)
        for name in kind.state_fields
        if name not in kind.secret_fields
    }


def _word(record: Any, name: str) -> str:
    display = getattr(record, f"get_{name}_display", None)
    value = display() if display else getattr(record, name)
    return "" if value is None else str(value)
