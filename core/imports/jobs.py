"""The three long steps as jobs: checking, applying, undoing. What each says is in the language of who started it."""

from typing import Any

from django.contrib.auth import get_user_model
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from core.errors import NotAllowed
from core.imports.models import ImportBatch, ImportStatus, RowStatus
from core.imports.services import batch_apply, batch_check
from core.imports.undoing import batch_undo
from core.jobs.models import Job
from core.jobs.registry import job_kind
from core.jobs.services import JobHandle, job_enqueue
from core.scope import Viewer

CHECK, APPLY, UNDO = "imports.check", "imports.apply", "imports.undo"


def _start(kind: str, batch: ImportBatch, actor: Viewer, **params: Any) -> Job:
    params |= {"batch": batch.pk, "actor": actor.pk, "language": get_language() or "zh-hans"}
    job = job_enqueue(kind=kind, params=params, actor=actor)
    ImportBatch.objects.filter(pk=batch.pk).update(job=job)
    return job


def check_later(*, batch: ImportBatch, policy: str, actor: Viewer) -> Job:
    """Enqueue the dry run."""
    return _start(CHECK, batch, actor, policy=policy)


def apply_later(*, batch: ImportBatch, actor: Viewer) -> Job:
    """Enqueue the applying."""
    return _start(APPLY, batch, actor)


def undo_later(*, batch: ImportBatch, actor: Viewer, reason: str) -> Job:
    """Enqueue the undoing."""
    return _start(UNDO, batch, actor, reason=reason)


@job_kind(CHECK, label=gettext_lazy("Check of an import"))
def check(handle: JobHandle, *, batch: int, actor: int, language: str, policy: str) -> dict[str, Any]:
    """The dry run; running it again replaces the earlier report."""
    row, user = _batch(batch, actor)
    with override(language):
        row = batch_check(batch=row, policy=policy, actor=user, beat=handle.check_cancelled)
        return _said(row, ", ".join(f"{RowStatus(s).label} {n}" for s, n in row.report["counts"].items() if n))


@job_kind(APPLY, label=gettext_lazy("Applying an import"))
def apply(handle: JobHandle, *, batch: int, actor: int, language: str) -> dict[str, Any]:
    """All rows in one transaction; the same job taken up again finds its work done, another one refuses."""
    row, user = _batch(batch, actor)
    with override(language):
        if not _done(row, handle, ImportStatus.APPLIED):
            batch_apply(batch=row, actor=user, beat=handle.check_cancelled)
        return _said(row, _("The import is applied."))


@job_kind(UNDO, label=gettext_lazy("Undoing an import"))
def undo(handle: JobHandle, *, batch: int, actor: int, language: str, reason: str) -> dict[str, Any]:
    """Everything back in one transaction; the same job taken up again finds its work done, another one refuses."""
    row, user = _batch(batch, actor)
    with override(language):
        if not _done(row, handle, ImportStatus.UNDONE):
            batch_undo(batch=row, actor=user, reason=reason, beat=handle.check_cancelled)
        return _said(row, _("The import is undone."))


def _batch(pk: int, actor: int) -> tuple[ImportBatch, Any]:
    """The import and who started the work, if he still may. Raises NotAllowed."""
    user = get_user_model().objects.get(pk=actor)
    row = ImportBatch.objects.visible_to(user).filter(pk=pk).first()
    if row is None:
        raise NotAllowed(_("Your role may not import this kind of data."))
    return row, user


def _done(batch: ImportBatch, handle: JobHandle, status: ImportStatus) -> bool:
    """Whether this very job has done its work already: its worker died after the commit."""
    return batch.status == status and batch.job_id == handle.job.pk


def _said(batch: ImportBatch, message: str) -> dict[str, Any]:
    return {"message": message, "url": batch.get_absolute_url()}
