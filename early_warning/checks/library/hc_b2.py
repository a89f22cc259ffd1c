"""HC-B2 先付后验: more was paid before acceptance than the contract lets be prepaid.

Handbook 3.3; 政府采购法 45 (acceptance, V-LAW) and the contract's own prepayment clause; without a clause the
parameter counts. A payment on the day of acceptance is not before it. No acceptance date: not yet accepted.
"""

from decimal import Decimal

import ibis
import ibis.expr.types as ir
from django.utils.translation import gettext_lazy as _
from ibis import _ as this

from core.parameters.registry import Param

from ..expressions import BASIS_POINTS, basis_points, object_key, rows_by_unit, yes
from ..registry import AlertClass, CheckModel, Data, Finding, Measure, Needs, Values, register

LINK = ["unit_code", "contract_no"]


def candidates(data: Data, p: Values) -> ir.Table:
    """Contracts with a price, the approved supplements in it, and the share that may be prepaid."""
    rows = data["contracts"].filter(this.amount > 0)
    extra = yes(rows.amendment_approved).ifelse(ibis.coalesce(rows.amendment_amount, 0), 0)
    clause = (rows.prepay_ratio * BASIS_POINTS).cast("int64")
    return rows.select(
        "unit_code", "contract_no", "title", "accepted_on", "signed_on",
        price=rows.amount + extra,
        allowed=ibis.coalesce(clause, basis_points(p["prepay_ratio"])),
        head_filing_id=rows.filing_id,
        head_row_no=rows.row_no,
    )  # fmt: skip


def early(data: Data, p: Values) -> ir.Table:
    """Payments on those contracts made before acceptance."""
    paid = data["payments"].select(*LINK, "filing_id", "row_no", "paid_on", paid=this.amount)
    linked = paid.inner_join(candidates(data, p), LINK)
    return linked.filter(linked.accepted_on.isnull() | (linked.paid_on < linked.accepted_on))


def hits(data: Data, p: Values) -> ir.Table:
    rows = early(data, p)
    sums = rows.group_by([*LINK, "price", "allowed"]).aggregate(total=this.paid.sum())
    over = sums.filter(this.total * BASIS_POINTS > this.price * this.allowed).select(*LINK, "total")
    hit = rows.inner_join(over, LINK)
    return hit.select(
        "unit_code", "title", "price", "filing_id", "row_no", "head_filing_id", "head_row_no",
        reason=hit.accepted_on.isnull().ifelse("OPEN", "EARLY"),
        kind=ibis.literal("payments"),
        head_kind=ibis.literal("contracts"),
        object_key=object_key(unit=hit.unit_code, contract=hit.contract_no),
        period=hit.signed_on.year().cast("string"),
        value=hit.total.cast("decimal(38, 2)"),
        whole=hit.price.cast("decimal(38, 2)"),
        threshold=hit.allowed.cast("decimal(38, 2)"),
        threshold_whole=ibis.literal(BASIS_POINTS).cast("decimal(38, 2)"),
        paid=hit.total.cast("decimal(38, 2)"),
        is_hit=ibis.literal(True),
    )  # fmt: skip


HC_B2 = register(
    CheckModel(
        code="HC-B2",
        name=_("Paid before acceptance"),
        formula=_(
            "Payments dated before the day of acceptance (all payments while there is none) together above the "
            "prepayment share agreed in the contract, or above prepay_ratio where none is agreed, of the contract "
            "amount with approved supplements."
        ),
        plain=_("More money left the unit before the work was accepted than the contract allows in advance."),
        parameters=(
            Param("prepay_ratio", Decimal("0.30"), _("Prepayment share without a clause"), "×", "合同惯例预付上限"),
        ),
        needs=(Needs("contracts", any_of=(("accepted_on",),)), Needs("payments", any_of=(("contract_no",),))),
        findings=(
            Finding(
                "EARLY",
                Measure.RATIO,
                ">",
                _(
                    "%(paid)s of the %(price)s of the contract “%(title)s” were paid before acceptance: %(value)s, "
                    "while %(threshold)s may be prepaid."
                ),
            ),
            Finding(
                "OPEN",
                Measure.RATIO,
                ">",
                _(
                    "%(paid)s of the %(price)s of the contract “%(title)s” are paid and no acceptance is on file: "
                    "%(value)s, while %(threshold)s may be prepaid."
                ),
            ),
        ),
        severity=3,
        basis="政府采购法第四十五条；合同约定",
        basis_tag="V-LAW",
        alert_class=AlertClass.DURING,
        false_positives=(_("Agreed milestone payments"),),
        hits=hits,
        population=lambda data, p: rows_by_unit(candidates(data, p)),
    )
)
