"""How a step of a course is declared: ``@step(source, target, permission, label, …)`` (docs/mechanisms.md)."""

from collections.abc import Callable, Sequence
from typing import Any

from django_fsm import transition

from core.errors import Text

Method = Callable[..., Any]


def step(
    source: Any,
    target: Any,
    permission: Any,
    label: Text,
    *,
    conditions: Sequence[Any] = (),
    actor_rules: Sequence[Any] = (),
    reason: str = "",
    style: str = "secondary",
    fields: Sequence[str] = (),
    form_class: Any = None,
    files: bool | str = False,
    closes: bool = False,
    todo: bool | None = None,
    form: str = "",
    hidden: bool = False,
    shortcut: str = "",
) -> Callable[[Method], Method]:
    """Declare a method of a record as one step of its course. What each argument means stands in docs/mechanisms.md.

    ``source`` is a state, a tuple of states, ``"*"`` or ``"+"``. ``fields`` ending in "?" may stay empty.
    """
    custom = {
        "label": label,
        "actor_rules": list(actor_rules),
        "reason": reason,
        "style": style,
        "fields": tuple(fields),
        "form_class": form_class,
        "files": files,
        "closes": closes,
        "todo": style == "primary" if todo is None else todo,
        "form": form,
        "hidden": hidden,
        "shortcut": shortcut,
    }
    return transition(
        field="status",
        source=list(source) if isinstance(source, tuple | list | set | frozenset) else source,
        target=target,
        permission=permission,
        conditions=list(conditions),
        custom=custom,
    )


def asked_fields(custom: dict[str, Any]) -> list[tuple[str, bool]]:
    """(model field, may stay empty) of what a step asks for."""
    return [(name.removesuffix("?"), name.endswith("?")) for name in custom.get("fields", ())]


def takes_input(custom: dict[str, Any]) -> bool:
    """Whether a step needs a page of its own to ask for more than a reason."""
    return bool(custom.get("fields") or custom.get("form_class") or custom.get("files"))
