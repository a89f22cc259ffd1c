"""From which amount a unit decides collectively, on a day: its own catalogue (M54), else the city's parameter (B1)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from core import parameters
from organization.models import Unit
from supervision.meetings.choices import MAJOR, Category
from supervision.meetings.models.catalogue import MajorItemCatalogue

# The categories that go by an amount: contracts, payments and assets fall under one of them.
BY_AMOUNT = (Category.FUNDS, Category.PROJECT)
CITY = "ECO-B1"


def thresholds_on(units: Iterable[Any], day: date) -> dict[int, Decimal]:
    """Unit id -> the lowest amount of its catalogue; units without an entry are left out."""
    rows = MajorItemCatalogue.objects.on(day).filter(unit__in=units, category__in=BY_AMOUNT, threshold__isnull=False)
    found: dict[int, Decimal] = {}
    for unit, amount in rows.values_list("unit_id", "threshold"):
        found[unit] = min(amount, found.get(unit, amount))
    return found


def threshold_of(unit: Unit, day: date) -> Decimal:
    """The unit's threshold in 元 on that day."""
    city: Decimal = parameters.values(CITY, as_of=day)["threshold"]
    return thresholds_on([unit], day).get(unit.pk, city)


def must_be_major(unit: Unit, item: Any, day: date) -> bool:
    """Whether the amount of an item asks for a category of the three majors and one large."""
    return item.amount is not None and item.category not in MAJOR and item.amount >= threshold_of(unit, day)
