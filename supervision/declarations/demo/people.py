"""Who declares and who handles it, looked up once; and the lines of a course as its services would have left them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from core.demo import City
from core.workflow.models import TransitionRecord
from officials.models import Official
from supervision.declarations.scope import units_of

COMMISSION = "U02"


def at(day: date, hour: int = 10) -> datetime:
    return datetime.combine(day, time(hour, 20), tzinfo=timezone.get_current_timezone())


@dataclass(frozen=True)
class Taken:
    """One step that was taken."""

    name: str
    label: str
    after: str
    actor: Any
    on: date
    reason: str = ""


class People:
    """Officials by unit in the order of their codes, and the two people who watch each unit."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.everybody: list[Official] = sorted(city.things["officials"].values(), key=lambda person: person.code)
        places = units_of(self.everybody, city.today)
        self.unit_of = {person.pk: places[person.pk] for person in self.everybody if person.pk in places}
        self.teams = {row.code: row.team for row in city.things["unit_rows"]}
        self.codes = {unit.pk: code for code, unit in city.units.items()}

    def of_unit(self, code: str) -> list[Official]:
        unit = self.city.units[code].pk
        return [person for person in self.everybody if self.unit_of.get(person.pk) == unit]

    def pair(self, unit: int) -> tuple[Any, Any]:
        """The two people of the stationed team, or of the office where there is none."""
        team, users = self.teams.get(self.codes[unit], ""), self.city.users
        return (users[team], users[f"{team}b"]) if team else (users["sup1"], users["sup2"])

    def declaring(self) -> Iterator[tuple[Official, int]]:
        """Everybody in office, with his unit."""
        for person in self.everybody:
            if person.pk in self.unit_of:
                yield person, self.unit_of[person.pk]


def history_of(record: Any, steps: Iterable[Taken]) -> Iterator[TransitionRecord]:
    """The lines of one record."""
    kind, before = ContentType.objects.get_for_model(record), ""
    for number, step in enumerate(steps):
        yield TransitionRecord(
            content_type=kind, object_id=record.pk, name=step.name, label=step.label, from_status=before,
            to_status=step.after, actor=step.actor, reason=step.reason, at=at(step.on, 9 + number),
        )  # fmt: skip
        before = step.after
