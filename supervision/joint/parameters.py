"""The numbers of joint supervision. Receipt and progress of clues are deadline rules D40a and D40b (handbook 2.4)."""

from django.utils.translation import gettext_lazy as _

from core.parameters import Param, ParameterGroup, define

RECEIPT, PROGRESS = "D40a", "D40b"
JOINT = define(
    ParameterGroup(
        "JOINT",
        _("Joint supervision"),
        (
            Param("months_between", 3, _("A joint conference at least every"), "months", "M08"),
            Param("partners_least", 2, _("Partners of a conference at least"), "", "M08"),
        ),
    )
)
