"""Two people take the same step at the same moment: rows made for any course, and the steps that both may take."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import count
from threading import Barrier
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone
from django_fsm import Transition

from core.errors import Conflict, DomainError, NotAllowed
from core.workflow.models import WorkflowModel
from core.workflow.queries import status_field, transitions_from, why_refused
from core.workflow.services import transition_perform
from core.workflow.steps import asked_fields
from officials.models import Official
from organization.models import JurisdictionKind, Unit, User
from organization.roles import ROLES
from tests.support.cast import make_unit, make_user

DAY = date(2026, 6, 1)
MOMENT = datetime.combine(DAY, time(9), tzinfo=timezone.get_default_timezone())
numbers = count(1)


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """What each call gives back, or its refusal; each runs in a thread with a connection of its own."""
    barrier = Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        try:
            barrier.wait()
            return call()
        except (Conflict, NotAllowed) as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


@dataclass(frozen=True)
class Race:
    """A step that two people may take now."""

    record: WorkflowModel
    name: str
    actors: tuple[User, User]
    values: dict[str, Any]


# What a course asks of a row beyond its columns.
OWN: dict[str, Callable[["Maker"], dict[str, Any]]] = {
    "cases.suggestion": lambda maker: {"recommendation": maker.approved("cases.recommendation", "PLANNED")},
    "cases.lead": lambda maker: {"unit": maker.unit},
    "core.importbatch": lambda _maker: {"kind": "calendar"},
    "core.parameterchange": lambda _maker: {"group": "MEETING", "values": {"papers_days": 3}},
    "supervision.ceremonyreport": lambda _maker: {"filed_on": DAY, "file_by": DAY, "after_by": DAY},
    "supervision.cluetransfer": lambda maker: {"to_unit": maker.other_unit},
    "supervision.copyrecipient": lambda maker: {
        "user": maker.official.user, "notice": maker.approved("supervision.copynotice", "SERVED"),
    },
    "supervision.handover": lambda maker: {"incoming": maker.other_official},
    "supervision.kinbusiness": lambda _maker: {"of_age": True, "share_percent": 60},
    "supervision.kindeclaration": lambda _maker: {"year": 1900 + next(numbers) % 100},
    "supervision.listtask": lambda maker: {"duty": maker.of("supervision.duty"), "period": "", "due_on": DAY},
    "supervision.powerexercise": lambda maker: {"created_by": maker.who_may("supervision.add_powerexercise")},
    "supervision.poweritem": lambda maker: {
        "power_list": maker.make(apps.get_model("supervision.powerlist"), unit=maker.other_unit),
    },
    "warnings.notice": lambda maker: {**maker.hands("warnings.notice"), "served_at": MOMENT, "reply_due": DAY},
}  # fmt: skip


@dataclass
class Maker:
    """Rows with no more in them than their columns ask for, or with everything filled in (``full``)."""

    unit: Unit
    official: Official
    other_unit: Unit
    other_official: Official
    people: list[User]

    def of(self, label: str) -> Any:
        """A row of the model ``label``."""
        return self._related(apps.get_model(label))

    def who_may(self, permission: str) -> User:
        return next(user for user in self.people if user.has_perm(permission))

    def approved(self, label: str, status: str) -> Any:
        """A letter that has gone through all hands, in ``status``."""
        return self.make(apps.get_model(label), **self.hands(label), status=status)

    def hands(self, label: str) -> dict[str, Any]:
        """The number of a letter, and a person of his own for everybody who has to look at it."""
        asked = {one.name for one in apps.get_model(label)._meta.concrete_fields} & {"checker", "reviewer", "approver"}
        return {name: self.of("organization.user") for name in asked} | {"doc_no": f"云纪〔2026〕{next(numbers)}号"}

    def make(self, model: Any, *, full: bool = False, **given: Any) -> Any:
        own = self._own(model)
        values = {
            one.name: self.value(one, full=full)
            for one in model._meta.concrete_fields
            if not one.primary_key and one.name not in own | given and self._asked(one, full)
        }
        return model._base_manager.create(**values | own | given)

    def _own(self, model: Any) -> dict[str, Any]:
        """What a model asks for beyond its columns."""
        made = OWN.get(model._meta.label_lower)
        return made(self) if made else {}

    @staticmethod
    def _asked(one: Any, full: bool) -> bool:
        if one.unique and one.null:
            return False
        if full:
            return not one.has_default() and (not one.is_relation or one.related_model is User or not one.null)
        return not one.null and not one.has_default() and not (one.blank and one.empty_strings_allowed)

    def value(self, one: Any, *, full: bool = False) -> Any:
        if one.is_relation:
            return self._related(one.related_model)
        if one.name == "object_id":
            return self.unit.pk  # the row that the content type below speaks of
        if one.choices:
            return next(code for code, _word in one.flatchoices if code not in ("", None))
        kinds: tuple[tuple[Any, Callable[[], Any]], ...] = (
            (models.DateTimeField, lambda: MOMENT),
            (models.DateField, lambda: DAY),
            (models.TimeField, lambda: time(9)),
            (models.BooleanField, lambda: True),
            (models.DecimalField, lambda: 1),
            (models.IntegerField, lambda: 1),
            (models.JSONField, dict),
        )
        return next((make() for kind, make in kinds if isinstance(one, kind)), f"字{next(numbers)}"[: one.max_length])

    def _related(self, model: Any) -> Any:
        if model is User:
            return make_user(f"maker{next(numbers)}")
        if model is Unit:
            return self.unit
        if model is Official:
            return self.official
        if model is ContentType:
            return ContentType.objects.get_for_model(Unit)
        return self.make(model)


def crew(city: Unit, unit: Unit) -> list[User]:
    """Two people of every role, once beside the whole city and once as the unit's own."""
    elsewhere = make_unit("U99", "市纪委监委", parent=city)
    found = []
    for code in ROLES:
        for number in (1, 2):
            found.append(make_user(f"{code}{number}".lower(), code, units=[city], kind="TREE", unit=elsewhere))
            own = {"units": [unit], "kind": JurisdictionKind.OWN, "unit": unit}
            found.append(make_user(f"{code}{number}own".lower(), code, **own))
    return found


