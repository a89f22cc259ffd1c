"""The real decisions in which powers are used. Rooms that keep decisions register them here in their wiring."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import Min, Model
from django.utils.translation import gettext as _

from core import clock
from core.errors import InvalidInput, Text
from core.scope import Viewer
from early_warning.checks.models import DoubtPoint
from officials.models import Tenure
from organization.models import Unit
from supervision.meetings.choices import MAJOR
from supervision.meetings.models import Resolution
from supervision.powers.models import ExerciseStatus, PowerExercise, PowerList

YEARS_BACK = timedelta(days=730)
LIMIT = 200
# (row, words for it); only rows that ``user`` may know of.
Candidates = Callable[[Unit, Viewer], Iterable[tuple[Model, str]]]


# The same, from a day on, for decisions that must rest on a power and name none themselves.
Bare = Callable[[Unit, Viewer, date], Iterable[tuple[Model, str]]]


@dataclass(frozen=True)
class DecisionSource:
    key: str
    label: Text
    candidates: Candidates
    bare: Bare | None = None


_sources: dict[str, DecisionSource] = {}


def decision_source(key: str, label: Text, candidates: Candidates, *, bare: Bare | None = None) -> None:
    """Register decisions of one kind: ``candidates(unit, user)`` are those of the unit that a use may be linked to.

    ``bare(unit, user, since)`` are those that name no power themselves: without a linked use they are shown as
    decisions without a power.
    """
    _sources[key] = DecisionSource(key, label, candidates, bare)


def without_power(unit: Unit, user: Viewer) -> list[tuple[str, list[tuple[Model, str]]]]:
    """Decisions since the unit's first list took effect that neither name a power nor are linked to a use (M10)."""
    lists = PowerList.objects.visible_to(user).filter(unit=unit, status__in=("IN_FORCE", "SUPERSEDED"))
    since = lists.aggregate(first=Min("effective_on"))["first"]
    if since is None:
        return []
    groups = []
    for source in _sources.values():
        rows = list(source.bare(unit, user, since)) if source.bare else []
        used = _used(rows) if rows else set()
        bare = [(row, words) for row, words in rows if row.pk not in used]
        if bare:
            groups.append((str(source.label), bare[:LIMIT]))
    return groups


def _used(rows: list[tuple[Model, str]]) -> set[int]:
    """Which of these decisions have a linked use."""
    kind = ContentType.objects.get_for_model(rows[0][0])
    linked = PowerExercise.objects.filter(status=ExerciseStatus.LINKED, content_type=kind)
    return set(linked.filter(object_id__in=[row.pk for row, _words in rows]).values_list("object_id", flat=True))


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


def bare_resolutions(unit: Unit, user: Viewer, since: date) -> Iterable[tuple[Model, str]]:
    """Resolutions on major items (三重一大) that name no power, newest first."""
    rows = Resolution.objects.visible_to(user).filter(
        unit=unit, item__category__in=MAJOR, item__power__isnull=True, item__meeting__convened_on__gte=since
    )
    return [(row, str(row)) for row in rows.select_related("item__meeting").order_by("-item__meeting__convened_on")]


def bare_appointments(unit: Unit, user: Viewer, since: date) -> Iterable[tuple[Model, str]]:
    """Takings of office that the unit itself decided: of officials whom it manages, in posts of its own."""
    rows = Tenure.objects.visible_to(user).filter(
        post__unit=unit, official__managed_by=unit, post__is_head=False, start__gte=since
    )
    return [(row, f"{row.post.name} {row.start.isoformat()}") for row in rows.select_related("post").order_by("-start")]
