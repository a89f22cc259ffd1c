from django.utils.translation import gettext_lazy as _

from core.parameters import Param, ParameterGroup, define

RECUSAL = define(
    ParameterGroup(
        "recusal",
        _("Recusal and break-glass"),
        (
            Param("override_days", 30, _("Longest override of a recusal"), unit="d", basis="R15"),
            Param("review_hours", 48, _("Review of a break-glass opening within"), unit="h", basis="R22"),
        ),
    )
)
