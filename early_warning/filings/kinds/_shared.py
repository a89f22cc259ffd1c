"""What several dataset kinds have in common: the legal ground and the words of recurring columns."""

from django.utils.translation import gettext_lazy as _

from early_warning.filings.catalogue import Column, ColumnType

# Handbook M04: state organs collect within their duty and keep secret; no more than necessary; truthfully.
FILING_BASIS = "《数据安全法》第38、39条；《个人信息保护法》第6、34条；《监察法》第18条"
FILING_TAG = "V-LAW"

# Handbook R31: procurement files at least 15 years.
PROCUREMENT_YEARS = 15
PROCUREMENT_BASIS = "《政府采购法》第42条 [V-LAW]"
# No national figure is in the handbook for accounts; the administrator may change it.
ACCOUNTS_YEARS = 10
ACCOUNTS_BASIS = "[CFG]"

PURCHASE_NO = (
    "采购编号 | 采购项目编号 | 项目编号 | 招标编号 | 采购计划编号 | 标段编号 | purchase no | "
    "purchase number | procurement no | document number | solicitation number | "
    "call number | tender no | rfx number | workspace number"
)
PURCHASE_KEY = Column(
    "purchase_no", _("Purchase number"), ColumnType.TEXT, PURCHASE_NO, required=True, key=True, max_length=100
)
SUPPLIER_NAME = (
    "中标供应商 | 供应商名称 | 供应商 | 中标人 | 中标单位 | 成交供应商 | 成交单位 | "
    "中标(成交)供应商 | 乙方 | 承包人 | supplier | supplier name | successful supplier | "
    "vendor | vendor name | contractor | winner"
)
SUPPLIER_CODE = (
    "统一社会信用代码 | 供应商代码 | 供应商统一社会信用代码 | 信用代码 | 社会信用代码 | "
    "supplier code | credit code | unified social credit code | vendor id | supplier id"
)
SUPPLIER = Column("supplier_name", _("Supplier"), ColumnType.TEXT, SUPPLIER_NAME, is_name=True)
SUPPLIER_BY_CODE = Column(
    "supplier_code", _("Supplier's credit code"), ColumnType.TEXT, SUPPLIER_CODE, max_length=60, is_name=True
)
CONTRACT_NO = "合同编号 | 合同号 | 合同序号 | contract no | contract number | contract id | agreement number"
