"""Offices that may see reminders see all; officials those that were sent to them."""

from typing import Any

from django.db.models import Q

from core.scope import NOTHING, PermissionScopedQuerySet, Viewer


class HolidayReminderQuerySet(PermissionScopedQuerySet):
    def scope_q(self, user: Viewer) -> Q:
        by_office = super().scope_q(user)
        if by_office != NOTHING or not user.has_role("OFF", "TMB", "UHD"):
            return by_office
        model: Any = self.model
        through = model.units.through.objects
        everybody = ~Q(pk__in=through.values("holidayreminder"))
        mine = Q(pk__in=through.filter(unit=user.unit_id or 0).values("holidayreminder"))
        return Q(status="SENT") & (everybody | mine)
