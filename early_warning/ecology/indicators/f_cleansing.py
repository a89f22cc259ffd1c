"""F 惩治与自净 (12): how the unit cleans itself, answers and files."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from early_warning.ecology.registry import Dimension, Direction, Indicator, add_dimension, add_indicator

add_dimension(Dimension("F", _("Sanction and self-cleansing"), Decimal(12)))

F1 = add_indicator(
    Indicator(
        code="F1",
        dimension="F",
        label=_("Verified serious matters"),
        formula=_("(members with an effective sanction of form 2–4 in 24 months + 0.5) ÷ (member-years + 5)"),
        direction=Direction.NEGATIVE,
        weight=Decimal(3),
        bar=Decimal("0.25"),
        n_min=3,
        explanation=_("Closed outcomes only; the number, never a name."),
        mechanisms="M20",
        months=24,
    )
)
F2 = add_indicator(
    Indicator(
        code="F2",
        dimension="F",
        label=_("Self-found share"),
        formula=_("verified problems first reported by the unit itself ÷ all verified problems"),
        direction=Direction.POSITIVE,
        weight=Decimal(4),
        bar=Decimal("0.60"),
        n_min=3,
        explanation=_("Rewards openness: problems found by others are listed."),
        mechanisms="M59",
        months=12,
    )
)
F3 = add_indicator(
    Indicator(
        code="F3",
        dimension="F",
        label=_("Replies on time"),
        formula=_("replies to notices, reminders and letters by their due day ÷ replies due"),
        direction=Direction.POSITIVE,
        weight=Decimal(3),
        bar=Decimal(1),
        n_min=2,
        explanation=_("Replies that are late or missing are listed."),
        mechanisms="M03, M28, M29",
        months=12,
    )
)
F4 = add_indicator(
    Indicator(
        code="F4",
        dimension="F",
        label=_("Data filing quality"),
        formula=_("filed on time × completeness × (1 − error rate)"),
        direction=Direction.POSITIVE,
        weight=Decimal(2),
        bar=Decimal("0.95"),
        n_min=2,
        explanation=_("Late, missing and faulty filings are listed: hiding data does not pay."),
        mechanisms="M04",
    )
)
