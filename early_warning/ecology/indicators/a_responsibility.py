"""A 主体责任 (22): the unit's own responsibility."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from early_warning.ecology.registry import Dimension, Direction, Indicator, add_dimension, add_indicator

add_dimension(Dimension("A", _("Main responsibility"), Decimal(22)))

A1 = add_indicator(
    Indicator(
        code="A1",
        dimension="A",
        label=_("List completeness and freshness"),
        formula=_("items with goal, duty, measure, owner and due day, review not overdue (D38) ÷ all items"),
        direction=Direction.POSITIVE,
        weight=Decimal(5),
        bar=Decimal("0.95"),
        n_min=5,
        explanation=_("Items that are incomplete or whose review is overdue are listed."),
        mechanisms="M56",
    )
)
A2 = add_indicator(
    Indicator(
        code="A2",
        dimension="A",
        label=_("Responsibility tasks done on time"),
        formula=_("tasks closed by their due day ÷ tasks due"),
        direction=Direction.POSITIVE,
        weight=Decimal(7),
        bar=Decimal("0.95"),
        n_min=5,
        explanation=_("Late tasks are listed."),
        mechanisms="M53, M56, M69",
    )
)
A3 = add_indicator(
    Indicator(
        code="A3",
        dimension="A",
        label=_("Special study of strict governance"),
        formula=_("meetings held ÷ meetings required (one each half-year)"),
        direction=Direction.POSITIVE,
        weight=Decimal(5),
        bar=Decimal(1),
        n_min=1,
        explanation=_("The days of the meetings are listed."),
        mechanisms="M52",
    )
)
A4 = add_indicator(
    Indicator(
        code="A4",
        dimension="A",
        label=_("One post, two duties"),
        formula=_("team members with an own list and at least one talk with their field in the half-year ÷ members"),
        direction=Direction.POSITIVE,
        weight=Decimal(5),
        bar=Decimal(1),
        n_min=3,
        explanation=_("How many members; names only to the head of the unit."),
        mechanisms="M56, M25",
    )
)
