"""HC-A3 单一投标/不足三家: an open tender awarded although fewer than three valid bids came in.

Handbook 3.3; 政府采购法 36, 招投标法 28 (V-LAW): fewer than three means cancel and tender again.
"""

import ibis
import ibis.expr.types as ir
from django.utils.translation import gettext_lazy as _
from ibis import _ as this

from core.parameters.registry import Param

from ..expressions import object_key, rows_by_unit, yes
from ..registry import AlertClass, CheckModel, Data, Finding, Measure, Needs, Values, register

TENDER = ["unit_code", "purchase_no"]


def candidates(data: Data) -> ir.Table:
    """Open tenders that were awarded. A second round (RETENDER) or a cancelled one awarded nothing."""
    return data["purchases"].filter(this.status == "AWARDED", this.method == "OPEN")


def hits(data: Data, p: Values) -> ir.Table:
    """The number filed with the purchase counts; where it is blank, the valid bids filed beside it."""
    bids = data["bids"]
    counted = bids.group_by(TENDER).aggregate(counted=yes(bids.valid).sum())
    rows = candidates(data)
    rows = rows.left_join(counted, TENDER).mutate(valid=ibis.coalesce(this.valid_bids.cast("int64"), this.counted))
    few = rows.filter(this.valid < p["min_valid_bids"])
    return few.select(
        "unit_code", "title", "amount", "filing_id", "row_no",
        reason=ibis.literal("FEW"),
        kind=ibis.literal("purchases"),
        object_key=object_key(unit=few.unit_code, purchase=few.purchase_no),
        period=few.fiscal_year.cast("string"),
        value=few.valid.cast("decimal(38, 2)"),
        threshold=ibis.literal(p["min_valid_bids"]).cast("decimal(38, 2)"),
        is_hit=ibis.literal(True),
    )  # fmt: skip


HC_A3 = register(
    CheckModel(
        code="HC-A3",
        name=_("Fewer than three valid bids"),
        formula=_("Open tenders with status awarded and fewer than min_valid_bids valid bids."),
        plain=_("An open tender was awarded although too few valid bids came in; it should have been tendered again."),
        parameters=(
            Param(
                "min_valid_bids", 3, _("Fewest valid bids"), "家", "政府采购法第三十六条；招标投标法第二十八条", "V-LAW"
            ),
        ),
        needs=(Needs("purchases", any_of=(("valid_bids", "bids.valid"),)),),
        findings=(
            Finding(
                "FEW",
                Measure.COUNT,
                "<",
                _(
                    "The open tender “%(title)s” (%(amount)s) was awarded on %(value)s valid bids; %(threshold)s are "
                    "needed."
                ),
                counted=_("valid bids"),
            ),
        ),
        severity=3,
        basis="政府采购法第三十六条；招标投标法第二十八条",
        basis_tag="V-LAW",
        alert_class=AlertClass.DURING,
        false_positives=(_("Second round of a tender"),),
        hits=hits,
        population=lambda data, _p: rows_by_unit(candidates(data)),
    )
)
