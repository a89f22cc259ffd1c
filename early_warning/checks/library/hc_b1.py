"""HC-B1 增补过度: supplements worth too large a share of the original contract.

Handbook 3.3; 政府采购法 49 (V-LAW): supplementary contracts together at most 10 % of the original. Works: 15 % (CFG),
and there an approved design change is no doubt (the handbook's known false positive).
"""

from decimal import Decimal

import ibis
import ibis.expr.types as ir
from django.utils.translation import gettext_lazy as _

from core.parameters.registry import Param

from ..expressions import basis_points, exceeds_share, object_key, rows_by_unit, share, yes
from ..registry import AlertClass, CheckModel, Data, Finding, Measure, Needs, Values, register


def candidates(data: Data) -> ir.Table:
    """Contracts whose supplements were filed, also as zero; approved changes of works are no doubt."""
    rows = data["contracts"]
    approved_works = (rows.kind == "WORKS") & yes(rows.amendment_approved)
    return rows.filter(rows.amendment_amount.notnull(), rows.amount > 0, ~approved_works)


def hits(data: Data, p: Values) -> ir.Table:
    rows = candidates(data)
    works = rows.kind == "WORKS"
    limit = works.ifelse(basis_points(p["works_limit"]), basis_points(p["limit"]))
    hit = rows.filter(exceeds_share(rows.amendment_amount, rows.amount, limit))
    works = hit.kind == "WORKS"
    return hit.select(
        "unit_code", "title", "amount", "amendment_amount", "filing_id", "row_no",
        reason=works.ifelse("WORKS", "PURCHASE"),
        kind=ibis.literal("contracts"),
        object_key=object_key(unit=hit.unit_code, contract=hit.contract_no),
        period=hit.signed_on.year().cast("string"),
        value=hit.amendment_amount.cast("decimal(38, 2)"),
        whole=hit.amount.cast("decimal(38, 2)"),
        threshold=works.ifelse(share(p["works_limit"]), share(p["limit"])),
        is_hit=ibis.literal(True),
    )  # fmt: skip


SENTENCE = _(
    "Supplements of %(amendment_amount)s were added to the contract “%(title)s” of %(amount)s: %(value)s, above the "
    "%(threshold)s that may be added."
)

HC_B1 = register(
    CheckModel(
        code="HC-B1",
        name=_("Excessive supplements"),
        formula=_(
            "Supplements ÷ original contract amount above limit; for works above works_limit, unless the supplement "
            "of the works contract was approved."
        ),
        plain=_("So much was added to the contract later that it should have been a purchase of its own."),
        parameters=(
            Param("limit", Decimal("0.10"), _("Limit for purchases"), "×", "政府采购法第四十九条", "V-LAW"),
            Param("works_limit", Decimal("0.15"), _("Limit for works"), "×", "模型设定"),
        ),
        needs=(Needs("contracts", any_of=(("amendment_amount",),)),),
        findings=(
            Finding("PURCHASE", Measure.RATIO, ">", SENTENCE),
            Finding("WORKS", Measure.RATIO, ">", SENTENCE),
        ),
        severity=3,
        basis="政府采购法第四十九条",
        basis_tag="V-LAW",
        alert_class=AlertClass.DURING,
        false_positives=(_("Design change with approval"),),
        hits=hits,
        population=lambda data, _p: rows_by_unit(candidates(data)),
    )
)
