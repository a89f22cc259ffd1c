"""Which roles do what with lists and rectification (task of M53-M59, M74: who), and whom a picker offers."""

from typing import Any

from django.db.models import QuerySet

from core import clock
from core.scope import Viewer
from officials.models import Official, Tenure
from organization.models import Unit
from organization.scope import unit_condition

LEADERS = ("SEC", "DEP")
OFFICES = ("SUP", "STA", "INS", "CON")
UNIT_SIDE = ("LIA", "UHD")
VIEWERS = (*LEADERS, *OFFICES, *UNIT_SIDE)


def team_members(user: Viewer) -> QuerySet[Official]:
    """Leaders of the units in the jurisdiction: whose duty a task or problem may be. A liaison picks from them too."""
    units: Any = Unit.objects.filter(unit_condition(user)).values("pk")
    running = Tenure.objects.on(clock.today()).filter(post__unit__in=units, post__in_team=True)
    return Official.objects.filter(pk__in=running.values("official")).order_by("code")
