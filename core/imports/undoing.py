"""Undoing an import: every record as it was before, or nothing at all and the reason why."""

from collections.abc import Callable
from typing import Any

from auditlog.context import set_actor
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from core.audit.models import AuditEvent
from core.audit.services import event_record
from core.errors import Conflict, DomainError
from core.imports.kinds import ImportKind
from core.imports.models import ImportBatch, ImportChange, RowStatus
from core.imports.states import opened, state_of, values_of
from core.scope import Viewer
from core.workflow.services import transition_perform


def batch_undo(
    *, batch: ImportBatch, actor: Viewer, reason: str, beat: Callable[[], None] = lambda: None
) -> ImportBatch:
    """Take an applied import back, last row first, in one transaction.

    Raises Conflict when a record was changed since, is used elsewhere, or its earlier state is no longer possible.
    """
    with transaction.atomic(), set_actor(actor):
        undone = transition_perform(instance=batch, name="undo", actor=actor, reason=reason)
        for number, change in enumerate(batch.changes.order_by("-pk")):
            if number % 50 == 0:
                beat()
            _take_back(batch.spec, change, actor)
        event_record(event=AuditEvent.BULK, obj=batch, actor=actor, kind=batch.kind, undone=batch.changes.count())
    return undone


def _take_back(kind: ImportKind, change: ImportChange, actor: Viewer) -> None:
    record = kind.model._base_manager.filter(pk=change.object_pk).first()
    try:
        with transaction.atomic():
            if change.action == RowStatus.REMOVED:
                _bring_back(kind, change, record)
                return
            if record is None or state_of(kind, record) != opened(kind, change.after):
                raise _refusal(change, _("it was changed since"))
            if change.action == RowStatus.NEW:
                _refuse_used(change, record)
                record.delete()
            else:
                kind.restore(record, values_of(kind, opened(kind, change.before)), actor)
    except (IntegrityError, ProtectedError) as error:
        raise _refusal(change, _("other records depend on it")) from error
    except DomainError as error:
        raise error if isinstance(error, UndoRefused) else _refusal(change, str(error.message)) from error


class UndoRefused(Conflict):
    """The import cannot be undone; nothing was."""

    code = "undo-refused"


def _bring_back(kind: ImportKind, change: ImportChange, record: Any) -> None:
    if record is not None:
        raise _refusal(change, _("it was entered again since"))
    kind.model(pk=change.object_pk, **values_of(kind, opened(kind, change.before))).save(force_insert=True)


def _refuse_used(change: ImportChange, record: models.Model) -> None:
    """A record that others refer to stays: deleting it would take them along, or leave them without."""
    for relation in record._meta.related_objects:
        other = relation.related_model
        if other._base_manager.filter(**{relation.field.name: record}).exists():
            raise _refusal(change, _("it is used by: %(records)s") % {"records": other._meta.verbose_name_plural})


def _refusal(change: ImportChange, why: str) -> UndoRefused:
    return UndoRefused(
        _("Row %(row)s (%(record)s) cannot be taken back: %(why)s. Nothing was undone.")
        % {"row": change.row_no, "record": change.label, "why": why},
        cure=_("Correct the record on its own page instead."),
    )
