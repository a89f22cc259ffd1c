"""D 报告与任职规范 (14): reports and taking office. Only whether and when, never what a declaration says."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from early_warning.ecology.registry import Dimension, Direction, Indicator, add_dimension, add_indicator

add_dimension(Dimension("D", _("Reports and taking office"), Decimal(14)))

D1 = add_indicator(
    Indicator(
        code="D1",
        dimension="D",
        label=_("Filings on time"),
        formula=_("annual and change filings on time ÷ filings due (status only, never the content)"),
        direction=Direction.POSITIVE,
        weight=Decimal(4),
        bar=Decimal(1),
        n_min=3,
        explanation=_("Only the number is shown."),
        mechanisms="M33, M35",
    )
)
D2 = add_indicator(
    Indicator(
        code="D2",
        dimension="D",
        label=_("Ceremony filing on time"),
        formula=_("ceremonies reported on time before and after ÷ ceremonies"),
        direction=Direction.POSITIVE,
        weight=Decimal(2),
        bar=Decimal(1),
        n_min=2,
        explanation=_("Only the number is shown."),
        mechanisms="M36",
    )
)
D3 = add_indicator(
    Indicator(
        code="D3",
        dimension="D",
        label=_("Talk and first-lesson coverage"),
        formula=_("appointees with talk and lesson in time ÷ appointees"),
        direction=Direction.POSITIVE,
        weight=Decimal(4),
        bar=Decimal(1),
        n_min=1,
        explanation=_("Posts whose new holder lacks the talk or the lesson are listed."),
        mechanisms="M26, M49",
        months=12,
    )
)
D4 = add_indicator(
    Indicator(
        code="D4",
        dimension="D",
        label=_("Handover done"),
        formula=_("handovers completed in time ÷ changes of head"),
        direction=Direction.POSITIVE,
        weight=Decimal(4),
        bar=Decimal(1),
        n_min=1,
        explanation=_("Changes of head without a handover in time are listed."),
        mechanisms="M80",
        months=12,
    )
)
