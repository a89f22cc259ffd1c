"""Declared businesses beside the public company data: three facts a line, and never a verdict (R01)."""

from typing import Any

from core import clock
from supervision.declarations.choices import Comparison

# Registered statuses of a company that is in business. The public data write them in more than one way.
IN_BUSINESS = ("存续", "在业", "开业", "在营", "正常", "迁入")


def businesses_compare(*, declaration: Any) -> int:
    """Compare the businesses of the present filing; how many differ. Without any public data nothing is said."""
    from supervision.declarations.models import KinBusiness, PublicCompany

    if not PublicCompany.objects.exists():
        return 0
    rows = list(declaration.current_businesses())
    codes = [row.credit_code for row in rows]
    known = {company.code: company for company in PublicCompany.objects.filter(code__in=codes)}
    for row in rows:
        row.comparison = compared(row.company, known.get(row.credit_code))
        row.compared_at = clock.now()
    KinBusiness.objects.bulk_update(rows, ["comparison", "compared_at"])
    return sum(row.comparison != Comparison.MATCH for row in rows)


def compared(name: str, company: Any) -> Comparison:
    """What the public line ``company`` (or None) says of a business declared under ``name``."""
    if company is None:
        return Comparison.UNKNOWN
    if _plain(company.name) != _plain(name):
        return Comparison.NAME
    return Comparison.MATCH if company.status.startswith(IN_BUSINESS) else Comparison.STATUS


def _plain(name: str) -> str:
    """Brackets and blanks are written either way."""
    return "".join(name.split()).replace("（", "(").replace("）", ")")
