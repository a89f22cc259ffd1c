"""Whether the list is whole: the unit's open problems against what stands on it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import prefetch_related_objects

from core import clock
from supervision.problems import OpenProblem, open_problems, open_problems_of


def key_of(problem: OpenProblem) -> tuple[int, int]:
    """What identifies a problem: the row that keeps it."""
    return ContentType.objects.get_for_model(problem.record).pk, problem.record.pk


def day_of(handover: Any) -> date:
    """The day whose open problems the list must hold: that of the signatures, or today while it is not signed."""
    return handover.signed_on or clock.today()


def missing_problems(handover: Any) -> list[OpenProblem]:
    """Open problems of the unit that the list does not have. Kept with the loaded row: a page asks for every button."""
    day, kept = day_of(handover), handover.__dict__.setdefault("_missing", {})
    if day not in kept:
        listed = set(handover.items.values_list("content_type_id", "object_id"))
        kept[day] = [problem for problem in open_problems(handover.unit, day) if key_of(problem) not in listed]
    return kept[day]


def missing_prefetch(handovers: Iterable[Any]) -> None:
    """Look up what each of ``handovers`` lacks, all of them together: a fixed number of queries for a list."""
    waiting = list(handovers)
    prefetch_related_objects(waiting, "items")
    while waiting:
        # A unit has one day a round; two changes of its head within a list are rare.
        round_of = {handover.unit_id: handover for handover in waiting}
        found = open_problems_of({unit: day_of(handover) for unit, handover in round_of.items()})
        for unit, handover in round_of.items():
            listed = {(item.content_type_id, item.object_id) for item in handover.items.all()}
            missing = [problem for problem in found[unit] if key_of(problem) not in listed]
            handover.__dict__.setdefault("_missing", {})[day_of(handover)] = missing
        done = {handover.pk for handover in round_of.values()}
        waiting = [handover for handover in waiting if handover.pk not in done]


def forget(handover: Any) -> None:
    """The list has changed: look again at the next question."""
    handover.__dict__.pop("_missing", None)
