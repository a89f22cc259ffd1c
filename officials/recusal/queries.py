from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.errors import InvalidInput
from officials.people.models import Official
from organization.models import User
from organization.roles import COMMISSION_ROLES


def commission_staff() -> QuerySet[User]:
    """Active accounts of the commission, by name."""
    rows = User.objects.filter(is_active=True, groups__name__in=COMMISSION_ROLES)
    return rows.distinct().order_by("full_name", "username")


def official_named(text: str) -> Official:
    """The official of this code or exact name. Raises InvalidInput when there is none, or more than one of the name."""
    text = text.strip()
    rows = Official.objects.filter(code=text.upper())[:2] or Official.objects.filter(name=text)[:2]
    if not rows:
        raise InvalidInput(_("There is no official of this name or code."), field="named")
    if len(rows) > 1:
        raise InvalidInput(
            _("Several officials bear this name."), field="named", cure=_("Enter the code (O-…) instead.")
        )
    return rows[0]
