from django.utils.translation import gettext_lazy as _

from core.parameters import Param, ParameterGroup, define

ACCESS = define(
    ParameterGroup(
        "dossier-access",
        _("Opening of dossiers"),
        (
            Param("window_hours", 8, _("Window of one opening"), unit="h", basis="R14"),
            Param("daily_limit", 10, _("Openings a person a day"), basis="R14"),
            Param("same_unit_years", 3, _("Years after which former colleagues may look"), basis="R15"),
        ),
    )
)
