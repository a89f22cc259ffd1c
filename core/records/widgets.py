"""How the house asks for a model field: the browser's own pickers of day and time, searchable lists, room for text."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.scope import Viewer

Choices = Mapping[str, Callable[[Viewer], QuerySet]]


def house_field(field: Any, **options: Any) -> Any:
    """``formfield_callback`` of every form that is made from a model."""
    if isinstance(field, models.DateTimeField):
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        return field.formfield(**options | {"widget": widget})
    if isinstance(field, models.DateField):
        return field.formfield(**options | {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")})
    if isinstance(field, models.TextField):
        return field.formfield(**options | {"widget": forms.Textarea(attrs={"rows": 4})})
    if field.many_to_many:
        return field.formfield(**options | {"widget": forms.SelectMultiple(attrs={"data-picker": ""})})
    if field.is_relation:
        return field.formfield(**options | {"widget": forms.Select(attrs={"data-picker": ""})})
    return field.formfield(**options)


def offer(form: forms.BaseForm, user: Viewer, choices: Choices) -> None:
    """Offer in every picker only what ``user`` may see, or what ``choices`` names for the field."""
    for name, field in form.fields.items():
        if not isinstance(field, forms.ModelChoiceField):
            continue
        rows: Any
        if name in choices:
            field.queryset = choices[name](user)
        elif hasattr(field.queryset, "visible_to"):
            rows = field.queryset
            field.queryset = rows.visible_to(user)


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once; the value is a list."""

    def __init__(self, **options: Any) -> None:
        given: dict[str, Any] = {"label": _("Files"), "required": False, "widget": FilesInput()}
        super().__init__(**given | options)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(FilesField, self).clean(one, initial) for one in given]
