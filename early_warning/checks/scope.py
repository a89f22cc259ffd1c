"""Whose doubt points one sees: with the permission, inside one's jurisdiction; the cadre supervision office only those
of its own house (handbook R16: it watches the commission's staff and nobody else)."""

from django.db.models import Q

from core.scope import NOTHING, Viewer
from organization.scope import UnitScopedQuerySet

OWN_HOUSE = "warnings.own_house_doubtpoint"


class DoubtScopedQuerySet(UnitScopedQuerySet):
    view_permission = "warnings.view_doubtpoint"

    def scope_q(self, user: Viewer) -> Q:
        condition = super().scope_q(user)
        if condition == NOTHING or user.is_superuser or not user.has_perm(OWN_HOUSE):
            return condition
        return condition & Q(**{self.unit_lookup: user.unit_id})
