"""The numbers of lists and rectification. Inspections have the rules D25-D27, the review D38, the study D37."""

from django.utils.translation import gettext_lazy as _

from core.parameters import Param, ParameterGroup, define

REVIEW_RULE, STUDY_RULE, PLAN_RULE, RECTIFY_RULE, REPORT_RULE = "D38", "D37", "D25", "D26", "D27"
LISTS = define(
    ParameterGroup(
        "RECT",
        _("Lists and rectification"),
        (
            Param("rectify_months", 3, _("Rectification without a day of its own"), "months", "M59"),
            Param("review_days", 30, _("Review of responsibility lists after a change of post within"), "days", "M56"),
            Param("report_days", 31, _("Yearly written report due after the end of the year"), "days", "M56"),
            Param("measure_days", 180, _("Latest day of a measure after its period"), "days", "M53"),
            Param("look_back_months", 12, _("Look-back on long-term items every"), "months", "M74"),
            Param("repeat_months", 12, _("A problem of the same category repeats within"), "months", "M59"),
        ),
    )
)
