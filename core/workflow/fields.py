"""The field that a workflow moves."""

from typing import Any

from django_fsm import FSMField


class StateField(FSMField):
    """A record's ``status``: protected, only transitions change it.

    Migrations know it as the text column it is. Of the true class each old state of a model would listen, for ever, to
    every model that is made after it, and setting up an empty database would take three times as long.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("protected", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _path, args, kwargs = super().deconstruct()
        del kwargs["protected"]
        return name, "django.db.models.CharField", args, kwargs
