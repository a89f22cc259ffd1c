"""What may be done with an import: upload, check (dry run), apply, undo, drop (the plain transition)."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path

from auditlog.context import set_actor
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.audit.models import AuditEvent
from core.audit.services import event_record
from core.errors import Conflict, InvalidInput, NotAllowed
from core.imports.kinds import ImportKind, find_kind
from core.imports.models import ImportBatch, ImportChange, ImportPolicy, ImportStatus
from core.imports.reading import FileRows, file_read
from core.imports.running import Outcome, RowsRun
from core.imports.states import sealed
from core.reading.receiving import Received, receive
from core.reading.refusals import FileRefused
from core.scope import Viewer
from core.workflow.services import transition_perform

Beat = Callable[[], None]


def kind_for(*, key: str, actor: Viewer) -> ImportKind:
    """The kind ``key``. Raises InvalidInput for an unknown one, NotAllowed for one that is not the actor's."""
    kind = find_kind(key)
    if kind is None:
        raise InvalidInput(_("There is no import of this kind."), field="kind")
    if not actor.has_perm(kind.permission):
        raise NotAllowed(_("Your role may not import this kind of data."), field="kind")
    return kind


def batch_start(*, kind: str, policy: str, name: str, chunks: Iterable[bytes], actor: Viewer) -> ImportBatch:
    """Take a file in. Raises FileRefused, NotAllowed or InvalidInput; then nothing is kept but a line in the trail."""
    spec = kind_for(key=kind, actor=actor)
    if policy not in ImportPolicy.values:
        raise InvalidInput(_("Say what happens to records that exist."), field="policy")
    received: Received | None = None
    try:
        received = receive(chunks, Path(settings.STORAGE_DIR) / "imports")
        _refuse_known(spec, received.sha256)
        return _keep(spec, policy, name, received, file_read(received.path, name=name, kind=spec), actor)
    except FileRefused as refusal:
        event_record(event=AuditEvent.REFUSED, obj=ImportBatch, actor=actor, kind=kind, reason=refusal.reason)
        raise
    finally:
        if received is not None:
            received.discard()


def _keep(kind: ImportKind, policy: str, name: str, received: Received, found: FileRows, actor: Viewer) -> ImportBatch:
    return ImportBatch.objects.create(
        kind=kind.key,
        policy=policy,
        file_name=name[-200:],
        sha256=received.sha256,
        rows=json.dumps(found.rows, ensure_ascii=False),
        row_count=len(found.rows),
        dropped=found.dropped,
        remarks=found.remarks,
        uploaded_by=actor,
    )


def _refuse_known(kind: ImportKind, sha256: str) -> None:
    """The very same file again is a mistake, unless the earlier import was dropped or undone."""
    gone = (ImportStatus.DROPPED, ImportStatus.UNDONE)
    known = ImportBatch.objects.filter(kind=kind.key, sha256=sha256).exclude(status__in=gone).first()
    if known is not None:
        raise FileRefused(
            "duplicate",
            _("Exactly this file is already here: uploaded on %(day)s (no. %(number)s).")
            % {"day": clock.day_of(known.uploaded_at).isoformat(), "number": known.pk},
            _("Open that import, or upload the corrected file."),
        )


def batch_check(*, batch: ImportBatch, policy: str, actor: Viewer, beat: Beat = lambda: None) -> ImportBatch:
    """The dry run under ``policy``: every row is written, and all of it taken back. Raises Conflict when it is over."""
    if batch.status not in (ImportStatus.UPLOADED, ImportStatus.CHECKED):
        raise Conflict(_("This import is no longer open."), cure=_("Upload the file again."))
    with transaction.atomic():
        outcome = _run(batch, policy, actor, beat)
        transaction.set_rollback(True)
    with transaction.atomic():
        row = transition_perform(instance=batch, name="check_rows", actor=actor)
        row.policy, row.report = policy, outcome.report()
        row.save()
    return row


def batch_apply(*, batch: ImportBatch, actor: Viewer, beat: Beat = lambda: None) -> ImportBatch:
    """Write all rows in one transaction, exactly as the dry run showed it.

    Raises Conflict when the records have changed since, so that something else would happen; a new dry run shows what.
    """
    with transaction.atomic():
        batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        shown, rows = batch.report, batch.rows
        # First the step, which asks every rule; a refusal below takes it back with all the rest.
        applied = transition_perform(instance=batch, name="apply", actor=actor)
        batch.rows = rows
        outcome = _run(batch, batch.policy, actor, beat)
        if outcome.report() != shown:
            raise Conflict(
                _("Records have changed since the dry run; applying would do something else than was shown."),
                cure=_("Check the file again and look at the new report."),
            )
        ImportChange.objects.bulk_create(_kept(batch, outcome))
        event_record(event=AuditEvent.BULK, obj=batch, actor=actor, kind=batch.kind, **outcome.report()["counts"])
    return applied


def _run(batch: ImportBatch, policy: str, actor: Viewer, beat: Beat) -> Outcome:
    """The rows, written in the actor's name."""
    rows = [(number, cells) for number, cells in json.loads(batch.rows)]
    with set_actor(actor):
        return RowsRun(batch.spec, policy=policy, actor=actor, beat=beat).run(rows)


def _kept(batch: ImportBatch, outcome: Outcome) -> list[ImportChange]:
    kind = batch.spec
    return [
        ImportChange(
            batch=batch,
            row_no=change.row,
            action=change.action,
            object_pk=str(change.record.pk),
            label=change.label[:200],
            before=sealed(kind, change.before),
            after=sealed(kind, change.after),
        )
        for change in outcome.changes
    ]
