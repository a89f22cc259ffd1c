"""JSON through a form: one validation for page and API."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.db.models import Model
from django.forms.models import model_to_dict
from rest_framework.exceptions import ValidationError


def validated(
    make: Callable[[Any], forms.BaseForm],
    *,
    given: Any,
    row: Model | None = None,
    offer: Callable[[forms.BaseForm], None] = lambda _form: None,
) -> dict[str, Any]:
    """The cleaned values of ``given``; of a ``row`` what is left out keeps its value.

    Raises ValidationError (problem details).
    """
    kept = model_to_dict(row, fields=list(make(None).fields)) if row is not None else {}
    return valid_form(make, given=given, kept=kept, offer=offer).cleaned_data


def valid_form(
    make: Callable[[Any], forms.BaseForm],
    *,
    given: Any,
    kept: Mapping[str, Any],
    offer: Callable[[forms.BaseForm], None] = lambda _form: None,
) -> Any:
    """The form of ``given``; what is left out has its value in ``kept``.

    Units and officials may be named by their code, accounts by their name. Raises ValidationError (problem details).
    """
    known = make(None).fields
    data: dict[str, Any] = {**kept, **{name: value for name, value in given.items() if name in known}}
    form = make(data)
    offer(form)
    for name, field in form.fields.items():
        if isinstance(field, forms.ModelChoiceField):
            data[name] = _key(field, data.get(name))
    if not form.is_valid():
        raise ValidationError({name: [str(word) for word in words] for name, words in form.errors.items()})
    return form


def _key(field: Any, value: Any) -> Any:
    """The primary key of what is named by code or account name; anything else is left to the field."""
    if isinstance(value, list):
        return [_key(field, one) for one in value]
    if not isinstance(value, str) or value.isdecimal():
        return value
    names = {found.name for found in field.queryset.model._meta.concrete_fields}
    by = next((name for name in ("code", "username") if name in names), None)
    found = field.queryset.filter(**{by: value}).values_list("pk", flat=True).first() if by else None
    return value if found is None else found
