"""What the frame of every page needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from core import clock, navigation, portal
from core.outbox.queries import unread_count


def frame(request: HttpRequest) -> dict[str, Any]:
    """Menu, counts and marks; lazy, so that a partial that uses none of it asks the database nothing."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {
            "commission_name": settings.COMMISSION_NAME,
            "is_demo": settings.DEMO,
            "business_today": clock.today(),
        }
    return {
        "commission_name": settings.COMMISSION_NAME,
        "is_demo": settings.DEMO,
        "business_today": clock.today(),
        # Pages for everybody (search, messages, own account) stand in the frame their reader knows. Templates turn it
        # into a plain string (stringformat), which "extends" insists on.
        "frame_template": SimpleLazyObject(lambda: "base.html" if user.is_staff_role else "portal/base.html"),
        "message_count": SimpleLazyObject(lambda: unread_count(user)),
        "nav_groups": SimpleLazyObject(lambda: navigation.groups_for(user, request.path)),
        "portal_items": SimpleLazyObject(lambda: portal.items_for(user, request.path)),
    }
