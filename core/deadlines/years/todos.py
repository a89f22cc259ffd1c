"""From December on, a year that nobody has told the system about waits for the administrator."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.deadlines.calendar import work_calendar
from core.scope import Viewer
from core.workbench.registry import Todo

WARN_FROM = 12  # the month; the State Council's notice comes in autumn


def next_year_missing(user: Viewer) -> Iterator[Todo]:
    """One line for whoever may import the calendar: without it every due day of next year is refused."""
    today = clock.today()
    if today.month < WARN_FROM or not user.has_perm("core.change_calendarday"):
        return
    if not work_calendar().knows(today.year + 1):
        yield Todo(
            kind=gettext_lazy("Working calendar"),
            title=_("The working days of %(year)s are not known yet.") % {"year": today.year + 1},
            url=reverse("import-new", args=["calendar"]),
            action=gettext_lazy("Import the notice"),
            due=dt.date(today.year, 12, 31),
        )
