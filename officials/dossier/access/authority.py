"""On whose authority a dossier opens without asking (R14: standing authorisation)."""

from django.db.models import Q

from core import clock
from core.scope import Viewer
from officials.people.models import Official
from officials.tenures.models import Tenure
from organization.models import JurisdictionKind

# The secretary and the deputies decide about openings; their own rest on their office.
BY_OFFICE = ("SEC", "DEP")
# Supervision offices for their linked, stationed teams for their stationed units.
BY_UNIT = {"SUP": JurisdictionKind.LINKED, "STA": JurisdictionKind.STATIONED}


def stands_authorised(official: Official, user: Viewer) -> bool:
    """Whether ``user`` opens this dossier on standing authorisation."""
    return user.has_role(*BY_OFFICE) or bool(_unit_roles(official, user))


def opening_role(official: Official, user: Viewer) -> str:
    """The role in which ``user`` opens the dossier: what the official may read of it later."""
    by_unit = _unit_roles(official, user)
    mine = [role for role in (*by_unit, *BY_OFFICE, "ARC", "CSO", "SUP", "STA") if user.has_role(role)]
    return mine[0] if mine else ""


def _unit_roles(official: Official, user: Viewer) -> list[str]:
    kinds = [kind for role, kind in BY_UNIT.items() if user.has_role(role)]
    if not kinds:
        return []
    works_in = Tenure.objects.on(clock.today()).filter(official=official).values("post__unit")
    theirs = Q(unit__in=works_in) | Q(unit=official.managed_by_id)
    held = set(user.jurisdictions.filter(theirs, kind__in=kinds).values_list("kind", flat=True))
    return [role for role, kind in BY_UNIT.items() if kind in held and user.has_role(role)]
