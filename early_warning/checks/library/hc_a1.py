"""HC-A1 化整为零: one budget item bought piece by piece so that each piece stays under the limits.

Handbook 3.3; 政府采购法实施条例 28 (V-LAW): within one fiscal year, one budget item, one category, several purchases
by other than open tender that together pass the open-tender limit, unless the adjustment was approved.
"""

from decimal import Decimal

import ibis
import ibis.expr.types as ir
from django.utils.translation import gettext_lazy as _
from ibis import _ as this

from core.parameters.registry import Param

from ..expressions import category, money, object_key, rows_by_unit, within, yes
from ..registry import AlertClass, CheckModel, Data, Finding, Measure, Needs, Values, register

GROUP = ["unit_code", "fiscal_year", "budget_item", "category"]


def candidates(data: Data) -> ir.Table:
    """Awarded purchases by other than open tender without an approved adjustment. A purchase that names no
    budget item cannot be said to be a piece of one and is left out."""
    purchases = data["purchases"]
    return purchases.filter(
        this.status == "AWARDED", this.method != "OPEN", ~yes(purchases.adjustment_approved), this.budget_item.notnull()
    ).mutate(category=category(purchases))


def hits(data: Data, p: Values) -> ir.Table:
    """One doubt point a group. Where the sum already passes the open-tender limit, "just below" adds nothing."""
    rows = candidates(data)
    sums = _over_the_open_limit(rows, p)
    groups = sums.union(_just_under_the_small_limit(rows, p).anti_join(sums, GROUP))
    hit = groups.inner_join(rows, GROUP)
    near = _is_near(hit, p) & hit.award_date.between(hit.first_on, hit.last_on)
    return hit.select(
        "unit_code", "reason", "value", "threshold", "pieces", "category_name", "filing_id", "row_no",
        kind=ibis.literal("purchases"),
        object_key=object_key(
            unit=hit.unit_code, year=hit.fiscal_year, budget_item=hit.budget_item, category=hit.category
        ),
        period=hit.fiscal_year.cast("string"),
        is_hit=(hit.reason == "SUM") | near,
    )  # fmt: skip


def _is_near(rows: ir.Table, p: Values) -> ir.BooleanValue:
    return (rows.amount >= money(p["near_ratio"] * p["small_limit"])) & (rows.amount < money(p["small_limit"]))


def _over_the_open_limit(rows: ir.Table, p: Values) -> ir.Table:
    groups = rows.group_by(GROUP).aggregate(pieces=this.count(), biggest=this.amount.max(), total=this.amount.sum())
    groups = groups.filter(
        this.pieces >= p["min_count"], this.biggest < money(p["small_limit"]), this.total > money(p["open_limit"])
    )
    return groups.select(
        *GROUP,
        reason=ibis.literal("SUM"),
        pieces=this.pieces,
        value=this.total.cast("decimal(38, 2)"),
        threshold=money(p["open_limit"]).cast("decimal(38, 2)"),
        first_on=ibis.null("date"),
        last_on=ibis.null("date"),
    )


def _just_under_the_small_limit(rows: ir.Table, p: Values) -> ir.Table:
    """Of each group the latest window of `window_days` that holds enough amounts in [near_ratio·limit, limit)."""
    days = int(p["window_days"])
    near = rows.filter(_is_near(rows, p), this.award_date.notnull())
    near = near.mutate(inside=this.count().over(within(days, GROUP, "award_date")))
    last = near.filter(this.inside >= p["min_count"]).group_by(GROUP)
    last = last.aggregate(last_on=this.award_date.max(), pieces=this.inside.argmax(this.award_date))
    return last.select(
        *GROUP,
        reason=ibis.literal("NEAR"),
        pieces=this.pieces,
        value=this.pieces.cast("decimal(38, 2)"),
        threshold=ibis.literal(Decimal(p["min_count"]), "decimal(38, 2)"),
        first_on=(this.last_on - ibis.interval(days=days)).cast("date"),
        last_on=this.last_on,
    )


HC_A1 = register(
    CheckModel(
        code="HC-A1",
        name=_("Splitting of purchases"),
        formula=_(
            "By unit, fiscal year, budget item and category, awarded purchases by other than open tender without an "
            "approved adjustment: at least min_count of them, the largest below small_limit, together above "
            "open_limit. Or at least min_count amounts in [near_ratio × small_limit, small_limit), the dates at "
            "most window_days days apart."
        ),
        plain=_(
            "The same thing was bought several times from the same budget item, each time just small enough to "
            "avoid a stricter procedure, and together large enough to need an open tender."
        ),
        parameters=(
            Param("small_limit", Decimal("500000"), _("Small-purchase limit"), "元", "本级采购限额标准"),
            Param("open_limit", Decimal("2000000"), _("Open-tender limit"), "元", "本级公开招标数额标准"),
            Param("min_count", 3, _("Fewest purchases"), "次", "政府采购法实施条例第二十八条“多次”"),
            Param("near_ratio", Decimal("0.9"), _("Near the limit from"), "×", "模型设定"),
            Param("window_days", 90, _("Window of the near-limit variant"), "天", "模型设定"),
        ),
        needs=(Needs("purchases", any_of=(("budget_item",),)),),
        findings=(
            Finding(
                "SUM",
                Measure.MONEY,
                ">",
                _(
                    "%(pieces)s purchases of %(category_name)s from the same budget item by other than open tender, "
                    "each below %(small_limit)s, come to %(value)s, above the open-tender limit of %(threshold)s."
                ),
            ),
            Finding(
                "NEAR",
                Measure.COUNT,
                "≥",
                _(
                    "%(pieces)s purchases of %(category_name)s from the same budget item within %(window_days)s days "
                    "lie just below the limit of %(small_limit)s."
                ),
                counted=_("purchases near the limit"),
            ),
        ),
        severity=3,
        basis="政府采购法实施条例第二十八条",
        basis_tag="V-LAW",
        alert_class=AlertClass.AFTER,
        false_positives=(_("Budget adjusted, or a non-open procedure approved"), _("Framework supply")),
        hits=hits,
        population=lambda data, _p: rows_by_unit(candidates(data)),
    )
)
