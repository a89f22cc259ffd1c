"""The numbers of meetings. None is set by law; the period of the minutes is deadline rule D43 (handbook 2.4)."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from core.parameters import Param, ParameterGroup, define

MINUTES_RULE = "D43"
MEETING = define(
    ParameterGroup(
        "MEETING",
        _("Meetings and collective decisions"),
        (
            Param("papers_days", 2, _("Papers sent at least before the meeting"), "working days", "M54"),
            Param("review_needed", True, _("Items are reviewed before the meeting"), "", "M54"),
            Param("ordinary_numerator", 1, _("Quorum of ordinary items: numerator"), "", "HC-G3", "GK"),
            Param("ordinary_denominator", 2, _("Quorum of ordinary items: denominator"), "", "HC-G3", "GK"),
            Param("ordinary_more_than", True, _("Quorum of ordinary items: more than this share"), "", "HC-G3", "GK"),
            Param("strict_numerator", 2, _("Quorum of strict items: numerator"), "", "HC-G3", "GK"),
            Param("strict_denominator", 3, _("Quorum of strict items: denominator"), "", "HC-G3", "GK"),
            Param("strict_more_than", False, _("Quorum of strict items: more than this share"), "", "HC-G3", "GK"),
            Param("strict_categories", ["PERSONNEL", "DISCIPLINE"], _("Strict items"), "", "HC-G3", "GK"),
            Param("speakers_least", 3, _("Head last: checked from so many speakers"), "persons", "HC-G4"),
            Param("majority_numerator", 1, _("Majority of the vote: numerator"), "", "M54", "GK"),
            Param("majority_denominator", 2, _("Majority of the vote: denominator"), "", "M54", "GK"),
            Param("majority_more_than", True, _("Majority of the vote: more than this share"), "", "M54", "GK"),
            Param(
                "majority_of_due",
                True,
                _("Majority of the members due, not of those present"),
                "",
                "M54",
                "GK",
            ),
            Param("trusted_months", 6, _("Decisions from before the register began are believed for"), "months", "M54"),
            Param("power_named", False, _("Major items must name the power they use"), "", "M10"),
            Param("evaluate_months", 12, _("Resolutions evaluated within"), "months", "M54"),
        ),
    )
)
STUDY = define(
    ParameterGroup(
        "FIRST-ITEM",
        _("First agenda item"),
        (
            Param("similarity", Decimal("0.95"), _("Minutes count as the same from this similarity"), "", "M52"),
            Param("run", 3, _("Meetings in a row that raise a doubt"), "meetings", "M52"),
            Param("months_back", 12, _("Looked at meetings of the last"), "months", "M52"),
            Param("answer_days", 10, _("A reminder is answered within"), "working days", "M52"),
        ),
    )
)
