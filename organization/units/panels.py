"""Parts of a unit's page that higher floors add (filings, ecology, notices)."""

from collections.abc import Callable
from typing import Any

from core.errors import Text
from core.scope import Viewer
from organization.units.models import Unit

_panels: list[tuple[int, Text, str, Callable[[Unit, Viewer], dict[str, Any] | None]]] = []


def unit_panel(
    label: Text, *, order: int, template: str, context: Callable[[Unit, Viewer], dict[str, Any] | None]
) -> None:
    """Register a panel; ``context(unit, user)`` returns None to leave it out."""
    _panels.append((order, label, template, context))


def panels_for(unit: Unit, user: Viewer) -> list[dict[str, Any]]:
    rows = [
        (label, template, context(unit, user))
        for _order, label, template, context in sorted(_panels, key=lambda p: p[0])
    ]
    return [
        {"title": label, "template": template, "context": found} for label, template, found in rows if found is not None
    ]
