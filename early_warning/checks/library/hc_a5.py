"""HC-A5 常胜供应商: one supplier that wins nearly every tender of a unit in one category.

Handbook 3.3. Statistical: winning often is no breach. Win rate = tenders won ÷ tenders the supplier bid in; amount
share = what it won ÷ all that was awarded; both in one unit and category over any rolling window of `months` that
ends on the day of one of its wins (both end days count). Framework agreements are left out (decoy N05).
"""

from decimal import Decimal

import ibis
import ibis.expr.types as ir
from django.utils.translation import gettext_lazy as _
from ibis import _ as this

from core.parameters.registry import Param

from ..expressions import (
    basis_points,
    category,
    object_key,
    reaches_share,
    rows_by_unit,
    share,
    within_months,
    yes,
)
from ..registry import AlertClass, CheckModel, Data, Finding, Measure, Needs, Values, register

MARKET = ["unit_code", "category"]
RIVAL = [*MARKET, "supplier"]


def tenders(data: Data) -> ir.Table:
    """Awarded purchases outside framework agreements, dated."""
    rows = data["purchases"]
    rows = rows.filter(
        this.status == "AWARDED", this.method != "FRAMEWORK", ~yes(rows.framework), this.award_date.notnull()
    )
    return rows.select(
        "unit_code", "purchase_no", "award_date", "category_name",
        "filing_id", "row_no", "amount", category=category(rows),
    )  # fmt: skip


def candidates(data: Data) -> ir.Table:
    """Bids in those tenders; a supplier is its credit code, else its name."""
    bids = data["bids"]
    bids = bids.select(
        "unit_code", "purchase_no", "bidder_name",
        supplier=ibis.coalesce(bids.bidder_code, bids.bidder_name), won=yes(bids.won),
    )  # fmt: skip
    return bids.inner_join(tenders(data), ["unit_code", "purchase_no"])


def hits(data: Data, p: Values) -> ir.Table:
    months = int(p["months"])
    best = _best_window(data, p, months)
    rows = candidates(data).inner_join(best, RIVAL)
    rows = rows.filter(rows.award_date.between(rows.first_on, rows.last_on))
    return rows.select(
        "unit_code", "value", "whole", "threshold", "bidder_name", "category_name", "filing_id", "row_no",
        "share_part", "share_whole", wins=rows.value, entered=rows.whole,
        reason=ibis.literal("ALWAYS"),
        kind=ibis.literal("purchases"),
        object_key=object_key(unit=rows.unit_code, category=rows.category, supplier=rows.supplier),
        period=rows.first_on.strftime("%Y-%m") + "~" + rows.last_on.strftime("%Y-%m"),
        is_hit=rows.won,
    )  # fmt: skip


def _best_window(data: Data, p: Values, months: int) -> ir.Table:
    """For each supplier and market the last day on which all conditions hold."""
    rivals = candidates(data)
    won = rivals.won.ifelse(rivals.amount, None)
    of_rival = within_months(months, RIVAL, "award_date")
    rivals = rivals.mutate(
        wins=rivals.won.cast("int64").sum().over(of_rival),
        entered=rivals.count().over(of_rival),
        taken=won.sum().over(of_rival),
    )
    often = reaches_share(rivals.wins, rivals.entered, basis_points(p["win_rate"]))
    rivals = rivals.filter(rivals.won, rivals.wins >= p["min_wins"], often)
    rows = rivals.inner_join(_market(data, months), [*MARKET, "award_date"])
    rows = rows.filter(
        this.tenders >= p["min_tenders"], reaches_share(this.taken, this.total, basis_points(p["amount_share"]))
    )
    best = rows.group_by(RIVAL).aggregate(
        last_on=this.award_date.max(),
        value=this.wins.argmax(this.award_date).cast("decimal(38, 2)"),
        whole=this.entered.argmax(this.award_date).cast("decimal(38, 2)"),
        share_part=this.taken.argmax(this.award_date).cast("decimal(38, 2)"),
        share_whole=this.total.argmax(this.award_date).cast("decimal(38, 2)"),
    )
    return best.mutate(
        first_on=(best.last_on - ibis.interval(months=months)).cast("date"),
        threshold=share(p["win_rate"]),
    )


def _market(data: Data, months: int) -> ir.Table:
    """What each unit awarded in each category in the window that ends on a day: one line a day."""
    days = tenders(data).group_by([*MARKET, "award_date"]).aggregate(count=this.count(), amount=this.amount.sum())
    window = within_months(months, MARKET, "award_date")
    days = days.mutate(tenders=days["count"].sum().over(window), total=days.amount.sum().over(window))
    return days.select(*MARKET, "award_date", "tenders", "total")


HC_A5 = register(
    CheckModel(
        code="HC-A5",
        name=_("Supplier that always wins"),
        formula=_(
            "In one unit and category, over any rolling window of months months: the supplier won at least min_wins "
            "tenders and at least win_rate of those it bid in, its wins are at least amount_share of all that was "
            "awarded, and there were at least min_tenders tenders. Framework agreements are left out."
        ),
        plain=_("One supplier wins almost every tender of the unit in this category and takes most of the money."),
        parameters=(
            Param("months", 12, _("Rolling window"), "月", "模型设定"),
            Param("min_wins", 5, _("Fewest wins"), "次", "模型设定"),
            Param("win_rate", Decimal("0.80"), _("Win rate from"), "×", "模型设定"),
            Param("amount_share", Decimal("0.50"), _("Share of the amount from"), "×", "模型设定"),
            Param("min_tenders", 5, _("Fewest tenders"), "次", "模型设定"),
        ),
        needs=(Needs("purchases", any_of=(("award_date",),)), Needs("bids")),
        findings=(
            Finding(
                "ALWAYS",
                Measure.RATIO,
                "≥",
                _(
                    "%(bidder_name)s won %(wins)s of the %(entered)s tenders for %(category_name)s it bid in within "
                    "%(months)s months, %(share)s of the amount awarded."
                ),
            ),
        ),
        severity=2,
        basis="模型设定(统计类)",
        basis_tag="CFG",
        alert_class=AlertClass.AFTER,
        false_positives=(_("Framework agreements"),),
        hits=hits,
        population=lambda data, _p: rows_by_unit(candidates(data)),
        statistical=True,
    )
)
