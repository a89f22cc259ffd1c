"""What every room of the demo city writes beside its rows: courses, numbers, moments; as services would have."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from core import clock
from core.documents.models import AllocatedNumber, IssuedDocument, NumberSeries
from core.workflow.models import TransitionRecord, WorkflowModel
from core.workflow.queries import status_field


def moment(day: date, hour: int = 10) -> datetime:
    """A working hour of ``day``."""
    return datetime.combine(day, time(hour, 30), tzinfo=timezone.get_current_timezone())


def course_line(
    record: WorkflowModel, name: str, before: str, after: str, actor: Any, at: datetime, reason: str = ""
) -> TransitionRecord:
    """One line of a course, not saved; its words are those of the declared step."""
    steps = {found.name: found for found in status_field(type(record)).get_all_transitions(type(record))}
    label = str(steps[name].custom.get("label", name)) if name in steps else {"create": "建立"}.get(name, name)
    return TransitionRecord(
        content_type=ContentType.objects.get_for_model(record),
        object_id=record.pk,
        name=name,
        label=label,
        from_status=before,
        to_status=after,
        actor=actor,
        reason=reason,
        at=at,
    )


def paper_dated(document: IssuedDocument, at: datetime) -> None:
    """What was issued just now belongs to the day it tells of."""
    if clock.day_of(document.created_at) > clock.day_of(at):
        IssuedDocument.objects.filter(pk=document.pk).update(created_at=at)


def numbers_own(prefix: str, records: Iterable[tuple[Any, datetime, Any]]) -> None:
    """Enter the numbers that (record, allotted at, by) bear into the register of ``prefix``, in two writes a year."""
    by_year: defaultdict[int, list[tuple[Any, datetime, Any]]] = defaultdict(list)
    for record, at, actor in records:
        by_year[at.year].append((record, at, actor))
    for year, rows in by_year.items():
        numbers = [int(record.doc_no.split("〕")[1][:-1]) for record, _at, _actor in rows]
        series = NumberSeries.objects.create(prefix=prefix, year=year, last_number=max(numbers))
        AllocatedNumber.objects.bulk_create(
            AllocatedNumber(
                series=series, number=number, text=record.doc_no, owner=record, allocated_at=at, allocated_by=actor
            )
            for number, (record, at, actor) in zip(numbers, rows, strict=True)
        )
