"""What is asked of an administrator who changes a schedule."""

from datetime import time, timedelta
from typing import Any

from django import forms
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.schedules.models import Schedule
from core.schedules.services import Days
from core.schedules.words import MINUTE, limited

LAST_DAY = 31
DAY_MINUTES = 24 * 60


class ScheduleForm(forms.Form):
    """Whether it runs and why; subclasses ask when."""

    enabled = forms.BooleanField(label=_("Switched on"), required=False)
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}), max_length=500)

    def when(self) -> Days | timedelta:
        raise NotImplementedError


class EveryForm(ScheduleForm):
    """Work that comes back after some minutes."""

    minutes = forms.IntegerField(label=_("Every so many minutes"), min_value=1, max_value=DAY_MINUTES)
    field_order = ("minutes", "enabled", "reason")

    def when(self) -> timedelta:
        return timedelta(minutes=self.cleaned_data["minutes"])


class DaysForm(ScheduleForm):
    """Work of certain days."""

    at = forms.TimeField(label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    months = forms.TypedMultipleChoiceField(
        label=_("Months"),
        choices=list(MONTHS.items()),
        coerce=int,
        required=False,
        widget=forms.SelectMultiple(attrs={"data-picker": ""}),
        help_text=_("Nothing chosen: all of them."),
    )
    days = forms.CharField(
        label=_("Days of the month"),
        required=False,
        max_length=90,
        help_text=_("Numbers with commas, like 1,15. Empty: every day."),
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Days of the week"),
        choices=[((number + 1) % 7, name) for number, name in WEEKDAYS.items()],
        coerce=int,
        required=False,
        widget=forms.SelectMultiple(attrs={"data-picker": ""}),
        help_text=_("Nothing chosen: all of them."),
    )
    field_order = ("at", "months", "days", "weekdays", "enabled", "reason")

    def clean_days(self) -> tuple[int, ...]:
        words = [word.strip() for word in self.cleaned_data["days"].replace("，", ",").split(",") if word.strip()]
        wrong = [word for word in words if not (word.isdecimal() and 1 <= int(word) <= LAST_DAY)]
        if wrong:
            raise forms.ValidationError(gettext("“%(word)s” is no day of a month.") % {"word": wrong[0]})
        return tuple(int(word) for word in words)

    def when(self) -> Days:
        asked = self.cleaned_data
        return Days(asked["at"], tuple(asked["months"]), asked["days"], tuple(asked["weekdays"]))


def form_for(schedule: Schedule) -> type[ScheduleForm]:
    return DaysForm if schedule.crontab_id else EveryForm


def initial_for(schedule: Schedule) -> dict[str, Any]:
    """What the form shows at first: how it runs now."""
    runs: Any = schedule.schedule
    if not schedule.crontab_id:
        return {"enabled": schedule.enabled, "minutes": max(1, int(runs.run_every.total_seconds()) // MINUTE)}
    once = len(runs.hour) == len(runs.minute) == 1
    return {
        "enabled": schedule.enabled,
        "at": time(*runs.hour, *runs.minute) if once else None,
        "months": limited(runs.month_of_year, 12),
        "days": ",".join(str(day) for day in limited(runs.day_of_month, LAST_DAY)),
        "weekdays": limited(runs.day_of_week, 7),
    }
