"""Reads that other rooms ask for."""

from datetime import date

from officials.queries import team_of
from organization.models import Unit
from supervision.talks.models import Talk


def members_with_talk(unit: Unit, start: date, end: date) -> tuple[frozenset[int], frozenset[int]]:
    """For indicator A4: (members of the leadership team on ``end``, those of them with a talk held from ``start``).

    Both are keys of officials; the responsibility lists (M56) add which of them has a list of his own.
    """
    members = frozenset(team_of(unit, end).values_list("pk", flat=True))
    held = Talk.objects.held().filter(unit=unit, held_at__date__range=(start, end), official__in=members)
    return members, frozenset(held.values_list("official", flat=True))
