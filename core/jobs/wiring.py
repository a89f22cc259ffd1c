"""What the room tells the rest of the house at the start."""

from django.utils.translation import gettext_lazy as _

from core.api.registry import register as serve
from core.jobs.api import JobViewSet
from core.navigation import NavItem, register
from core.permissions import grant


def wire() -> None:
    """Rights, menu and API of the jobs."""
    grant("core.view_job", "ADM")
    serve("jobs", JobViewSet)
    register(
        NavItem(
            group="admin",
            label=_("Jobs"),
            url_name="job-list",
            order=800,
            icon="progress",
            test=lambda user: user.is_staff_role,
        )
    )
