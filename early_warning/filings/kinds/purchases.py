"""Purchases 采购: one row for each award, cancelled or re-tendered lot."""

from django.utils.translation import gettext_lazy as _

from early_warning.filings.catalogue import Choice, Column, ColumnType, DatasetKind
from early_warning.filings.kinds import _shared as shared

METHODS = (
    Choice("OPEN", _("Open tender"), "公开招标 | 公开 | open | open tender | rft | request for tender"),
    Choice("INVITED", _("Invited tender"), "邀请招标 | 邀请 | invited | selective | restricted | rfsq"),
    Choice("NEGOTIATION", _("Competitive negotiation"), "竞争性谈判 | 谈判 | negotiation | nrfp"),
    Choice("CONSULTATION", _("Competitive consultation"), "竞争性磋商 | 磋商 | consultation | rfp"),
    Choice("INQUIRY", _("Price inquiry"), "询价 | 询价采购 | 询比价 | inquiry | quotation | rfq"),
    Choice(
        "SINGLE",
        _("Single source"),
        "单一来源 | 单一来源采购 | single source | sole source | non-competitive",
    ),
    Choice("DIRECT", _("Direct purchase"), "直接采购 | 自行采购 | 零星采购 | 直购 | direct | direct purchase"),
    Choice("FRAMEWORK", _("Framework agreement"), "框架协议 | 协议供货 | 定点采购 | framework | standing offer"),
)
STATUSES = (
    Choice("AWARDED", _("Awarded"), "已成交 | 成交 | 中标 | 已中标 | awarded | award | closed"),
    Choice("CANCELLED", _("Cancelled without award"), "废标 | 流标 | 终止 | 取消 | cancelled | canceled | void"),
    Choice("RETENDER", _("Re-tendered"), "重新招标 | 重新采购 | 重招 | 二次招标 | retender | re-tender"),
)
REASONS = (
    Choice(
        "UNIQUE",
        _("Only supplier"),
        "唯一供应商 | 唯一 | unique | only supplier | exclusive rights | absence of competition",
    ),
    Choice("EMERGENCY", _("Emergency"), "紧急 | 紧急采购 | 应急 | 不可预见的紧急情况 | emergency | urgent"),
    Choice("ADDITION", _("Additional purchase up to 10 %"), "添购不超10% | 添购 | 添购不超过10% | addition"),
    Choice("PATENT", _("Patent"), "专利 | 专有技术 | 专利、专有技术 | patent | proprietary"),
    Choice("OTHER", _("Other"), "其他 | 其它 | other"),
)

PURCHASES = DatasetKind(
    code="purchases",
    label=_("Purchases"),
    description=_("Government purchases and tenders: what was bought, how, from whom and for how much."),
    date_column="award_date",
    legal_basis=shared.FILING_BASIS,
    basis_tag=shared.FILING_TAG,
    retention_years=shared.PROCUREMENT_YEARS,
    retention_basis=shared.PROCUREMENT_BASIS,
    columns=(
        shared.PURCHASE_KEY,
        Column(
            "title",
            _("Project title"),
            ColumnType.TEXT,
            "项目名称 | 采购项目名称 | 采购项目 | 标题 | 名称 | 标段名称 | title | project | "
            "project name | solicitation document description | description | subject",
            required=True,
            max_length=4000,
        ),
        Column(
            "fiscal_year",
            _("Fiscal year"),
            ColumnType.INTEGER,
            "财政年度 | 年度 | 预算年度 | 采购年度 | fiscal year | budget year | year",
            required=True,
            minimum=1990,
            maximum=2100,
        ),
        Column(
            "budget_item",
            _("Budget item"),
            ColumnType.TEXT,
            "预算项目 | 预算项目编号 | 预算科目 | budget item | budget line | budget code",
        ),
        Column(
            "category_code",
            _("Category code"),
            ColumnType.TEXT,
            "品目编码 | 品目代码 | 采购目录编码 | category code | commodity code | unspsc",
            max_length=60,
        ),
        Column(
            "category_name",
            _("Category"),
            ColumnType.TEXT,
            "品目名称 | 品目 | 采购品目 | 采购类别 | 类别 | category | category name | high level category | commodity",
            required=True,
        ),
        Column(
            "method",
            _("Procurement method"),
            ColumnType.CHOICE,
            "采购方式 | 招标方式 | 方式 | 采购形式 | method | procurement method | procedure | "
            "rfx (solicitation) type | solicitation type",
            required=True,
            choices=METHODS,
        ),
        Column(
            "amount",
            _("Award amount"),
            ColumnType.MONEY,
            "成交金额 | 中标金额 | 成交价 | 中标价 | 金额 | 采购金额 | amount | award amount | "
            "award | award value | contract amount | price",
            required=True,
            minimum=0,
        ),
        Column(
            "control_price",
            _("Ceiling price"),
            ColumnType.MONEY,
            "控制价 | 最高限价 | 招标控制价 | 采购预算 | 预算金额 | control price | ceiling price | "
            "budget | estimated value",
            minimum=0,
        ),
        Column(
            "valid_bids",
            _("Valid bids"),
            ColumnType.INTEGER,
            "有效投标数 | 有效投标人数 | 有效供应商数 | 有效家数 | valid bids | number of bids | bids received",
            minimum=0,
            maximum=1000,
        ),
        Column(
            "status",
            _("Status"),
            ColumnType.CHOICE,
            "状态 | 采购状态 | 结果 | 采购结果 | status | result | outcome",
            required=True,
            choices=STATUSES,
        ),
        Column(
            "award_date",
            _("Award date"),
            ColumnType.DATE,
            "成交日期 | 中标日期 | 定标日期 | 成交时间 | 中标时间 | award date | date of award | "
            "award authority obtained date | contract date",
        ),
        shared.SUPPLIER,
        shared.SUPPLIER_BY_CODE,
        Column(
            "single_source_reason",
            _("Reason for a single source"),
            ColumnType.CHOICE,
            "单一来源理由 | 单一来源原因 | 单一来源情形 | single source reason | sole source reason | reason",
            choices=REASONS,
        ),
        Column(
            "publicity_date",
            _("Publicity date"),
            ColumnType.DATE,
            "公示日期 | 公示时间 | 单一来源公示日期 | 公告日期 | publicity date | publication date",
        ),
        Column(
            "adjustment_approved",
            _("Adjustment approved"),
            ColumnType.YES_NO,
            "预算调整或非公开方式已获批 | 预算调整已批 | 非公开方式已获批 | 已获批 | adjustment approved | approved",
        ),
        Column(
            "framework",
            _("Framework supply"),
            ColumnType.YES_NO,
            "协议供货 | 是否协议供货 | 框架协议标志 | framework | framework supply",
        ),
    ),
)
