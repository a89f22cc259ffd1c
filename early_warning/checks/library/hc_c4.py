"""HC-C4 发票重复: one invoice claimed more than once (handbook 3.3).

One invoice is its code and number. Different numbers of one seller with the same amount and the same day are the
second variant; a pair that is already one invoice is not reported a second time. Claims marked as instalments of one
invoice are left out (decoy N23).
"""

import ibis
import ibis.expr.types as ir
from django.utils.translation import gettext_lazy as _
from ibis import _ as this

from core.parameters.registry import Param

from ..expressions import object_key, rows_by_unit, yes
from ..registry import AlertClass, CheckModel, Data, Finding, Measure, Needs, Values, register

INVOICE = ["unit_code", "invoice_code", "invoice_no"]
LIKENESS = ["unit_code", "seller_name", "amount", "invoice_date"]


def candidates(data: Data) -> ir.Table:
    rows = data["invoices"]
    return rows.filter(~yes(rows.instalment))


def hits(data: Data, p: Values) -> ir.Table:
    rows = candidates(data)
    return _same_number(rows, p).union(_same_look(rows, p))


def _same_number(rows: ir.Table, p: Values) -> ir.Table:
    twice = rows.group_by(INVOICE).aggregate(claims=this.count()).filter(this.claims >= p["min_claims"])
    hit = rows.inner_join(twice, INVOICE)
    number = hit.invoice_code + "/" + hit.invoice_no
    return _shape(hit, p, "NUMBER", object_key(unit=hit.unit_code, invoice=number), number)


def _same_look(rows: ir.Table, p: Values) -> ir.Table:
    """Counts invoices, not claims: two claims of one number are the first variant's."""
    number = rows.invoice_code + "/" + rows.invoice_no
    alike = rows.mutate(number=number).group_by(LIKENESS)
    alike = alike.aggregate(claims=this.number.nunique()).filter(this.claims >= p["min_claims"])
    hit = rows.inner_join(alike, LIKENESS)
    key = object_key(unit=hit.unit_code, seller=hit.seller_name, amount=hit.amount, date=hit.invoice_date)
    return _shape(hit, p, "LOOK", key, hit.invoice_date.cast("string"))


def _shape(hit: ir.Table, p: Values, reason: str, key: ir.StringValue, what: ir.StringValue) -> ir.Table:
    return hit.select(
        "unit_code", "seller_name", "amount", "filing_id", "row_no",
        reason=ibis.literal(reason),
        what=what,
        kind=ibis.literal("invoices"),
        object_key=key,
        period=hit.invoice_date.year().cast("string"),
        value=hit.claims.cast("decimal(38, 2)"),
        threshold=ibis.literal(p["min_claims"]).cast("decimal(38, 2)"),
        is_hit=ibis.literal(True),
    )  # fmt: skip


HC_C4 = register(
    CheckModel(
        code="HC-C4",
        name=_("Invoice claimed twice"),
        formula=_(
            "The same invoice code and number claimed at least min_claims times, or at least min_claims different "
            "invoices of one seller with the same amount and date. Claims marked as instalments are left out."
        ),
        plain=_("The same invoice, or one that looks the same, was claimed more than once."),
        parameters=(Param("min_claims", 2, _("Fewest claims"), "次", "模型设定"),),
        needs=(Needs("invoices"),),
        findings=(
            Finding(
                "NUMBER",
                Measure.COUNT,
                "≥",
                _("Invoice %(what)s of %(seller_name)s (%(amount)s) was claimed %(value)s times."),
                counted=_("claims of one invoice"),
            ),
            Finding(
                "LOOK",
                Measure.COUNT,
                "≥",
                _("%(value)s invoices of %(seller_name)s over %(amount)s bear the same date %(what)s."),
                counted=_("invoices alike"),
            ),
        ),
        severity=2,
        basis="财务报销管理规定",
        basis_tag="CFG",
        alert_class=AlertClass.AFTER,
        false_positives=(_("One invoice paid in instalments"),),
        hits=hits,
        population=lambda data, _p: rows_by_unit(candidates(data)),
    )
)
