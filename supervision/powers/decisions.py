"""The real decisions in which powers are used. Rooms that keep decisions register them here in their wiring."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Model
from django.utils.translation import gettext as _

from core import clock
from core.errors import InvalidInput, Text
from core.scope import Viewer
from early_warning.checks.models import DoubtPoint
from officials.models import Tenure
from organization.models import Unit
from supervision.meetings.models import Resolution

YEARS_BACK = timedelta(days=730)
LIMIT = 200
# (row, words for it); only rows that ``user`` may know of.
Candidates = Callable[[Unit, Viewer], Iterable[tuple[Model, str]]]


@dataclass(frozen=True)
class DecisionSource:
    key: str
    label: Text
    candidates: Candidates


_sources: dict[str, DecisionSource] = {}


def decision_source(key: str, label: Text, candidates: Candidates) -> None:
    """Register decisions of one kind: ``candidates(unit, user)`` are those of the unit that a use may be linked to."""
    _sources[key] = DecisionSource(key, label, candidates)


def decision_choices(unit: Unit, user: Viewer) -> list[tuple[str, list[tuple[str, str]]]]:
    """Grouped options "key:pk" with their words, for a form."""
    groups = []
    for source in _sources.values():
        rows = [(f"{source.key}:{row.pk}", words) for row, words in source.candidates(unit, user)]
        groups.append((str(source.label), rows[:LIMIT]))
    return groups


def decision_of(value: str, unit: Unit, user: Viewer) -> Model:
    """The row behind an option. Raises InvalidInput for what was not offered."""
    key, _sep, pk = value.partition(":")
    source = _sources.get(key)
    for row, _words in source.candidates(unit, user) if source else ():
        if str(row.pk) == pk:
            return row
    raise InvalidInput(_("This decision was not offered."), field="decision")


def appointments(unit: Unit, user: Viewer) -> Iterable[tuple[Model, str]]:  # noqa: ARG001 - the unit's own appointments
    """Takings of office in the unit; the words name posts, not people."""
    rows = Tenure.objects.filter(post__unit=unit, start__gte=clock.today() - YEARS_BACK).select_related("post")
    return [(row, f"{row.post.name} {row.start.isoformat()}") for row in rows.order_by("-start", "pk")]


def doubt_points(unit: Unit, user: Viewer) -> Iterable[tuple[Model, str]]:
    """Doubt points about the unit that ``user`` may see."""
    rows = DoubtPoint.objects.visible_to(user).filter(unit=unit).order_by("-pk")[:LIMIT]
    return [(row, str(row)) for row in rows]


def resolutions(unit: Unit, user: Viewer) -> Iterable[tuple[Model, str]]:
    """Resolutions of the unit's meetings that ``user`` may see, newest first."""
    rows = Resolution.objects.visible_to(user).filter(unit=unit).select_related("item__meeting").order_by("-pk")[:LIMIT]
    return [(row, str(row)) for row in rows]
