"""C 监督整改 (22): what becomes of problems that were found."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from core.parameters import Param
from early_warning.ecology.registry import Dimension, Direction, Indicator, add_dimension, add_indicator

add_dimension(Dimension("C", _("Rectification"), Decimal(22)))

C1 = add_indicator(
    Indicator(
        code="C1",
        dimension="C",
        label=_("Rectification on time"),
        formula=_("items closed by their due day ÷ items due, each weighted 1, 2 or 3 by severity"),
        direction=Direction.POSITIVE,
        weight=Decimal(7),
        bar=Decimal("0.95"),
        n_min=5,
        explanation=_("Items still open or closed late are listed."),
        mechanisms="M59, M74",
        months=12,
        extra=(Param("rectify_days", 60, _("Days from service until a warned unit has rectified"), unit="CD"),),
    )
)
C2 = add_indicator(
    Indicator(
        code="C2",
        dimension="C",
        label=_("Passed re-inspection"),
        formula=_("items that passed the look-back ÷ items re-inspected"),
        direction=Direction.POSITIVE,
        weight=Decimal(5),
        bar=Decimal("0.95"),
        n_min=3,
        explanation=_("Items that did not pass are listed."),
        mechanisms="M74",
        months=12,
    )
)
C3 = add_indicator(
    Indicator(
        code="C3",
        dimension="C",
        label=_("Recommendation letters"),
        formula=_("suggestions accepted and verified ÷ suggestions; late ones count one half"),
        direction=Direction.POSITIVE,
        weight=Decimal(5),
        bar=Decimal(1),
        n_min=2,
        explanation=_("Suggestions not carried out or late are listed."),
        mechanisms="M22",
        months=12,
    )
)
C4 = add_indicator(
    Indicator(
        code="C4",
        dimension="C",
        label=_("Repeat problems"),
        formula=_("problems whose category reappears within 12 months after closing ÷ problems closed"),
        direction=Direction.NEGATIVE,
        weight=Decimal(5),
        bar=Decimal("0.30"),
        n_min=5,
        explanation=_("The categories that came back are listed."),
        mechanisms="M59",
        months=12,
    )
)
