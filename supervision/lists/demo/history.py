"""Collects the lines of histories, and writes them in one statement."""

from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType

from core.workflow.models import TransitionRecord


class Histories:
    """What steps would have written, in the order of time."""

    def __init__(self, model: type) -> None:
        self.content_type = ContentType.objects.get_for_model(model)
        self.waiting: list[tuple[Any, TransitionRecord]] = []

    def add(
        self,
        record: Any,
        name: str,
        label: str,
        before: str,
        after: str,
        actor: Any,
        moment: datetime,
        reason: str = "",
    ) -> None:
        """One line of ``record``, which may not be saved yet."""
        line = TransitionRecord(
            content_type=self.content_type, name=name, label=label, from_status=before, to_status=after, actor=actor,
            at=moment, reason=reason,
        )  # fmt: skip
        self.waiting.append((record, line))

    def write(self) -> None:
        for record, line in self.waiting:
            line.object_id = record.pk
        TransitionRecord.objects.bulk_create([line for _record, line in self.waiting], batch_size=2000)
        self.waiting = []
