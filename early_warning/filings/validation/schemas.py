"""The rules for typed rows as pandera schemas, generated from the catalogue: required, range, length, allowed values.

The frames are Arrow-backed, so that a million rows are checked without leaving Arrow's memory.
"""

from functools import cache, partial

import pandas as pd
import pandera.pandas as pandera
import pyarrow as pa
import pyarrow.compute as pc
from pandera.errors import SchemaErrors

from early_warning.filings.catalogue import Column, ColumnType, DatasetKind, kind_of
from early_warning.filings.validation.convert import Converted

_MISSING = "missing"


@cache
def schema_of(code: str) -> pandera.DataFrameSchema:
    """The schema of one kind's rows; the error of a check is a problem code."""
    kind: DatasetKind = kind_of(code)
    return pandera.DataFrameSchema({column.name: _column(column) for column in kind.columns}, name=code)


def _column(column: Column) -> pandera.Column:
    return pandera.Column(pd.ArrowDtype(column.arrow_type), checks=list(_checks(column)), nullable=not column.required)


def _checks(column: Column) -> list[pandera.Check]:
    checks = []
    if column.type is ColumnType.TEXT:
        checks.append(pandera.Check(partial(_short_enough, most=column.max_length), error="too_long"))
    if column.choices:
        checks.append(pandera.Check.isin([choice.code for choice in column.choices], error="unknown_value"))
    if column.minimum is not None:
        checks.append(pandera.Check.ge(column.minimum, error="below_minimum"))
    if column.maximum is not None:
        checks.append(pandera.Check.le(column.maximum, error="above_maximum"))
    return checks


def _short_enough(cells: pd.Series, most: int) -> pd.Series:
    """Whether each text has at most ``most`` characters; counted only where even its bytes are more."""
    texts = pa.chunked_array(cells.array.__arrow_array__())
    if (pc.max(pc.binary_length(texts)).as_py() or 0) <= most:
        return pd.Series(True, index=cells.index)
    return pd.Series(pc.less_equal(pc.utf8_length(texts), most).to_numpy(), index=cells.index)


def broken_rules(code: str, rows: pa.Table) -> list[tuple[str, str, list[int]]]:
    """(column, problem code, positions of the rows) for every rule that the rows break."""
    frame = rows.to_pandas(types_mapper=pd.ArrowDtype)
    return _broken(schema_of(code), frame)


def _broken(schema: pandera.DataFrameSchema, frame: pd.DataFrame) -> list[tuple[str, str, list[int]]]:
    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases
        cases = cases.assign(check=cases["check"].replace("not_nullable", _MISSING))
        groups = cases.groupby(["column", "check"], sort=False)["index"]
        return [(column, check, sorted(map(int, positions))) for (column, check), positions in groups]
    return []


def limit_of(column: Column, code: str) -> str:
    """The limit that a problem text names; empty for problems without one."""
    limits = {"below_minimum": column.minimum, "above_maximum": column.maximum, "too_long": column.max_length}
    limit = limits.get(code)
    return "" if limit is None else str(limit)


def preview_codes(column: Column, converted: Converted) -> list[str | None]:
    """The problem of each cell of one column, or None: what could not be read, then the first broken rule."""
    values = converted.values
    codes: list[str | None] = [None] * len(values) if converted.codes is None else converted.codes.to_pylist()
    frame = pa.table({column.name: values}).to_pandas(types_mapper=pd.ArrowDtype)
    for _name, check, places in _broken(pandera.DataFrameSchema({column.name: _column(column)}), frame):
        for place in places:
            codes[place] = codes[place] or check
    return codes
