"""Contracts 合同: one row for each signed contract, with its amendments in sum."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from early_warning.filings.catalogue import Choice, Column, ColumnType, DatasetKind
from early_warning.filings.kinds import _shared as shared

CONTRACT_KINDS = (
    Choice("GOODS", _("Goods"), "货物 | 货物类 | 物资 | goods | supplies | goods and services"),
    Choice("SERVICE", _("Services"), "服务 | 服务类 | service | services | professional services"),
    Choice("WORKS", _("Works"), "工程 | 工程类 | 施工 | works | construction | construction services"),
)

CONTRACTS = DatasetKind(
    code="contracts",
    label=_("Contracts"),
    description=_("Contracts signed by the unit, with amendments, publication and acceptance."),
    date_column="signed_on",
    legal_basis=shared.FILING_BASIS,
    basis_tag=shared.FILING_TAG,
    retention_years=shared.PROCUREMENT_YEARS,
    retention_basis=shared.PROCUREMENT_BASIS,
    columns=(
        Column(
            "contract_no",
            _("Contract number"),
            ColumnType.TEXT,
            shared.CONTRACT_NO + " | workspace number",
            required=True,
            key=True,
            max_length=100,
        ),
        Column("purchase_no", _("Purchase number"), ColumnType.TEXT, shared.PURCHASE_NO, max_length=100),
        Column(
            "title",
            _("Contract title"),
            ColumnType.TEXT,
            "合同名称 | 项目名称 | 合同标题 | 工程名称 | title | contract title | description | project",
            required=True,
            max_length=4000,
        ),
        replace(shared.SUPPLIER, required=True),
        shared.SUPPLIER_BY_CODE,
        Column(
            "kind",
            _("Kind of contract"),
            ColumnType.CHOICE,
            "合同类型 | 合同类别 | 类型 | 类别 | kind | contract type | type | category",
            required=True,
            choices=CONTRACT_KINDS,
        ),
        Column(
            "amount",
            _("Contract amount"),
            ColumnType.MONEY,
            "合同金额 | 合同价 | 合同总价 | 签约合同价 | 金额 | amount | contract amount | contract value | value",
            required=True,
            minimum=0,
        ),
        Column(
            "amendment_amount",
            _("Sum of amendments"),
            ColumnType.MONEY,
            "补充合同金额合计 | 补充合同金额 | 变更金额 | 增补金额 | amendment amount | amendments | change orders",
        ),
        Column(
            "amendment_approved",
            _("Amendments approved"),
            ColumnType.YES_NO,
            "补充合同已审批 | 变更已审批 | 增补已批 | amendment approved | amendments approved",
        ),
        Column(
            "signed_on",
            _("Signed on"),
            ColumnType.DATE,
            "签订日期 | 合同签订日期 | 签约日期 | 签署日期 | 合同日期 | signed on | contract date | "
            "signing date | date signed",
            required=True,
        ),
        Column(
            "published_on",
            _("Published on"),
            ColumnType.DATE,
            "公告日期 | 合同公告日期 | 公开日期 | 合同公示日期 | published on | publication date",
        ),
        Column(
            "prepay_ratio",
            _("Agreed advance payment"),
            ColumnType.RATIO,
            "约定预付比例 | 预付款比例 | 预付比例 | prepay ratio | advance payment ratio",
            minimum=0,
            maximum=1,
        ),
        Column(
            "accepted_on",
            _("Accepted on"),
            ColumnType.DATE,
            "验收日期 | 验收时间 | 竣工验收日期 | accepted on | acceptance date",
        ),
        Column(
            "emergency",
            _("Emergency works"),
            ColumnType.YES_NO,
            "应急工程 | 是否应急 | 应急 | 抢险救灾 | emergency | is emergency",
        ),
        Column(
            "decision_no",
            _("Collective decision number"),
            ColumnType.TEXT,
            "集体决策编号 | 决议编号 | 三重一大决议编号 | 会议纪要编号 | decision no | resolution number",
            max_length=100,
        ),
    ),
)
