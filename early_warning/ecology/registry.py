"""The indicators of handbook 3.2: what each measures is written here once; sources come from any floor at or above.

A scored indicator has a weight; a context indicator has none and cannot be given one (3.1 rule 2: complaints and the
number of warnings weigh nothing). Mechanisms that are not built yet have no source: such an indicator is not in use.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from core.errors import Text
from core.parameters import Param
from early_warning.ecology.measures import Source


class Direction(StrEnum):
    """Whether more is better, less is better, or only all-or-nothing counts."""

    POSITIVE = "+"
    NEGATIVE = "−"
    BINARY = "0/1"


@dataclass(frozen=True, slots=True)
class Dimension:
    """One of the six dimensions; ``weight`` is its share of 100."""

    code: str
    label: Text
    weight: Decimal


@dataclass(frozen=True, slots=True)
class Indicator:
    """One scored indicator. Weight, ``bar`` (target, or ceiling of a negative one), n_min and window are defaults
    of parameters; ``months`` is how far back from the end of the period it looks (0 = the period itself); ``extra``
    are parameters that only its source reads."""

    code: str
    dimension: str
    label: Text
    formula: Text
    direction: Direction
    weight: Decimal
    bar: Decimal
    n_min: int
    explanation: Text
    mechanisms: str
    months: int = 0
    extra: tuple[Param, ...] = ()

    @property
    def group(self) -> str:
        """The key of its parameter group."""
        return f"ECO-{self.code}"


@dataclass(frozen=True, slots=True)
class ContextIndicator:
    """A figure shown beside the index and never in it: it has no weight, not even as a parameter."""

    code: str
    label: Text
    formula: Text
    explanation: Text
    mechanisms: str
    months: int = 0


@dataclass
class _Registry:
    dimensions: dict[str, Dimension] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)
    context: dict[str, ContextIndicator] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)


_registry = _Registry()


def add_dimension(dimension: Dimension) -> Dimension:
    _registry.dimensions[dimension.code] = dimension
    return dimension


def add_indicator(indicator: Indicator) -> Indicator:
    """Register ``indicator``. Raises KeyError for an unknown dimension."""
    _registry.dimensions[indicator.dimension]
    _registry.indicators[indicator.code] = indicator
    return indicator


def add_context(indicator: ContextIndicator) -> ContextIndicator:
    _registry.context[indicator.code] = indicator
    return indicator


def register_source(code: str, source: Source) -> None:
    """Say where indicator ``code`` gets its figures; called in ``AppConfig.ready`` of the floor that has them.

    Raises KeyError for an unknown code.
    """
    if code not in _registry.indicators and code not in _registry.context:
        raise KeyError(code)
    _registry.sources[code] = source


def source_of(code: str) -> Source | None:
    """The source of indicator ``code``; None while its mechanism is not built."""
    return _registry.sources.get(code)


def dimensions() -> list[Dimension]:
    return [_registry.dimensions[code] for code in sorted(_registry.dimensions)]


def indicators() -> list[Indicator]:
    """All scored indicators in the order of the handbook."""
    return [_registry.indicators[code] for code in sorted(_registry.indicators)]


def context_indicators() -> list[ContextIndicator]:
    return [_registry.context[code] for code in sorted(_registry.context)]


def find(code: str) -> Indicator | ContextIndicator:
    """The indicator ``code``, scored or context. Raises KeyError for an unknown one."""
    return _registry.indicators.get(code) or _registry.context[code]
