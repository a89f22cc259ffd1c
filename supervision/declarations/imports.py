"""Public company data from a file: code, name, status. Whatever else the file holds is dropped (R29)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.imports.columns import ImportColumn
from core.imports.kinds import ImportKind
from core.scope import Viewer
from supervision.declarations.models import PublicCompany
from supervision.declarations.rights import IMPORT
from supervision.declarations.services.companies import company_record


class CompanyImport(ImportKind):
    """What declared businesses are compared with."""

    key = "public-companies"
    label = _("Public company data")
    help = _("One row for each company, as the public company register gives it. Only these three columns are kept.")
    model = PublicCompany
    permission = IMPORT
    state_fields = ("code", "name", "status", "imported_at")
    columns = (
        ImportColumn(
            name="code",
            headers=("统一社会信用代码", "Credit code"),
            required=True,
            key=True,
            max_length=18,
            sample="99500101MADE000011",
        ),
        ImportColumn(
            name="name", headers=("企业名称", "Company"), required=True, max_length=120, sample="示例有限公司"
        ),
        ImportColumn(
            name="status", headers=("登记状态", "Registered status"), required=True, max_length=20, sample="存续"
        ),
    )

    def find(self, values: dict[str, Any], actor: Viewer) -> PublicCompany | None:
        return PublicCompany.objects.visible_to(actor).filter(code=values["code"]).first()

    def create(self, values: dict[str, Any], actor: Viewer) -> PublicCompany:
        return company_record(actor=actor, **values)

    def update(self, record: PublicCompany, values: dict[str, Any], actor: Viewer) -> PublicCompany:
        known = {"code": record.code, "name": record.name, "status": record.status}
        return company_record(actor=actor, **known | values)
