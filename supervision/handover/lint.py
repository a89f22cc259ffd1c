"""Whether the list is whole: the unit's open problems against what stands on it."""

from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType

from core import clock
from supervision.problems import OpenProblem, open_problems


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


def forget(handover: Any) -> None:
    """The list has changed: look again at the next question."""
    handover.__dict__.pop("_missing", None)
