from django.utils.translation import gettext_lazy as _

from core.parameters import Param, ParameterGroup, define

SHIFT = define(
    ParameterGroup(
        "SHIFT",
        _("Extensions of due days"),
        (
            Param(
                "extension_days",
                10,
                _("Longest extension where no rule, or only a house rule, sets the term"),
                "working days",
                "",
            ),
        ),
    )
)
