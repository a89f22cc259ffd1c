"""Who has management responsibility for a unit: whom a copy may go to (M29)."""

from typing import Any

from django.db.models import Q, QuerySet

from core.scope import Viewer
from organization.models import JurisdictionKind, User

ROLES = ("UHD", "TMB", "DEP", "SEC", "ORG")


def responsible(notice: Any, _user: Viewer = None) -> QuerySet[User]:
    """The unit's head and the leaders in charge of its fields, the head of the unit above it, the secretary and the
    deputies whose jurisdiction it is in, the organisation department; never the person concerned."""
    unit = notice.unit
    inside = Q(groups__name__in=("UHD", "TMB"), unit=unit)
    above = Q(groups__name="UHD", unit=unit.parent_id) if unit.parent_id else Q(pk__in=[])
    covered = Q(jurisdictions__unit=unit) | Q(
        jurisdictions__kind=JurisdictionKind.TREE, jurisdictions__unit__path__in=unit.paths_down_to_it
    )
    rows = User.objects.filter(
        inside | above | Q(groups__name="ORG") | (Q(groups__name__in=("DEP", "SEC")) & covered), is_active=True
    )
    if notice.official is not None:
        rows = rows.exclude(pk=notice.official.user_id)
    return rows.distinct().order_by("full_name")
