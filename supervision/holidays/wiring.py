"""Connects holiday reminders with the house."""

from django.utils.translation import gettext_lazy as _

from core.mechanisms.wiring import register
from core.workbench.registry import todo_source


def wire() -> None:
    from supervision.holidays.mechanism import HolidayReminders
    from supervision.holidays.todos import unprepared

    register(HolidayReminders)
    todo_source("holidays", _("Holidays without a reminder"), unprepared)
