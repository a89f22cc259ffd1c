"""Who drafts about whom: rooms above tell, so that a drafter never learns what the official says about him (R38)."""

from collections.abc import Callable

from django.db.models import Q, QuerySet

from core.scope import Viewer
from officials.people.models import Official

# fn(user) -> keys of the officials about whom ``user`` drafts something that is not closed, as a subquery
Drafts = Callable[[Viewer], QuerySet]
_sources: dict[str, Drafts] = {}


def drafting(key: str, source: Drafts) -> None:
    """Register a room's drafts: ``source(user)`` gives a ``values("official")`` subquery."""
    _sources[key] = source


def drafted_by(user: Viewer) -> QuerySet:
    """The officials about whom ``user`` drafts now."""
    condition = Q(pk__in=[])
    for source in _sources.values():
        condition |= Q(pk__in=source(user))
    return Official.objects.filter(condition).order_by().values("pk")
