"""What the demo steps of filed plans and handovers share: who acts for a unit, and lines of a history."""

from datetime import date, datetime, time
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from core.demo import City
from core.workflow.models import TransitionRecord


def at(day: date, hour: int = 10) -> datetime:
    """A moment of ``day``, the same in every build."""
    return datetime.combine(day, time(hour, 20), tzinfo=timezone.get_current_timezone())


def watcher(city: City, code: str, second: bool = False) -> Any:
    """One of the two people who watch the unit."""
    team = next(row.team for row in city.things["unit_rows"] if row.code == code)
    if team:
        return city.users[f"{team}b" if second else team]
    return city.users["sup2" if second else "sup1"]


class History:
    """Lines of records that were written in bulk; stored together."""

    def __init__(self) -> None:
        self._lines: list[tuple[Any, TransitionRecord]] = []

    def add(
        self, record: Any, name: str, label: str, before: str, after: str, actor: Any, day: date, hour: int
    ) -> None:
        line = TransitionRecord(
            name=name, label=label, from_status=before, to_status=after, actor=actor, at=at(day, hour)
        )
        self._lines.append((record, line))

    def write(self) -> None:
        """Once the records have their keys."""
        for record, line in self._lines:
            line.content_type = ContentType.objects.get_for_model(record)
            line.object_id = record.pk
        TransitionRecord.objects.bulk_create(line for _record, line in self._lines)
