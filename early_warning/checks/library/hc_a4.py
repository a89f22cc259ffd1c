"""HC-A4 单一来源滥用: single-source purchases without publicity or without one of the reasons the law admits.

Handbook 3.3; 政府采购法 31 (V-LAW): unique supplier, emergency, or an addition of at most 10 %. A patent is the
handbook's known false positive: a patented thing has one supplier, so with publicity it is admitted (decoy N04).
"""

import ibis
import ibis.expr.types as ir
from django.utils.translation import gettext_lazy as _
from ibis import _ as this

from ..expressions import object_key, rows_by_unit
from ..registry import AlertClass, CheckModel, Data, Finding, Measure, Needs, Values, register

ADMITTED = ("UNIQUE", "EMERGENCY", "ADDITION", "PATENT")  # 政府采购法 31, V-LAW


def candidates(data: Data) -> ir.Table:
    """Awarded single-source purchases."""
    return data["purchases"].filter(this.status == "AWARDED", this.method == "SINGLE")


def hits(data: Data, _p: Values) -> ir.Table:
    """A reason that was not stated is not one that the law admits."""
    rows = candidates(data)
    hidden = rows.publicity_date.isnull()
    baseless = ~ibis.coalesce(rows.single_source_reason.isin(ADMITTED), False)
    reason = ibis.cases((hidden & baseless, "BOTH"), (hidden, "NO_PUBLICITY"), else_="NO_REASON")
    hit = rows.mutate(reason=reason, defects=hidden.cast("int64") + baseless.cast("int64")).filter(this.defects > 0)
    return hit.select(
        "unit_code", "reason", "title", "amount", "filing_id", "row_no",
        kind=ibis.literal("purchases"),
        object_key=object_key(unit=hit.unit_code, purchase=hit.purchase_no),
        period=hit.fiscal_year.cast("string"),
        value=hit.defects.cast("decimal(38, 2)"),
        threshold=ibis.literal(0).cast("decimal(38, 2)"),
        is_hit=ibis.literal(True),
    )  # fmt: skip


HC_A4 = register(
    CheckModel(
        code="HC-A4",
        name=_("Single source without ground"),
        formula=_(
            "Awarded single-source purchases that were not published, or whose reason is none of: unique supplier "
            "(a patent included), emergency, addition of at most 10 %."
        ),
        plain=_("A purchase went to one supplier without competition, and the condition for that is missing."),
        parameters=(),
        needs=(Needs("purchases", mapped=("publicity_date", "single_source_reason")),),
        findings=(
            Finding(
                "NO_PUBLICITY",
                Measure.COUNT,
                ">",
                _("The single-source purchase “%(title)s” (%(amount)s) shows no publicity before the award."),
                counted=_("conditions missing"),
            ),
            Finding(
                "NO_REASON",
                Measure.COUNT,
                ">",
                _("The single-source purchase “%(title)s” (%(amount)s) states none of the reasons the law admits."),
                counted=_("conditions missing"),
            ),
            Finding(
                "BOTH",
                Measure.COUNT,
                ">",
                _(
                    "The single-source purchase “%(title)s” (%(amount)s) shows no publicity and states none of the "
                    "reasons the law admits."
                ),
                counted=_("conditions missing"),
            ),
        ),
        severity=2,
        basis="政府采购法第三十一条",
        basis_tag="V-LAW",
        alert_class=AlertClass.DURING,
        false_positives=(_("Patented goods or services"),),
        hits=hits,
        population=lambda data, _p: rows_by_unit(candidates(data)),
    )
)
