"""Whose doubt points one sees: with the permission, inside one's jurisdiction; the cadre supervision office only those
of its own house (handbook R16: it watches the commission's staff and nobody else)."""

from django.db.models import Q, QuerySet

from core.scope import NOTHING, Viewer
from organization.models import Unit, User
from organization.scope import UnitScopedQuerySet
from organization.users.acting import holders
from organization.users.belonging import covering

VIEW, OWN_HOUSE = "warnings.view_doubtpoint", "warnings.own_house_doubtpoint"


class DoubtScopedQuerySet(UnitScopedQuerySet):
    view_permission = VIEW

    def scope_q(self, user: Viewer) -> Q:
        condition = super().scope_q(user)
        if condition == NOTHING or user.is_superuser or not user.has_perm(OWN_HOUSE):
            return condition
        return condition & Q(**{self.unit_lookup: user.unit_id})


def readers_of(unit: Unit) -> QuerySet[User]:
    """``scope_q`` asked the other way round: the active accounts that see the doubt points of ``unit``."""
    elsewhere = holders(OWN_HOUSE).exclude(unit=unit)
    return User.objects.filter(covering(unit), pk__in=holders(VIEW).values("pk")).exclude(pk__in=elsewhere.values("pk"))
