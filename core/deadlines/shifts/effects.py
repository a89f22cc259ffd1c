"""What a decision brings about: the record's due day moves, its history says so, and those concerned are told.

Runs inside the step's transaction; the record is locked, so that two decisions never count from the same day.
"""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from core import clock
from core.deadlines.calendar import work_calendar
from core.deadlines.shifts import queries
from core.deadlines.shifts.counting import counts_working_days, resumed
from core.errors import Conflict, InvalidInput, Text
from core.outbox.mail import matter_waits
from core.outbox.models import Channel
from core.outbox.services import delivery_add
from core.scope import Viewer
from core.workflow.models import WorkflowModel
from core.workflow.services import history_write


def is_asker(shift: Any, user: Viewer) -> bool:
    """Permission of withdrawing."""
    return shift.asked_by_id == user.pk


def may_end(shift: Any, user: Viewer) -> bool:
    """Permission of ending early: whoever may ask or decide."""
    return user.has_perm("core.decide_shift") or queries.may_ask(queries.term_of(shift.record, shift.kind), user)


def suspend(shift: Any, actor: Viewer) -> None:
    """Stop counting. With a known end the due day moves at once, else when somebody ends it."""
    term = _locked(shift)
    refuse_unless_running(term, shift.start)
    shift.due_before = term.due
    if shift.end is not None:
        shift.due_after = _after(term, shift.start, shift.end)
        _move(shift, term, shift.due_after)
    write_history(shift, actor, _("approved"), shift.get_reason_display())
    tell_asker(shift, "approved")


def resume(shift: Any, actor: Viewer, reason: str) -> None:
    """Count again from tomorrow. A suspension that has not begun leaves no trace in the due day."""
    term, today = _locked(shift), clock.today()
    planned = shift.due_after or term.due
    if today < shift.start:
        actual = shift.due_before
    else:
        last = min(today, shift.end or today)
        actual = _after(term, shift.start, last, due=shift.due_before)
        shift.end = last
    # What moved the day meanwhile (the room itself, an extension) stays on top.
    shift.due_after = actual
    moved = term.due + (actual - planned)
    _move(shift, term, work_calendar().roll_forward(moved) if counts_working_days(term.rule) else moved)
    write_history(shift, actor, _("ended"), reason)


def extend(shift: Any, actor: Viewer) -> None:
    """Move the due day. Raises Conflict or InvalidInput when the term has changed since it was asked for."""
    term = _locked(shift)
    refuse_unless_extendable(term, shift.new_due)
    shift.due_before, shift.due_after = term.due, shift.new_due
    _move(shift, term, shift.new_due)
    write_history(shift, actor, _("approved"), shift.reason)
    tell_asker(shift, "approved")


def refuse_unless_running(term: queries.Term, start: dt.date) -> None:
    """Raises Conflict for a finished record, InvalidInput when it was due before ``start``."""
    if not term.open or term.due is None:
        raise Conflict(_("Nothing is due on this record."))
    if term.due < start:
        raise InvalidInput(
            _("It was due on %(due)s, before the suspension begins.") % {"due": term.due},
            field="start",
            cure=_("What is overdue is explained, not suspended."),
        )


def refuse_unless_extendable(term: queries.Term, new_due: dt.date) -> None:
    """Raises Conflict for a finished record or one whose counting stands still, InvalidInput beyond the limit."""
    if not term.open or term.due is None:
        raise Conflict(_("Nothing is due on this record."))
    latest = queries.latest_due(term)
    if latest is None:
        raise InvalidInput(_("The rule allows no extension of this term."), field="new_due")
    if not term.due < new_due <= latest:
        raise InvalidInput(
            _("The new day must lie after %(due)s and not after %(latest)s.") % {"due": term.due, "latest": latest},
            field="new_due",
            cure=_("The rule sets how far a term may be extended."),
        )


def _after(term: queries.Term, start: dt.date, end: dt.date, due: dt.date | None = None) -> dt.date:
    rule = term.rule
    day = due or term.due
    if day is None:
        raise Conflict(_("Nothing is due on this record."))
    working, rolls = counts_working_days(rule), bool(rule and rule.roll)
    return resumed(day, start, end, work_calendar(), working=working, rolls=rolls)


def _locked(shift: Any) -> queries.Term:
    model = shift.content_type.model_class()
    record = model._base_manager.select_for_update(of=("self",)).get(pk=shift.object_id)
    return queries.term_of(record, shift.kind)


def _move(shift: Any, term: queries.Term, due: dt.date) -> None:
    record, field = term.record, term.reminder.due
    if due == term.due:
        return
    setattr(record, field, due)
    record.save(update_fields=[field])
    if term.reminder.moved is not None:
        term.reminder.moved(record, f"{shift._meta.model_name}-{shift.pk}-{due}")


def write_history(shift: Any, actor: Viewer | None, what: Text, reason: str) -> None:
    """A line in the history of the record: what was decided and which day counts now."""
    record = type(shift.record)._base_manager.get(pk=shift.object_id)
    if not isinstance(record, WorkflowModel):
        return
    due = f" → {shift.due_after}" if shift.due_after else ""
    label = f"{shift._meta.verbose_name} · {what}{due}"
    history_write(
        instance=record, name=shift._meta.model_name, label=label, before=record.status, actor=actor, reason=reason
    )


def tell_asker(shift: Any, what: str) -> None:
    """A message to whoever asked; the mail says nothing of what it is about."""
    delivery_add(
        owner=shift,
        recipient=shift.asked_by,
        key=f"{shift._meta.model_name}:{shift.pk}:{what}",
        mail=matter_waits(sent_on=clock.today()),
        channels=(Channel.PORTAL,),
    )
