"""Bids 投标: one row for each bidder of a purchase."""

from django.utils.translation import gettext_lazy as _

from early_warning.filings.catalogue import Column, ColumnType, DatasetKind
from early_warning.filings.kinds import _shared as shared

BIDS = DatasetKind(
    code="bids",
    label=_("Bids"),
    description=_("Who bid for each purchase, at what price, and whether the bid was valid and won."),
    date_column="bid_date",
    legal_basis=shared.FILING_BASIS,
    basis_tag=shared.FILING_TAG,
    retention_years=shared.PROCUREMENT_YEARS,
    retention_basis=shared.PROCUREMENT_BASIS,
    columns=(
        shared.PURCHASE_KEY,
        Column(
            "bidder_name",
            _("Bidder"),
            ColumnType.TEXT,
            "投标人 | 投标单位 | 投标人名称 | 供应商名称 | 响应供应商 | 投标供应商 | bidder | "
            "bidder name | supplier | supplier name | vendor",
            required=True,
            key=True,
            is_name=True,
        ),
        Column(
            "bidder_code",
            _("Bidder's credit code"),
            ColumnType.TEXT,
            "投标人统一社会信用代码 | bidder code | bidder id | " + shared.SUPPLIER_CODE,
            max_length=60,
            is_name=True,
        ),
        Column(
            "price",
            _("Bid price"),
            ColumnType.MONEY,
            "报价 | 投标报价 | 投标价 | 报价金额 | price | bid price | bid amount | quoted amount",
            required=True,
            minimum=0,
        ),
        Column(
            "valid",
            _("Valid bid"),
            ColumnType.YES_NO,
            "有效 | 是否有效 | 有效投标 | 是否有效投标 | valid | is valid | responsive",
            required=True,
        ),
        Column(
            "won",
            _("Winning bid"),
            ColumnType.YES_NO,
            "中标 | 是否中标 | 是否成交 | 成交 | won | winner | is winner | awarded",
            required=True,
        ),
        Column(
            "bid_date",
            _("Bid date"),
            ColumnType.DATE,
            "投标日期 | 开标日期 | 投标时间 | 开标时间 | 响应日期 | bid date | opening date | date",
        ),
    ),
)
