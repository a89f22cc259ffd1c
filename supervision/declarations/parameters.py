"""The numbers of declarations that no law sets. Days of filing are deadline rules D17, D18 and D19 (handbook 2.4)."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from core.parameters import Param, ParameterGroup, define

ANNUAL_RULE, CHANGE_RULE = "D17", "D18"
BEFORE_RULE, AFTER_RULE, PHONE_RULE, PAPER_RULE = "D19a", "D19b", "D19c", "D19d"
DECLARATION = define(
    ParameterGroup(
        "DECLARATION",
        _("Declarations"),
        (
            Param("review_days", 5, _("Reviewed after filing within"), "working days", "M36"),
            Param("answer_days", 10, _("Explained after the question within"), "working days", "M33"),
            Param("action_months", 3, _("Put right after the decision within"), "months", "M33"),
            Param("table_limit", 20, _("Tables of a ceremony at most"), "tables", "M36", "V-LOC"),
            Param("over_ratio", Decimal("1.2"), _("Actual tables against those filed at most"), "times", "HC-H2"),
        ),
    )
)
