"""B 民主决策与权力运行 (22): how decisions are taken and power is used."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from core.parameters import Param
from early_warning.ecology.registry import Dimension, Direction, Indicator, add_dimension, add_indicator

add_dimension(Dimension("B", _("Democratic decisions and use of power"), Decimal(22)))

B1 = add_indicator(
    Indicator(
        code="B1",
        dimension="B",
        label=_("Collective decision rate"),
        formula=_("items above the unit's threshold with a matching resolution ÷ all such items"),
        direction=Direction.POSITIVE,
        weight=Decimal(7),
        bar=Decimal(1),
        n_min=3,
        explanation=_("Items without a resolution are listed."),
        mechanisms="M54",
        months=12,
        extra=(Param("threshold", Decimal(1_000_000), _("Contracts from this amount need a resolution"), unit="元"),),
    )
)
B2 = add_indicator(
    Indicator(
        code="B2",
        dimension="B",
        label=_("Procedural compliance of meetings"),
        formula=_("checks passed ÷ checks (quorum, papers 2 working days before, head last, recusal, minutes, signed)"),
        direction=Direction.POSITIVE,
        weight=Decimal(6),
        bar=Decimal("0.95"),
        n_min=4,
        explanation=_("Failed checks are listed."),
        mechanisms="M54",
    )
)
B3 = add_indicator(
    Indicator(
        code="B3",
        dimension="B",
        label=_("Three-not-in-charge compliance"),
        formula=_("1 − days of violation ÷ days observed"),
        direction=Direction.POSITIVE,
        weight=Decimal(5),
        bar=Decimal(1),
        n_min=90,
        explanation=_("The intervals are listed."),
        mechanisms="M55",
    )
)
B4 = add_indicator(
    Indicator(
        code="B4",
        dimension="B",
        label=_("Competition in purchases"),
        formula=_("amount awarded competitively with at least 3 valid bids ÷ amount above the small-purchase limit"),
        direction=Direction.POSITIVE,
        weight=Decimal(4),
        bar=Decimal("0.90"),
        n_min=3,
        explanation=_("Purchases without such competition are listed by method."),
        mechanisms="M04",
        months=12,
        extra=(
            Param("small_limit", Decimal(500_000), _("Small purchases, below this amount, do not count"), unit="元"),
            Param("min_bids", 3, _("Least number of valid bids")),
        ),
    )
)
