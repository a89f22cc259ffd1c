"""The numbers of handovers. Days for list, signature and plan are deadline rules D34a, D34b, D34c (handbook 2.4)."""

from django.utils.translation import gettext_lazy as _

from core.parameters import Param, ParameterGroup, define

LIST_RULE, SIGN_RULE, PLAN_RULE = "D34a", "D34b", "D34c"
HANDOVER = define(
    ParameterGroup(
        "HANDOVER",
        _("Handover of the problem list"),
        (
            Param("check_days", 90, _("Check after the signatures"), "days", "M80"),
            Param("changes_back", 365, _("Changes of heads without a handover are offered for"), "days", "M80"),
        ),
    )
)
