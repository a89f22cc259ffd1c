"""Who works where, as SQL: the jurisdiction of a user over units, and over every row that belongs to a unit.

Handbook R13: role (permission) × managed unit (jurisdiction). Default deny.
"""

from typing import Any

from django.db.models import Q

from core.scope import NOTHING, ScopedQuerySet, Viewer


def unit_condition(user: Viewer) -> Q:
    """The units within ``user``'s jurisdiction: his own, the linked and stationed ones, and whole subtrees.

    One query per request (kept on the user object): a person has a handful of jurisdictions, not thousands.
    """
    cached = getattr(user, "_unit_condition", None)
    if cached is None:
        cached = _build_condition(user)
        user._unit_condition = cached
    return cached


def _build_condition(user: Viewer) -> Q:
    from organization.users.models import JurisdictionKind

    rows = list(user.jurisdictions.values_list("kind", "unit_id", "unit__path"))
    if not rows:
        return NOTHING
    condition = Q(pk__in=[unit for kind, unit, _path in rows if kind != JurisdictionKind.TREE])
    for kind, _unit, path in rows:
        if kind == JurisdictionKind.TREE:
            condition |= Q(path__startswith=path)
    return condition


class UnitScopedQuerySet(ScopedQuerySet):
    """Rows that belong to a unit: seen with the model's ``view`` permission inside one's jurisdiction.

    ``unit_lookup`` is the path from the row to its unit ("" for Unit itself); ``view_permission`` replaces the default
    ``<app>.view_<model>``. A subclass adds personal ways in (one's own notice) by extending ``scope_q``.
    """

    unit_lookup: str = "unit"
    view_permission: str = ""

    def scope_q(self, user: Viewer) -> Q:
        meta = self.model._meta
        permission = self.view_permission or f"{meta.app_label}.view_{meta.model_name}"
        return self.in_jurisdiction_q(user) if user.has_perm(permission) else NOTHING

    def in_jurisdiction_q(self, user: Viewer) -> Q:
        """The condition on this model that its unit lies within ``user``'s jurisdiction."""
        from organization.units.models import Unit

        condition = unit_condition(user)
        if condition == NOTHING or not self.unit_lookup:
            return condition
        units: Any = Unit.objects.filter(condition).values("pk")
        return Q(**{f"{self.unit_lookup}__in": units})
