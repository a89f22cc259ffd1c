from django.db import transaction
from django.utils.translation import gettext as _
from stdnum.cn import uscc

from core import clock
from core.errors import InvalidInput, NotAllowed
from core.scope import Viewer
from supervision.declarations.models import PublicCompany
from supervision.declarations.rights import IMPORT


@transaction.atomic
def company_record(*, actor: Viewer, code: str, name: str, status: str) -> PublicCompany:
    """Enter one line of the public company data, or bring a known one up to date.

    Raises NotAllowed without the right, InvalidInput for what is no credit code.
    """
    if not actor.has_perm(IMPORT):
        raise NotAllowed(_("Your role may not do this."))
    if not uscc.is_valid(code):
        raise InvalidInput(
            _("“%(code)s” is no unified social credit code.") % {"code": code}, field="code",
            cure=_("It has 18 characters and stands on the business licence."),
        )  # fmt: skip
    row, _created = PublicCompany.objects.update_or_create(
        code=uscc.compact(code), defaults={"name": name, "status": status, "imported_at": clock.now()}
    )
    return row
