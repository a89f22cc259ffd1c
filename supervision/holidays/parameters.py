"""The numbers of holiday reminders."""

from django.utils.translation import gettext_lazy as _

from core.parameters import Param, ParameterGroup, define

HOLIDAY = define(
    ParameterGroup(
        "HOLIDAY_REMINDER",
        _("Holiday reminders"),
        (Param("prepare_days", 10, _("Prepared before the holiday"), "days", "M50"),),
    )
)
