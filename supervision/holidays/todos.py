"""Holidays ahead without a reminder: offered to the office that drafts them, whose people then write one (R01)."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from core import clock, parameters
from core.scope import Viewer
from core.workbench.registry import Todo
from supervision.holidays.calendar import coming
from supervision.holidays.models import HolidayReminder
from supervision.holidays.parameters import HOLIDAY


def unprepared(user: Viewer) -> Iterator[Todo]:
    """The next holidays that nobody has drafted a reminder for."""
    if not user.has_perm("supervision.add_holidayreminder"):
        return
    days = parameters.values(HOLIDAY.key)["prepare_days"]
    for holiday, first in coming(clock.today(), days):
        drafted = HolidayReminder.objects.filter(holiday=holiday, year=first.year).exclude(status="CANCELLED")
        if not drafted.exists():
            fill = urlencode([("holiday", str(holiday.value)), ("year", str(first.year))])
            yield Todo(
                kind=_("Holiday without a reminder"),
                title=f"{holiday.label} {first.isoformat()}",
                url=f"{reverse('holiday-reminders-new')}?{fill}",
                action=_("Draft"),
                due=first,
            )
