"""Context, never scored (handbook 3.1 rule 2): else units would suppress complaints and commissions would hold back."""

from django.utils.translation import gettext_lazy as _

from early_warning.ecology.registry import ContextIndicator, add_context

X0 = add_context(
    ContextIndicator(
        code="X0",
        label=_("Complaint substantiation rate"),
        formula=_("complaints found true ÷ complaints concluded"),
        explanation=_("Not scored: a unit must gain nothing from fewer complaints."),
        mechanisms="M07",
    )
)
X1 = add_context(
    ContextIndicator(
        code="X1",
        label=_("Complaints per 100 staff"),
        formula=_("complaints ÷ staff × 100"),
        explanation=_("Not scored: a unit must gain nothing from fewer complaints."),
        mechanisms="M07",
    )
)
X2 = add_context(
    ContextIndicator(
        code="X2",
        label=_("Warnings issued"),
        formula=_("warning notices served in the period, without revoked ones"),
        explanation=_("Not scored: issuing a warning is an act of the commission, not of the unit."),
        mechanisms="M03",
    )
)
X3 = add_context(
    ContextIndicator(
        code="X3",
        label=_("Open doubt points"),
        formula=_("doubt points not yet verified at the end of the period"),
        explanation=_("Not scored: a doubt point is not a problem."),
        mechanisms="M06",
    )
)
X4 = add_context(
    ContextIndicator(
        code="X4",
        label=_("Cases by form"),
        formula=_("concluded matters by the four forms"),
        explanation=_("Not scored; closed outcomes only."),
        mechanisms="M20",
    )
)
