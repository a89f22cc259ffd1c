"""Payments 付款: one row for each payment order. The payee's account is never asked for (R30)."""

from django.utils.translation import gettext_lazy as _

from early_warning.filings.catalogue import Column, ColumnType, DatasetKind
from early_warning.filings.kinds import _shared as shared

PAYMENTS = DatasetKind(
    code="payments",
    label=_("Payments"),
    description=_("Payments made by the unit, with the contract and the post of the first approver."),
    date_column="paid_on",
    legal_basis=shared.FILING_BASIS,
    basis_tag=shared.FILING_TAG,
    retention_years=shared.ACCOUNTS_YEARS,
    retention_basis=shared.ACCOUNTS_BASIS,
    columns=(
        Column(
            "payment_no",
            _("Payment number"),
            ColumnType.TEXT,
            "付款编号 | 付款单号 | 支付编号 | 支付令号 | 支付凭证号 | 凭证号 | payment no | "
            "payment number | payment id | voucher no",
            required=True,
            key=True,
            max_length=100,
        ),
        Column("contract_no", _("Contract number"), ColumnType.TEXT, shared.CONTRACT_NO, max_length=100),
        Column(
            "payee_name",
            _("Payee"),
            ColumnType.TEXT,
            "收款人 | 收款单位 | 收款方 | 收款人名称 | 收款人全称 | payee | payee name | recipient | supplier | vendor",
            required=True,
            is_name=True,
        ),
        Column(
            "amount",
            _("Amount paid"),
            ColumnType.MONEY,
            "付款金额 | 支付金额 | 金额 | 实付金额 | amount | payment amount | amount paid",
            required=True,
        ),
        Column(
            "paid_on",
            _("Paid on"),
            ColumnType.DATE,
            "付款日期 | 支付日期 | 付款时间 | 支付时间 | paid on | payment date | date paid | date",
            required=True,
        ),
        Column(
            "purpose",
            _("Purpose of the payment"),
            ColumnType.TEXT,
            "用途 | 付款用途 | 摘要 | 支付用途 | 款项用途 | purpose | description | memo",
            max_length=1000,
        ),
        Column(
            "first_approver_post",
            _("Post of the first approver"),
            ColumnType.TEXT,
            "首批人职务 | 首签人职务 | 第一审批人职务 | 首批岗位 | first approver post | first approver",
            max_length=100,
        ),
    ),
)
