"""What of declarations waits for an official: for the portal's count and list, and his to-dos."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from core import clock
from core.errors import Text
from core.scope import Viewer
from core.workbench.registry import Todo
from supervision.declarations.choices import Event, ReviewStatus, State
from supervision.declarations.models import CeremonyReport, KinDeclaration, KinReview, MatterReport

RECORDS: tuple[Any, ...] = (KinDeclaration, MatterReport, CeremonyReport)


def waiting(user: Viewer) -> list[tuple[Any, Text, date | None]]:
    """(record, what to do, by when), the nearest first; four queries."""
    found = [(record, _word(record), record.due_on) for model in RECORDS for record in _rows(model, user)]
    reviews = KinReview.objects.with_person(user).filter(status=ReviewStatus.ACTION).select_related("official")
    found += [(review, _("Put right and report"), review.action_due) for review in reviews]
    return sorted(found, key=lambda row: row[2] or date.max)


def _rows(model: Any, user: Viewer) -> Any:
    condition = Q(status__in=(State.DUE, State.ASK))
    if model is CeremonyReport:
        condition |= Q(status__in=(State.FILED, State.CORRECTED, State.REVIEWED), event_on__lte=clock.today())
    return model.objects.with_person(user).filter(condition).select_related("official", "unit")


def _word(record: Any) -> Text:
    if record.status == State.ASK:
        return _("Reduce") if isinstance(record, CeremonyReport) else _("Explain")
    if not isinstance(record, CeremonyReport):
        return _("File it")
    if record.event == Event.FUNERAL:
        return _("Report in writing")
    return _("File it") if record.status == State.DUE else _("Report afterwards")


def waiting_count(user: Viewer) -> int:
    return len(waiting(user))


def own_todos(user: Viewer) -> Iterator[Todo]:
    """For officials with a workbench of their own: done in the portal."""
    for record, action, due in waiting(user):
        yield Todo(
            kind=str(record._meta.verbose_name), title=record.heading, url=record.url_for(user), action=action, due=due
        )
