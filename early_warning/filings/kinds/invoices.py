"""Invoices 发票报销: one row for each invoice on a reimbursement claim."""

from django.utils.translation import gettext_lazy as _

from early_warning.filings.catalogue import Column, ColumnType, DatasetKind
from early_warning.filings.kinds import _shared as shared

INVOICES = DatasetKind(
    code="invoices",
    label=_("Invoice claims"),
    description=_("Invoices claimed back: number, seller, amount, department and dates."),
    date_column="claimed_on",
    legal_basis=shared.FILING_BASIS,
    basis_tag=shared.FILING_TAG,
    retention_years=shared.ACCOUNTS_YEARS,
    retention_basis=shared.ACCOUNTS_BASIS,
    columns=(
        Column(
            "claim_no",
            _("Claim number"),
            ColumnType.TEXT,
            "报销单号 | 报销编号 | 报销单编号 | 单据编号 | claim no | claim number | reimbursement no",
            required=True,
            key=True,
            max_length=100,
        ),
        Column(
            "invoice_code",
            _("Invoice code"),
            ColumnType.TEXT,
            "发票代码 | 票据代码 | invoice code",
            required=True,
            key=True,
            max_length=60,
        ),
        Column(
            "invoice_no",
            _("Invoice number"),
            ColumnType.TEXT,
            "发票号码 | 发票号 | 票据号码 | invoice no | invoice number",
            required=True,
            key=True,
            max_length=60,
        ),
        Column(
            "seller_name",
            _("Seller"),
            ColumnType.TEXT,
            "销售方 | 销方名称 | 销售方名称 | 开票单位 | 商户名称 | seller | seller name | merchant | vendor",
            required=True,
            is_name=True,
        ),
        Column(
            "amount",
            _("Amount claimed"),
            ColumnType.MONEY,
            "报销金额 | 发票金额 | 价税合计 | 金额 | amount | claim amount | amount claimed",
            required=True,
        ),
        Column(
            "invoice_date",
            _("Invoice date"),
            ColumnType.DATE,
            "开票日期 | 发票日期 | invoice date | date of invoice",
            required=True,
        ),
        Column(
            "claimed_on",
            _("Claimed on"),
            ColumnType.DATE,
            "报销日期 | 报销时间 | 入账日期 | claimed on | claim date | reimbursement date",
            required=True,
        ),
        Column(
            "department",
            _("Department"),
            ColumnType.TEXT,
            "报销部门 | 部门 | 科室 | 处室 | 报销科室 | department | division | office",
        ),
        Column(
            "instalment",
            _("Claimed in instalments"),
            ColumnType.YES_NO,
            "分期报销 | 是否分期 | 分期 | instalment | installment | in instalments",
        ),
    ),
)
