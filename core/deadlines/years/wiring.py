"""What the room tells the rest of the house at the start."""

from django.utils.translation import gettext_lazy as _

from core.deadlines.years.imports import CalendarImport
from core.deadlines.years.todos import next_year_missing
from core.imports.kinds import register as import_kind
from core.navigation import NavItem, register
from core.permissions import grant
from core.workbench.registry import todo_source


def wire() -> None:
    """Rights, menu, the import of the notice, and the warning when it is missing."""
    grant("core.change_calendarday", "ADM")
    import_kind(CalendarImport())
    todo_source("calendar-year", _("Working calendar"), next_year_missing)
    register(
        NavItem(
            group="admin",
            label=_("Working calendar"),
            url_name="calendar",
            order=61,
            icon="calendar",
            permission="core.view_calendarday",
        )
    )
