"""E 教育与作风 (8): education and conduct."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from early_warning.ecology.registry import Dimension, Direction, Indicator, add_dimension, add_indicator

add_dimension(Dimension("E", _("Education and conduct"), Decimal(8)))

E1 = add_indicator(
    Indicator(
        code="E1",
        dimension="E",
        label=_("Warning-education coverage"),
        formula=_("distinct people who attended ÷ people invited (approved absence taken out)"),
        direction=Direction.POSITIVE,
        weight=Decimal(3),
        bar=Decimal("0.95"),
        n_min=5,
        explanation=_("Sessions with low attendance are listed."),
        mechanisms="M39–M49",
    )
)
E2 = add_indicator(
    Indicator(
        code="E2",
        dimension="E",
        label=_("First agenda item carried out"),
        formula=_("meetings with the first item, a measure and an owner ÷ meetings that require it"),
        direction=Direction.POSITIVE,
        weight=Decimal(3),
        bar=Decimal("0.95"),
        n_min=3,
        explanation=_("Only whether it exists, never what was said."),
        mechanisms="M52",
    )
)
E3 = add_indicator(
    Indicator(
        code="E3",
        dimension="E",
        label=_("Reception compliance"),
        formula=_("reception receipts with letter, list and companions within the limit ÷ receipts"),
        direction=Direction.POSITIVE,
        weight=Decimal(2),
        bar=Decimal(1),
        n_min=5,
        explanation=_("Receipts that lack one of them are listed."),
        mechanisms="M50",
    )
)
