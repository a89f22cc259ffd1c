"""Doubts about first agenda items (走过场, M52): the same minutes again and again, or never a measure.

A doubt is worked out when somebody looks; nothing is written and nobody is told until a person decides (R01).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef

from core import clock, parameters
from core.deadlines.calendar import add_months
from core.scope import Viewer
from organization.models import Unit
from supervision.meetings.choices import TOOK_PLACE, Ground, Kind, Status
from supervision.meetings.models import AgendaItem, Meeting, StudyMeasure, StudyReminder
from supervision.meetings.parameters import STUDY
from supervision.meetings.rules.similarity import Run, Studied, runs

WRITTEN = [status for status in TOOK_PLACE if status != Status.HELD]


@dataclass(frozen=True)
class Doubt:
    """One run of meetings of one unit; ``last_day`` is the day of its last meeting."""

    unit: Unit
    ground: Ground
    meetings: tuple[int, ...]
    last_day: date

    @property
    def key(self) -> str:
        return f"{self.ground}-{self.meetings[-1]}"


def first_items(units: Any, *, since: date) -> Any:
    """First agenda items with minutes, by unit and day."""
    rows = AgendaItem.objects.filter(
        first_agenda=True, meeting__unit__in=units, meeting__status__in=WRITTEN, meeting__convened_on__gte=since
    )
    has_measure = Exists(StudyMeasure.objects.filter(meeting=OuterRef("meeting")).exclude(owner=""))
    return rows.annotate(has_measure=has_measure).order_by("meeting__unit", "meeting__convened_on", "pk")


def doubts_for(user: Viewer) -> list[Doubt]:
    """The open doubts of the jurisdiction, the latest first."""
    if not user.has_perm("supervision.remind_study"):
        return []
    values = parameters.values(STUDY.key)
    since = add_months(clock.today(), -values["months_back"])
    rows = first_items(Unit.objects.visible_to(user).values("pk"), since=since)
    by_unit: dict[int, list[Studied]] = defaultdict(list)
    for unit, meeting, likeness, measure in rows.values_list(
        "meeting__unit", "meeting", "likeness", "has_measure"
    ):  # fmt: skip
        by_unit[unit].append(Studied(meeting, likeness, measure))
    found = [
        (unit, run)
        for unit, studied in by_unit.items()
        for run in runs(studied, alike_from=values["similarity"], least=values["run"])
    ]
    return _undecided(found)


def _undecided(found: Iterable[tuple[int, Run]]) -> list[Doubt]:
    """Without the doubts a person has decided on; a run that grew since is a new doubt."""
    pairs = list(found)
    last = [run.meetings[-1] for _unit, run in pairs]
    decided = set(StudyReminder.objects.filter(last_meeting__in=last).values_list("ground", "last_meeting"))
    units = Unit.objects.in_bulk([unit for unit, _run in pairs])
    days = dict(Meeting.objects.filter(pk__in=last).values_list("pk", "convened_on"))
    rows = [
        Doubt(units[unit], run.ground, run.meetings, days[run.meetings[-1]])
        for unit, run in pairs
        if (run.ground, run.meetings[-1]) not in decided
    ]
    return sorted(rows, key=lambda doubt: (doubt.last_day, doubt.unit.code), reverse=True)


def doubt_for(user: Viewer, key: str) -> Doubt | None:
    """The open doubt with that key, if ``user`` may see it."""
    return next((doubt for doubt in doubts_for(user) if doubt.key == key), None)


def study_counts(user: Viewer) -> dict[int, tuple[int, int]]:
    """Unit id -> (Party meetings since the look-back day, those with first item, measure and owner)."""
    since = add_months(clock.today(), -parameters.values(STUDY.key)["months_back"])
    rows = Meeting.objects.visible_to(user).filter(kind=Kind.PARTY, status__in=TOOK_PLACE, convened_on__gte=since)
    measure = Exists(StudyMeasure.objects.filter(meeting=OuterRef("pk")).exclude(owner=""))
    item = Exists(AgendaItem.objects.filter(meeting=OuterRef("pk"), first_agenda=True))
    counts: dict[int, tuple[int, int]] = {}
    found = rows.annotate(measure=measure, item=item).values_list("unit", "measure", "item")
    for unit, has_measure, has_item in found:
        held, complete = counts.get(unit, (0, 0))
        counts[unit] = (held + 1, complete + (has_measure and has_item))
    return counts