class _Undo(Exception):
    """Takes back what was only tried."""


def race_of(model: Any, maker: Maker, people: list[User]) -> Race | None:
    """A made row of ``model`` with a step that two of ``people`` may take, or that one may take twice; None without.

    What two may take is looked for first. Rows on which nothing can be raced are taken away again.
    """
    states = [str(code) for code, _word in status_field(model).flatchoices]
    for together in (True, False):
        for state in states:
            for full in (False, True):
                found = _race_from(model, state, maker, people, full=full, together=together)
                if found is not None:
                    return found
    return None


def _race_from(model: Any, state: str, maker: Maker, people: list[User], *, full: bool, together: bool) -> Race | None:
    try:
        with transaction.atomic():
            row = maker.make(model, full=full, **{status_field(model).name: state})
            for race in _races(row, maker, people, together=together):
                if _works(race):
                    return race
            raise _Undo
    except (IntegrityError, _Undo):  # a state that a row with so much (or little) in it cannot have
        return None


def _races(row: Any, maker: Maker, people: list[User], *, together: bool) -> Iterator[Race]:
    for step in sorted(transitions_from(row), key=lambda one: bool(one.custom.get("fields"))):
        if step.custom.get("form_class") or not _moves_on(row, step):
            continue
        actors = [user for user in people if _may(row, step, user)]
        if len(actors) > together:
            values = {name: maker.value(row._meta.get_field(name)) for name, _optional in asked_fields(step.custom)}
            yield Race(row, step.name, (actors[0], actors[-1]), values)


def _may(row: Any, step: Any, user: User) -> bool:
    try:
        return not why_refused(row, step, user)
    except DomainError:
        return False  # a made row may be too bare for a rule to be asked about it


def _works(race: Race) -> bool:
    """Whether the step itself can be taken: a made row may be too bare for what it brings about."""
    try:
        with transaction.atomic():
            run(race, race.actors[0])
            raise _Undo
    except _Undo:
        return True
    except (DomainError, IntegrityError, ObjectDoesNotExist, TypeError, AttributeError, ValueError):
        return False


def run(race: Race, actor: User) -> WorkflowModel:
    """The step, on the row as ``actor`` finds it."""
    row = type(race.record)._base_manager.get(pk=race.record.pk)
    return transition_perform(instance=row, name=race.name, actor=actor, reason="同时", **race.values)


def _moves_on(row: Any, step: Transition) -> bool:
    """Whether the step leads to one other state, from which it cannot be taken again."""
    if not isinstance(step.target, str) or step.target == step.source:
        return False
    every = status_field(type(row)).get_all_transitions(type(row))
    return not any(one.name == step.name and one.source in (step.target, "*", "+") for one in every)
