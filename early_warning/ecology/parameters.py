"""The parameters of the index and of every indicator, as groups with history (handbook 3.1 rules 5 and 7, R28, R35).

``ECO`` holds the rules of the index, ``ECO-<code>`` the weight, target or ceiling, n_min and window of one indicator.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from core.parameters import Param, ParameterGroup, Values, define, values
from early_warning.ecology import indicators as _definitions  # noqa: F401 - registers them
from early_warning.ecology.registry import Direction, Indicator, dimensions, indicators

INDEX_GROUP = "ECO"
AUTO, ON, OFF = "AUTO", "ON", "OFF"
_BASIS = "3.1"


def _index_params() -> tuple[Param, ...]:
    weights = tuple(
        Param(f"weight_{dimension.code}", dimension.weight, dimension.label, basis="3.2") for dimension in dimensions()
    )
    return (
        *weights,
        Param("good_from", Decimal(85), _("Good from"), basis=_BASIS),
        Param("normal_from", Decimal(70), _("Basically normal from"), basis=_BASIS),
        Param("watch_from", Decimal(55), _("Watch from; below it: focus"), basis=_BASIS),
        Param("min_coverage", Decimal("0.70"), _("Least data coverage for an index"), basis=_BASIS),
        Param("small_sample_covers", True, _("A small sample with complete data counts as covered"), basis=_BASIS),
        Param("min_dimensions", 2, _("Least number of scored dimensions for an index")),
        Param("peers_min", 3, _("Least number of units for a range of peers"), basis=_BASIS),
        Param("normal_range_min", 5, _("Least number of other units for the normal range of a type"), basis=_BASIS),
        Param("response_days", 10, _("Days for the unit's response"), unit="WD", basis=_BASIS),
    )


def _indicator_params(indicator: Indicator) -> tuple[Param, ...]:
    negative = indicator.direction is Direction.NEGATIVE
    return (
        Param("weight", indicator.weight, _("Weight"), basis="3.2"),
        Param("bar", indicator.bar, _("Ceiling") if negative else _("Target"), basis="3.2"),
        Param("n_min", indicator.n_min, _("Least sample"), basis="3.2"),
        Param("months", indicator.months, _("Window in months; 0: the period itself"), unit="M"),
        Param("use", AUTO, _("In use: AUTO (when it has a source), ON or OFF")),
        *indicator.extra,
    )


# Apart from the index: when it is computed is no part of how.
SCHEDULE = define(
    ParameterGroup(
        "ECO-SCHEDULE",
        _("Computing of the political ecology"),
        (Param("settling_days", 100, _("A closed half-year is computed again for"), "days"),),
    )
)
define(ParameterGroup(INDEX_GROUP, _("Political-ecology index"), _index_params()))
for _indicator in indicators():
    define(ParameterGroup(_indicator.group, _indicator.label, _indicator_params(_indicator)))


@dataclass(frozen=True)
class RuleBook:
    """All values in force on one day."""

    index: Values
    by_code: dict[str, Values]

    @property
    def versions(self) -> dict[str, int]:
        """Group key -> version."""
        return {self.index.key: self.index.version} | {group.key: group.version for group in self.by_code.values()}

    @property
    def number(self) -> int:
        """One number for the whole book: it grows by one with every change of any group."""
        return 1 + sum(version - 1 for version in self.versions.values())

    def dimension_weights(self) -> dict[str, Decimal]:
        return {dimension.code: self.index[f"weight_{dimension.code}"] for dimension in dimensions()}


def rule_book(as_of: date | None = None) -> RuleBook:
    """The parameters in force on ``as_of`` (default: today)."""
    return RuleBook(
        index=values(INDEX_GROUP, as_of=as_of),
        by_code={indicator.code: values(indicator.group, as_of=as_of) for indicator in indicators()},
    )
