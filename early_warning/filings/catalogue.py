"""The catalogue of datasets that departments file (handbook M04): what is asked for, why, and until when.

A dataset kind is code: adding a column is a change that is reviewed, versioned and released like any other
(R29: nothing outside this list is stored). The kinds themselves stand in ``kinds/``, one module each.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cache

import pyarrow as pa
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _

Label = str | Promise


class ColumnType(StrEnum):
    """What a cell holds once it is stored."""

    TEXT = "str"
    INTEGER = "int"
    MONEY = "money"
    RATIO = "ratio"
    DATE = "date"
    YES_NO = "bool"
    CHOICE = "enum"


class Frequency(StrEnum):
    """How often a dataset is filed."""

    MONTH = "month"
    QUARTER = "quarter"


ARROW_TYPES: dict[ColumnType, pa.DataType] = {
    ColumnType.TEXT: pa.string(),
    ColumnType.INTEGER: pa.int64(),
    ColumnType.MONEY: pa.decimal128(18, 2),
    ColumnType.RATIO: pa.decimal128(5, 4),
    ColumnType.DATE: pa.date32(),
    ColumnType.YES_NO: pa.bool_(),
    ColumnType.CHOICE: pa.string(),
}


def _split(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in words.split("|") if word.strip())


@dataclass(frozen=True, slots=True)
class Choice:
    """One allowed value; ``aliases`` are the words departments' own systems have for it, between bars."""

    code: str
    label: Label
    aliases: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """The words by which the value is recognised, its own code included."""
        return (self.code, *_split(self.aliases))


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a dataset kind. Money is in yuan, ratios are fractions of 1.

    ``aliases`` are the headers by which the column is recognised, between bars, the official Chinese first.
    ``is_name``: the value names a person or a company, and is a pseudonym for whom names are hidden (R19).
    """

    name: str
    label: Label
    type: ColumnType
    aliases: str
    required: bool = False
    key: bool = False
    choices: tuple[Choice, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    max_length: int = 500
    is_name: bool = False

    @property
    def headers(self) -> tuple[str, ...]:
        """The headers by which the column is recognised, its own name last."""
        return (*_split(self.aliases), self.name)

    @property
    def arrow_type(self) -> pa.DataType:
        """The type of the stored cell."""
        return ARROW_TYPES[self.type]

    @property
    def is_number(self) -> bool:
        """Whether the values stand under one another by their digits."""
        return self.type in (ColumnType.MONEY, ColumnType.INTEGER, ColumnType.RATIO)

    @property
    def measure(self) -> str:
        """The unit of measure of the stored value; empty where there is none."""
        return "元" if self.type is ColumnType.MONEY else ""


@dataclass(frozen=True, slots=True)
class DatasetKind:
    """One dataset of the catalogue: columns, legal ground, rhythm and how long it is kept."""

    code: str
    label: Label
    columns: tuple[Column, ...]
    date_column: str
    legal_basis: str
    basis_tag: str
    retention_years: int
    retention_basis: str
    schema_version: int = 1
    frequency: Frequency = Frequency.QUARTER
    due_rule: str = "D44"
    description: Label = ""
    by_name: dict[str, Column] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        self.by_name.update({column.name: column for column in self.columns})

    @property
    def keys(self) -> tuple[Column, ...]:
        """The columns that together name one row."""
        return tuple(column for column in self.columns if column.key)

    @property
    def required(self) -> tuple[Column, ...]:
        """The columns without which a row is not taken."""
        return tuple(column for column in self.columns if column.required)

    def key_label(self) -> Label:
        """The key columns' names for people, joined by a plus sign."""
        parts = [column.label for column in self.keys]
        return format_lazy(" + ".join(["{}"] * len(parts)), *parts)


def shown(column: Column, value: object) -> str:
    """A stored value as a person reads it: the label of a choice, yes or no, grouped amounts; empty for nothing."""
    if value is None:
        return ""
    if column.choices:
        return str(next((choice.label for choice in column.choices if choice.code == value), value))
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    return f"{value:,}" if isinstance(value, Decimal) and column.type is ColumnType.MONEY else str(value)


ROW_NO = pa.field("row_no", pa.int32())


def arrow_schema(kind: DatasetKind) -> pa.Schema:
    """The schema of a stored file: the line in the source file (1 = first data row), then the columns."""
    return pa.schema([ROW_NO, *(pa.field(column.name, column.arrow_type) for column in kind.columns)])


@cache
def _registry() -> dict[str, DatasetKind]:
    from early_warning.filings.kinds import ALL  # the kinds import the dataclasses above

    return {kind.code: kind for kind in ALL}


def all_kinds() -> Iterable[DatasetKind]:
    """Every dataset kind in the order of the catalogue."""
    return _registry().values()


def kind_of(code: str) -> DatasetKind:
    """The kind with this code; KeyError when the catalogue has none."""
    return _registry()[code]


def kind_choices() -> list[tuple[str, Label]]:
    """Code and label of every kind, for forms and model fields."""
    return [(kind.code, kind.label) for kind in all_kinds()]
