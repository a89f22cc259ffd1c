"""Many documents printed at once, as a job that leaves a ZIP with an index (R24 to R27).

First the copies are made, then everything is written down in one transaction: counts, prints in the trail, the result.
A worker that dies before has printed nothing; one that dies after has finished, and is not run twice.
"""

import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock, parameters
from core.audit.models import AuditEvent
from core.audit.services import event_record
from core.documents.models import IssuedDocument
from core.documents.parameters import DOCUMENTS
from core.documents.services import copy_mark, document_copy, next_print, print_record
from core.errors import DomainError, InvalidInput, NotAllowed
from core.jobs.models import Job
from core.jobs.registry import job_kind
from core.jobs.services import JobHandle, job_enqueue
from core.jobs.workspace import Finished, workspace
from core.records.exports import rows_workbook
from core.scope import Viewer
from core.workflow import guards

KIND = "documents.print"
PERMISSION = "core.print_documents"
INDEX = "目录.xlsx"
HEADER = ("序号", "文书编号", "标题", "种类", "版次", "文件", "打印", "存档文件SHA-256", "制发时间", "说明")
NOT_IN_NAMES = set('\\/:*?"<>|')


@dataclass
class Line:
    """One line of the index: a document with its copy, or why there is none."""

    document: IssuedDocument
    file: Path
    number: int = 0
    left_out: str = ""


def batch_print_start(*, documents: QuerySet[IssuedDocument], purpose: str, actor: Viewer) -> Job:
    """Start printing ``documents`` (narrowed to what ``actor`` sees).

    Raises NotAllowed without the right, InvalidInput without a purpose, without documents or with too many.
    """
    if not actor.has_perm(PERMISSION):
        raise NotAllowed(_("Your role may not print many documents at once."))
    if not purpose.strip():
        raise InvalidInput(_("Printing many documents needs its purpose."), field="reason")
    most = parameters.values(DOCUMENTS.key)["max_batch"]
    pks = list(documents.order_by("created_at", "pk").values_list("pk", flat=True)[: most + 1])
    if not 0 < len(pks) <= most:
        raise InvalidInput(
            _("Choose one to %(most)s documents.") % {"most": most},
            field="pk",
            cure=_("Narrow the list by its filters."),
        )
    job = job_enqueue(kind=KIND, params={"documents": pks, "purpose": purpose.strip()}, actor=actor)
    event_record(
        event=AuditEvent.BULK, obj=IssuedDocument, actor=actor, purpose=purpose.strip(), count=len(pks), job=job.pk
    )
    return job


@job_kind(KIND, label=gettext_lazy("Print documents"))
def batch_print(handle: JobHandle, *, documents: list[int], purpose: str) -> dict[str, Any]:
    """Make the copies, then keep them as the job's result."""
    if not handle.job.result_file:  # else: the worker died between the result and its report
        with workspace() as folder:
            lines = list(_lines(handle, documents, folder))
            handle.progress(len(documents), len(documents))
            _finish(handle, lines, folder, purpose)
    return {"message": _("%(count)d documents in the ZIP, with an index.") % {"count": len(documents)}}


def _lines(handle: JobHandle, pks: list[int], folder: Path) -> Iterable[Line]:
    """The copies, made one by one; what cannot be printed says why. Rights are asked now, not when it was ordered."""
    actor = handle.job.created_by
    seen = {row.pk: row for row in IssuedDocument.objects.visible_to(actor).filter(pk__in=pks)}
    for place, pk in enumerate(pks):
        handle.progress(place, len(pks))
        if pk in seen:
            yield _line(seen[pk], actor, folder, place + 1)


def _line(document: IssuedDocument, actor: Viewer, folder: Path, place: int) -> Line:
    owner: Any = document.owner
    line = Line(document, folder / f"{place:03d}_{_file_name(document)}.pdf", next_print(document, actor))
    try:
        guards.enter(owner, actor)
        _copy(line, actor)
    except DomainError as error:
        line.left_out = str(error)
    return line


def _copy(line: Line, actor: Viewer) -> None:
    line.file.write_bytes(document_copy(document=line.document, actor=actor, number=line.number))


@transaction.atomic
def _finish(handle: JobHandle, lines: list[Line], folder: Path, purpose: str) -> None:
    """Count and write down every print, and keep the ZIP: all of it or nothing."""
    actor = handle.job.created_by
    printed = [line for line in lines if not line.left_out]
    rows = IssuedDocument.objects.select_for_update().filter(pk__in=[line.document.pk for line in printed])
    now = {row.pk: row for row in rows.order_by("pk")}
    for line in printed:
        line.document = now[line.document.pk]
        number = next_print(line.document, actor)
        if number != line.number:  # somebody printed it meanwhile: the copy must say the right number
            line.number = number
            _copy(line, actor)
        print_record(document=line.document, actor=actor, number=number, job=handle.job.pk)
    target = folder / "documents.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for line in printed:
            archive.write(line.file, line.file.name)
        archive.writestr(INDEX, rows_workbook(_index(lines), title="目录", note=f"{actor} · {purpose}"))
    with Finished(target) as content:
        handle.attach_result(f"documents-{clock.today():%Y%m%d}-{handle.job.pk}.zip", content)


def _index(lines: list[Line]) -> Iterable[tuple[Any, ...]]:
    yield HEADER
    for place, line in enumerate(lines, start=1):
        row = line.document
        copy = "" if line.left_out else copy_mark(line.number) or "原件"
        file = "" if line.left_out else line.file.name
        yield (
            place, row.doc_no, row.title, row.kind, row.version, file, copy, row.sha256,
            clock.in_words(row.created_at), line.left_out,
        )  # fmt: skip


def _file_name(document: IssuedDocument) -> str:
    """Number and title, without what a file system does not take."""
    return "".join(char for char in f"{document.doc_no}_{document.title}" if char not in NOT_IN_NAMES)[:80].strip("_ .")
