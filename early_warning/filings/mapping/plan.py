"""The mapping plan: for each column of the catalogue, where its cells come from and how they are to be read.

A plan is plain data (JSON in the database), made in the page or by a guess, and used by every door alike.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any, Self

# A source that is no column of the file: the number of the row, for files whose rows have no key of their own.
ROW_NUMBER = "#row"
EMPTY_WORDS = ("None", "NULL", "null", "N/A", "n/a", "NaN", "-", "--", "—", "/", "无", "空")


class Join(StrEnum):
    """How several source columns become one cell."""

    CONCATENATE = "concat"
    FIRST_FILLED = "first"


class Scale(StrEnum):
    """The unit of measure of the amounts in the file."""

    YUAN = "yuan"
    WAN = "wan"

    @property
    def factor(self) -> int:
        """How many yuan one unit is."""
        return 10_000 if self is Scale.WAN else 1


class DateOrder(StrEnum):
    """How dates are written. ``AUTO`` reads every form with the year in front, which cannot be mistaken."""

    AUTO = "auto"
    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """Where one column comes from. ``values`` translates the department's words into codes of the catalogue.

    ``default`` fills empty cells, and is the whole column when there is no source. ``otherwise`` is the code for
    words that ``values`` does not know; without it such a row is not taken. ``year_of`` reads the year of a date.
    """

    sources: tuple[str, ...] = ()
    join: Join = Join.CONCATENATE
    default: str = ""
    scale: Scale = Scale.YUAN
    dates: DateOrder = DateOrder.AUTO
    year_of: bool = False
    values: Mapping[str, str] = field(default_factory=dict)
    otherwise: str = ""

    @property
    def is_set(self) -> bool:
        """Whether the column gets anything at all."""
        return bool(self.sources or self.default)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The plan so stored. Raises KeyError, TypeError or ValueError for data that is none."""
        return cls(
            sources=tuple(map(str, data.get("sources", ()))),
            join=Join(data.get("join", Join.CONCATENATE)),
            default=str(data.get("default", "")),
            scale=Scale(data.get("scale", Scale.YUAN)),
            dates=DateOrder(data.get("dates", DateOrder.AUTO)),
            year_of=bool(data.get("year_of", False)),
            values={str(word): str(code) for word, code in data.get("values", {}).items()},
            otherwise=str(data.get("otherwise", "")),
        )


@dataclass(frozen=True, slots=True)
class MappingPlan:
    """The plans of all columns, and what holds for the whole file.

    ``ignore_marks`` are currency marks that may stand in amounts ("$", "CAD"): only a person can know that they mean
    the unit's own money. ``empty_words`` are the words for "nothing" in this file.
    """

    columns: Mapping[str, ColumnPlan] = field(default_factory=dict)
    ignore_marks: tuple[str, ...] = ()
    empty_words: tuple[str, ...] = EMPTY_WORDS

    def column(self, name: str) -> ColumnPlan:
        """The plan of this column; an empty one when it gets nothing."""
        return self.columns.get(name, ColumnPlan())

    def used_sources(self) -> frozenset[str]:
        """The columns of the file that go anywhere."""
        return frozenset(source for plan in self.columns.values() for source in plan.sources)

    def with_column(self, name: str, plan: ColumnPlan) -> Self:
        """The same plan with one column changed."""
        return replace(self, columns={**self.columns, name: plan})

    def to_json(self) -> dict[str, Any]:
        """Plain data for a JSON field; columns that get nothing are left out."""
        columns = {name: asdict(plan) for name, plan in self.columns.items() if plan.is_set}
        return {
            "columns": columns,
            "ignore_marks": list(self.ignore_marks),
            "empty_words": list(self.empty_words),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The plan so stored. Raises KeyError, TypeError or ValueError for data that is none."""
        columns = {name: ColumnPlan.from_json(plan) for name, plan in data.get("columns", {}).items()}
        return cls(
            columns=columns,
            ignore_marks=tuple(map(str, data.get("ignore_marks", ()))),
            empty_words=tuple(map(str, data.get("empty_words", EMPTY_WORDS))),
        )
