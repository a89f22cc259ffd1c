"""Pieces that the models' expressions share. Money stays DECIMAL and is compared exactly, never as a float."""

from __future__ import annotations

from decimal import Decimal

import ibis
import ibis.expr.types as ir
from ibis import _

SEPARATOR = "\x1f"
BASIS_POINTS = 10_000


def money(value: Decimal | int) -> ir.Scalar:
    """A literal in yuan with the type of the stored amounts, so that a comparison stays in DECIMAL."""
    return ibis.literal(Decimal(value).quantize(Decimal("0.01")), "decimal(18, 2)")


def basis_points(share: Decimal) -> ir.Scalar:
    """A share (0.1000) as whole ten-thousandths: cross-multiplied sums then compare without any division."""
    return ibis.literal(int((Decimal(share) * BASIS_POINTS).to_integral_value()), "int64")


def share(value: Decimal) -> ir.Scalar:
    """A share as it is shown beside the value."""
    return ibis.literal(Decimal(value), "decimal(38, 6)")


def exceeds_share(part: ir.NumericValue, whole: ir.NumericValue, share: ir.NumericValue) -> ir.BooleanValue:
    """part / whole > share (in basis points), exact."""
    return part * BASIS_POINTS > whole * share


def reaches_share(part: ir.NumericValue, whole: ir.NumericValue, share: ir.NumericValue) -> ir.BooleanValue:
    """part / whole >= share (in basis points), exact."""
    return part * BASIS_POINTS >= whole * share


def yes(column: ir.BooleanColumn) -> ir.BooleanColumn:
    """A blank is not a yes: an unticked approval approves nothing."""
    return ibis.coalesce(column, False)


def object_key(**parts: ir.Value | str) -> ir.StringValue:
    """`kind:id` strings of the things a doubt point is about, joined; the unit is always one of them."""
    ids = [ibis.literal(f"{name}:") + ibis.coalesce(_as_text(part), "") for name, part in parts.items()]
    joined = ids[0]
    for part in ids[1:]:
        joined = joined + SEPARATOR + part
    return joined


def _as_text(part: ir.Value | str) -> ir.StringValue:
    return ibis.literal(part) if isinstance(part, str) else part.cast("string")


def category(table: ir.Table) -> ir.StringColumn:
    """The category code where it was filed, else the category's name."""
    return ibis.coalesce(table.category_code, table.category_name)


def within(days: int, group_by: list[str], order_by: str) -> ir.WindowedExpr:
    """Rows of the group dated at most `days` days before the current one. RANGE takes in every row of the
    same day, before or after it in the file: same-day rows are inside each other's window."""
    return ibis.range_window(group_by=group_by, order_by=order_by, preceding=ibis.interval(days=days), following=0)


def within_months(months: int, group_by: list[str], order_by: str) -> ir.WindowedExpr:
    """As `within`, in calendar months; the same day of the month `months` ago still counts."""
    return ibis.range_window(group_by=group_by, order_by=order_by, preceding=ibis.interval(months=months), following=0)


def rows_by_unit(table: ir.Table) -> ir.Table:
    """How many rows of each unit a model looks at."""
    return table.group_by("unit_code").aggregate(rows=_.count())
