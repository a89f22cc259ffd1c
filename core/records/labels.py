"""What people call a field, property or method of a record: the head of its column, the word before its value."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.text import capfirst

from core.errors import Text

Method = TypeVar("Method", bound=Callable[..., Any])


def labelled(label: Text) -> Callable[[Method], Method]:
    """Names a method (below ``@property`` too) as a field is named by its ``verbose_name``."""

    def name(method: Method) -> Method:
        vars(method)["short_description"] = label
        return method

    return name


def label_of(model: type[Model], name: str) -> Text:
    """The label of a field, or of a method or property that is ``labelled``; its name where there is none.

    With a capital, as it stands at the head of a column.
    """
    try:
        found: Any = model._meta.get_field(name)
        return capfirst(getattr(found, "verbose_name", name))
    except FieldDoesNotExist:
        attribute = getattr(model, name)
        return capfirst(getattr(getattr(attribute, "fget", attribute), "short_description", name))
