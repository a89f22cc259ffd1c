from django.utils.translation import gettext_lazy as _

from core.parameters import Param, ParameterGroup, define

DIGEST = define(
    ParameterGroup(
        "DIGEST",
        _("Reminders by daily digest"),
        (
            Param("stages", [30, 7, 3, 0], _("Reminded so many days before the due day"), "days"),
            Param("catch_up", 10, _("Days without a round that the next one makes up for"), "days"),
            Param("leader_after", 0, _("Told to the leader when overdue for more than"), "days"),
        ),
    )
)
