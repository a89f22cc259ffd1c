"""Asking for a suspension or an extension; the decision is a step of the request (``transition_perform``)."""

import datetime as dt
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from core import clock
from core.deadlines.shifts.course import Status
from core.deadlines.shifts.effects import refuse_unless_extendable, refuse_unless_running
from core.deadlines.shifts.models import Extension, Suspension, SuspensionReason
from core.deadlines.shifts.queries import SUSPENSION, Term, may_ask, shifts_of, term_of
from core.errors import Conflict, InvalidInput, NotAllowed
from core.scope import Viewer
from core.workflow.services import transition_perform


def suspension_ask(
    *,
    record: Model,
    reason: str,
    note: str,
    start: dt.date,
    actor: Viewer,
    end: dt.date | None = None,
    kind: str = "",
) -> Suspension:
    """Ask that the days of ``record`` do not count from ``start`` to ``end`` (open: until somebody ends it).

    Raises NotAllowed to whoever neither acts on the record nor follows it up, InvalidInput for an unknown reason, no
    explanation or days out of order, Conflict while another request is alive.
    """
    term = _asked(record, kind, actor)
    if not term.reminder.suspends or reason not in SuspensionReason.values:
        raise InvalidInput(_("Counting stops only for the reasons of the list."), field="reason")
    if end is not None and end < start:
        raise InvalidInput(_("The last day lies before the first."), field="end")
    refuse_unless_running(term, start)
    values = {"reason": reason, "note": _words(note, "note"), "start": start, "end": end}
    return _create(Suspension, term, actor, values)


def extension_ask(*, record: Model, new_due: dt.date, reason: str, actor: Viewer, kind: str = "") -> Extension:
    """Ask for a later due day. Raises as ``suspension_ask``, and InvalidInput beyond what the rule allows."""
    term = _asked(record, kind, actor)
    if not term.reminder.extends:
        raise InvalidInput(_("This day is not moved by a request for extension."), field="kind")
    if shifts_of(record, SUSPENSION).filter(kind=term.reminder.key, status=Status.APPROVED).exists():
        raise Conflict(_("The counting stands still now."), cure=_("End the suspension first."))
    refuse_unless_extendable(term, new_due)
    return _create(Extension, term, actor, {"reason": _words(reason, "reason"), "new_due": new_due})


def _asked(record: Model, kind: str, actor: Viewer) -> Term:
    term = term_of(record, kind)
    if not may_ask(term, actor):
        raise NotAllowed(_("Only whoever acts on the record, or follows it up, asks for this."))
    return term


def _words(text: str, field: str) -> str:
    if not text.strip():
        raise InvalidInput(_("This must not be empty."), field=field, cure=_("Write at least one sentence."))
    return text.strip()


def _create(model: Any, term: Term, actor: Viewer, values: dict[str, Any]) -> Any:
    try:
        with transaction.atomic():
            return model.objects.create(
                content_type=ContentType.objects.get_for_model(term.record),
                object_id=term.record.pk,
                kind=term.reminder.key,
                asked_by=actor,
                **values,
            )
    except IntegrityError as error:
        raise Conflict(
            _("Another request about this day is alive."), cure=_("Let it be decided or ended first.")
        ) from error


def suspensions_run_out(*, today: dt.date | None = None) -> int:
    """End the suspensions whose last day is over; part of the daily round. Returns how many."""
    rows = Suspension.objects.filter(status=Status.APPROVED, end__lt=today or clock.today())
    ended = 0
    for row in rows:
        try:
            transition_perform(instance=row, name="run_out", actor=None)
        except Conflict:  # another round, or a person, was faster
            continue
        ended += 1
    return ended
