"""Whose people somebody is: what a unit does itself is done by its own people, whatever else they may see."""

from django.db.models import Q, QuerySet

from core.scope import Viewer
from organization.roles import COMMISSION_ROLES, PORTAL_ROLES, ROLES
from organization.units.models import Unit
from organization.users.models import JurisdictionKind, User


def belongs_to(user: Viewer, unit: Unit) -> bool:
    """Whether ``user`` is one of the people of ``unit``: works in it or below it, or acts for it."""
    if user.unit_id is not None and user.unit.path.startswith(unit.path):
        return True
    return unit.pk in _acts_for(user)


def own_rows(user: Viewer) -> Q:
    """As ``belongs_to``, as a condition on rows with a ``unit``."""
    own = Q(unit__in=_acts_for(user))
    return own if user.unit is None else own | Q(unit__path__in=user.unit.paths_down_to_it)


def is_own(user: Viewer, unit_id: int) -> bool:
    """Whether it is the unit that ``user`` works in or acts for; not one above it."""
    return unit_id in own_units(user)


def own_units(user: Viewer) -> frozenset[int]:
    """Keys of the units that ``user`` works in or acts for."""
    return _acts_for(user) | {user.unit_id} - {None}


def _acts_for(user: Viewer) -> frozenset[int]:
    """One query a request, as for the jurisdiction itself."""
    cached = getattr(user, "_acts_for", None)
    if cached is None:
        rows = user.jurisdictions.filter(kind=JurisdictionKind.OWN)
        cached = user._acts_for = frozenset(rows.values_list("unit_id", flat=True))
    return cached


def colleagues_of(user: User) -> QuerySet[User]:
    """Active people of ``user``'s office but himself: of the commission who share a role of his, else of his unit."""
    others = User.objects.filter(is_active=True).exclude(pk=user.pk)
    office = user.role_codes & COMMISSION_ROLES
    if office:
        return others.filter(groups__name__in=office).distinct()
    acts_for = Q(jurisdictions__kind=JurisdictionKind.OWN, jurisdictions__unit__in=own_units(user))
    of_unit = others.filter(acts_for | Q(unit__in=own_units(user)))
    return of_unit.filter(groups__name__in=set(ROLES) - PORTAL_ROLES).distinct()


def covering(unit: Unit) -> Q:
    """The jurisdiction asked the other way round: accounts whose jurisdiction holds ``unit``."""
    tree = Q(jurisdictions__kind=JurisdictionKind.TREE, jurisdictions__unit__path__in=unit.paths_down_to_it)
    return tree | Q(jurisdictions__unit=unit)
