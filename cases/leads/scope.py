"""Whose leads one sees: the case office the register, an office what it is assigned, leaders what is in its course.

Laid aside, concluded or archived a lead is seen by the case office and the assigned office only (R11); about the
commission's own people by the cadre supervision office and the secretary only (R16); by the person concerned never.
"""

from functools import reduce
from operator import or_

from django.db.models import Q

from cases.leads import who
from cases.leads.choices import IN_COURSE
from core.scope import NOTHING, Viewer
from officials.people.house import OVERSEERS
from organization.scope import UnitScopedQuerySet


class LeadQuerySet(UnitScopedQuerySet):
    def scope_q(self, user: Viewer) -> Q:
        if not user.has_perm(who.VIEW):
            return NOTHING
        ways = self._ways(user)
        return reduce(or_, ways) & ~Q(official__user=user) & self._house_q(user) if ways else NOTHING

    def _ways(self, user: Viewer) -> list[Q]:
        """A lead whose unit is not known is within everybody's jurisdiction who keeps the register or approves."""
        area = self.in_jurisdiction_q(user)
        anywhere = area | Q(unit__isnull=True)
        ways = []
        if user.has_perm(who.REGISTER):
            ways.append(anywhere)
        if user.has_perm(who.APPROVE):
            ways.append(anywhere & Q(status__in=IN_COURSE))
        if user.has_perm(who.HANDLE):
            ways.append(Q(office__in=user.role_codes) & (area | Q(handler=user)))
        return ways

    def _house_q(self, user: Viewer) -> Q:
        """The wall before all rows knows officials; a lead may name only the unit, so the unit stands behind it too."""
        if user.has_perm(who.OWN_HOUSE):
            return who.own_house_q()
        return Q() if user.has_role(*OVERSEERS) else ~who.own_house_q()
