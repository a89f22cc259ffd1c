"""The numbers of lists and rectification. Periods of inspections are deadline rules D25-D27, the review is D38."""

from django.utils.translation import gettext_lazy as _

from core.parameters import Param, ParameterGroup, define

REVIEW_RULE, PLAN_RULE, RECTIFY_RULE, REPORT_RULE = "D38", "D25", "D26", "D27"
LISTS = define(
    ParameterGroup(
        "RECT",
        _("Lists and rectification"),
        (
            Param("rectify_months", 3, _("Rectification without a day of its own"), "months", "M59"),
            Param("look_back_months", 12, _("Look-back on long-term items every"), "months", "M74"),
            Param("repeat_months", 12, _("A problem of the same category repeats within"), "months", "M59"),
        ),
    )
)
