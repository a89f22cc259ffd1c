"""What the room tells the rest of the house at the start."""

from django.utils.translation import gettext_lazy as _

from core.api.registry import register as serve
from core.navigation import NavItem, register
from core.permissions import grant
from core.schedules.api import ScheduleViewSet


def wire() -> None:
    """Rights, menu and API of the schedules."""
    grant("core.view_schedule", "ADM", "AUD")
    grant("core.change_schedule", "ADM")
    serve("schedules", ScheduleViewSet)
    register(
        NavItem(
            group="admin",
            label=_("Schedules"),
            url_name="schedule-list",
            order=810,
            icon="calendar-repeat",
            permission="core.view_schedule",
        )
    )
