"""HC-B3 超合同支付: paid more than the contract and its approved supplements come to (handbook 3.3)."""

import ibis
import ibis.expr.types as ir
from django.utils.translation import gettext_lazy as _
from ibis import _ as this

from ..expressions import object_key, rows_by_unit, yes
from ..registry import AlertClass, CheckModel, Data, Finding, Measure, Needs, Values, register

LINK = ["unit_code", "contract_no"]


def candidates(data: Data) -> ir.Table:
    """Contracts with what may be paid on them: the amount, and supplements only when approved."""
    rows = data["contracts"]
    extra = yes(rows.amendment_approved).ifelse(ibis.coalesce(rows.amendment_amount, 0), 0)
    return rows.select(
        "unit_code", "contract_no", "title", "signed_on",
        due=rows.amount + extra, head_filing_id=rows.filing_id, head_row_no=rows.row_no,
    )  # fmt: skip


def hits(data: Data, _p: Values) -> ir.Table:
    payments = data["payments"].select(*LINK, "filing_id", "row_no", paid=this.amount)
    sums = payments.filter(this.contract_no.notnull()).group_by(LINK).aggregate(total=this.paid.sum())
    over = candidates(data).inner_join(sums, LINK)
    over = over.filter(over.total > over.due)
    hit = payments.inner_join(over, LINK)
    return hit.select(
        "unit_code", "title", "filing_id", "row_no", "head_filing_id", "head_row_no",
        reason=ibis.literal("OVER"),
        kind=ibis.literal("payments"),
        head_kind=ibis.literal("contracts"),
        object_key=object_key(unit=hit.unit_code, contract=hit.contract_no),
        period=hit.signed_on.year().cast("string"),
        value=hit.total.cast("decimal(38, 2)"),
        threshold=hit.due.cast("decimal(38, 2)"),
        excess=(hit.total - hit.due).cast("decimal(38, 2)"),
        is_hit=ibis.literal(True),
    )  # fmt: skip


HC_B3 = register(
    CheckModel(
        code="HC-B3",
        name=_("Paid beyond the contract"),
        formula=_("All payments on a contract together above the contract amount plus approved supplements."),
        plain=_("More was paid than the contract and its approved supplements come to."),
        parameters=(),
        needs=(Needs("contracts"), Needs("payments", any_of=(("contract_no",),))),
        findings=(
            Finding(
                "OVER",
                Measure.MONEY,
                ">",
                _(
                    "%(value)s were paid on the contract “%(title)s”, %(excess)s more than the contract and its "
                    "approved supplements, %(threshold)s."
                ),
            ),
        ),
        severity=3,
        basis="民法典合同编；政府采购法第四十九条",
        basis_tag="GK",
        alert_class=AlertClass.DURING,
        false_positives=(_("Tax items"),),
        hits=hits,
        population=lambda data, _p: rows_by_unit(candidates(data)),
    )
)
