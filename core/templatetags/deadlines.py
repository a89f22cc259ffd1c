"""What of a record's due days was moved, or stands still: ``{% load deadlines %}{% due_shifts record %}``."""

from typing import Any

from django import template
from django.urls import reverse

from core.deadlines.shifts.queries import panels_of

register = template.Library()


@register.inclusion_tag("core/deadlines/shifts.html", takes_context=True)
def due_shifts(context: Any, record: Any, asks: bool = True) -> dict[str, Any]:
    """A card with suspensions and extensions and the buttons to ask for them; nothing where nothing is due.

    Whoever has to act is offered to ask (R05); names and links are for those who may open the requests. ``asks=False``
    leaves all of that out, for a page that has its own way to ask.
    """
    user = context["request"].user
    panels, staff = panels_of(record, user), asks and user.has_perm("core.view_suspension")
    meta = record._meta
    return {
        "panels": panels,
        "staff": staff,
        "asks": asks,
        "record_key": f"{meta.label_lower}:{record.pk}",
        "suspension_url": reverse("suspension-ask"),
        "extension_url": reverse("extension-ask"),
    }
