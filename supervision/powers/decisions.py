"""The real decisions in which powers are used. Rooms that keep decisions offer them here in their wiring."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import Min, Model, QuerySet

from core import clock
from core.errors import Text
from core.scope import Viewer
from early_warning.checks.models import DoubtPoint
from officials.models import Tenure
from organization.models import Unit
from organization.offers import SHOWN, Offers
from supervision.meetings.choices import MAJOR
from supervision.meetings.models import Resolution
from supervision.powers.models import ExerciseStatus, PowerExercise, PowerList

YEARS_BACK = timedelta(days=730)
DECISIONS = Offers("decision")
# (row, words for it): decisions from a day on that must rest on a power and name none themselves.
Bare = Callable[[Unit, Viewer, date], Iterable[tuple[Model, str]]]
_bare: list[tuple[Text, Bare]] = []


def must_rest_on_a_power(label: Text, bare: Bare) -> None:
    """Register decisions that are shown as "without a power" while no use of one is linked to them (M10)."""
    _bare.append((label, bare))


def without_power(unit: Unit, user: Viewer) -> list[tuple[str, list[tuple[Model, str]]]]:
    """Decisions since the unit's first list took effect that neither name a power nor are linked to a use (M10)."""
    lists = PowerList.objects.visible_to(user).filter(unit=unit, status__in=("IN_FORCE", "SUPERSEDED"))
    since = lists.aggregate(first=Min("effective_on"))["first"]
    if since is None:
        return []
    groups = []
    for label, bare in _bare:
        rows = list(bare(unit, user, since))
        used = _used(rows) if rows else set()
        left = [(row, words) for row, words in rows if row.pk not in used]
        if left:
            groups.append((str(label), left[:SHOWN]))
    return groups


def _used(rows: list[tuple[Model, str]]) -> set[int]:
    """Which of these decisions have a linked use."""
    kind = ContentType.objects.get_for_model(rows[0][0])
    linked = PowerExercise.objects.filter(status=ExerciseStatus.LINKED, content_type=kind)
    return set(linked.filter(object_id__in=[row.pk for row, _words in rows]).values_list("object_id", flat=True))


def appointments(_user: Viewer) -> QuerySet[Tenure]:
    """Takings of office, also the unit's own people's: their words name posts, not people."""
    rows = Tenure.objects.filter(start__gte=clock.today() - YEARS_BACK).select_related("post")
    return rows.order_by("-start", "pk")


def appointment_words(row: Tenure, _user: Viewer) -> str:
    return f"{row.post.name} {row.start.isoformat()}"


def doubt_points(user: Viewer) -> QuerySet[DoubtPoint]:
    return DoubtPoint.objects.visible_to(user).select_related("unit").order_by("-pk")


def resolutions(user: Viewer) -> QuerySet[Resolution]:
    return Resolution.objects.visible_to(user).select_related("item__meeting").order_by("-pk")


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
