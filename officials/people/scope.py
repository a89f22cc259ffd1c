from typing import Any, Self

from django.db.models import Q, QuerySet

from core import clock
from core.scope import NOTHING, ScopedQuerySet, Viewer
from organization.scope import unit_condition
from organization.units.models import Unit


def units_of(user: Viewer) -> QuerySet[Unit, Any] | None:
    """The units of ``user``'s jurisdiction, or None when he has none."""
    condition = unit_condition(user)
    return None if condition == NOTHING else Unit.objects.filter(condition).values("pk")


class OfficialQuerySet(ScopedQuerySet):
    """Officials whom one's jurisdiction manages or employs today (干部管理权限 ≠ place of work); and oneself.

    For the hours of a break-glass opening (R22) also the one whose file was opened.
    """

    def scope_q(self, user: Viewer) -> Q:
        condition = Q(user=user)
        units = units_of(user) if user.has_perm("officials.view_official") else None
        if units is not None:
            condition |= Q(managed_by__in=units) | Q(pk__in=_working_in(units))
        if user.has_perm("officials.break_glass"):
            condition |= Q(pk__in=_opened_by(user))
        return condition

    def in_office(self) -> Self:
        """Those who hold a post today."""
        return self.filter(pk__in=_holders())


class OfOfficialQuerySet(ScopedQuerySet):
    """Rows that belong to one official, seen by whoever sees the official. ``official_lookup`` leads there."""

    official_lookup: str = "official"

    def scope_q(self, user: Viewer) -> Q:
        from officials.people.models import Official

        return Q(**{f"{self.official_lookup}__in": Official.objects.visible_to(user).values("pk")})


def _opened_by(user: Viewer) -> QuerySet:
    from officials.dossier.emergency.models import BreakGlass

    return BreakGlass.objects.running(user).order_by().values("official")


def _holders() -> QuerySet:
    from officials.tenures.models import Tenure

    return Tenure.objects.on(clock.today()).values("official")


def _working_in(units: QuerySet[Unit, Any]) -> QuerySet:
    return _holders().filter(post__unit__in=units)
