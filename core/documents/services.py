"""Issuing and printing: rendered once, kept unchanged, every copy logged and marked (R24-R26)."""

from collections.abc import Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.db.models import Model

from core import clock
from core.audit.models import AuditEvent
from core.audit.services import event_record
from core.documents.models import IssuedDocument
from core.documents.rendering import render_pdf
from core.documents.stamping import COPY, stamp
from core.documents.storage import document_load, document_store
from core.scope import Viewer


def document_issue(
    *,
    owner: Model,
    kind: str,
    template: str,
    context: Mapping[str, Any],
    actor: Viewer | None,
    addressee: Viewer | None = None,
    restricted: bool = False,
    version: int = 1,
) -> IssuedDocument:
    """The document ``kind`` (W01 ...) of ``owner``: rendered, hashed and stored at the first call, given back after.

    ``title`` and ``doc_no`` are taken from ``context``. ``addressee`` always gets the original; ``restricted`` copies
    carry the reader's name and the time. A changed document is a new ``version``. Which versions of the wording it was
    printed with (``texts`` of the context, see ``core.documents.texts``) is kept with it.
    """
    key = {"content_type": ContentType.objects.get_for_model(owner), "object_id": owner.pk, "kind": kind}
    issued = IssuedDocument.objects.filter(**key, version=version).first()
    if issued is not None:
        return issued
    pdf = render_pdf(template, context)
    now = clock.now()
    path, sha256 = document_store(pdf, folder=f"{now:%Y}/{kind}")
    try:
        with transaction.atomic():
            return IssuedDocument.objects.create(
                **key,
                version=version,
                doc_no=context.get("doc_no", ""),
                title=context["title"],
                path=path,
                sha256=sha256,
                size=len(pdf),
                restricted=restricted,
                addressee=addressee,
                created_at=now,
                created_by=_person(actor),
                texts=getattr(context.get("texts"), "versions", {}),
            )
    except IntegrityError:  # issued at the same moment: theirs stands
        return IssuedDocument.objects.get(**key, version=version)


@transaction.atomic
def document_print(*, document: IssuedDocument, actor: Viewer) -> bytes:
    """The PDF for ``actor``: the first print and every one of the addressee unmarked, all others marked 副本.

    Restricted documents, and those of work secrets, carry 姓名 工号 时间 across each page. Logged as a print. Raises
    ``DocumentDamaged`` when the stored file is not the one that was issued.
    """
    document_load(document.path, document.sha256)  # what cannot be handed out is not counted
    row = IssuedDocument.objects.select_for_update().get(pk=document.pk)
    number = next_print(row, actor)
    print_record(document=row, actor=actor, number=number)
    document.printed_count = row.printed_count
    return document_copy(document=document, actor=actor, number=number)


def next_print(document: IssuedDocument, actor: Viewer) -> int:
    """Which print of ``document`` one for ``actor`` would be; 0 for the addressee, whose prints are not counted."""
    mine = document.addressee_id is not None and document.addressee_id == actor.pk
    return 0 if mine else document.printed_count + 1


def print_record(*, document: IssuedDocument, actor: Viewer, number: int, **details: Any) -> None:
    """Count print ``number`` and write it into the trail; the row is locked by the caller."""
    if number:
        IssuedDocument.objects.filter(pk=document.pk).update(printed_count=number)
        document.printed_count = number
    event_record(event=AuditEvent.PRINT, obj=document, actor=actor, copy=number > 1, print_no=number, **details)


def document_copy(*, document: IssuedDocument, actor: Viewer, number: int) -> bytes:
    """The PDF as print ``number`` for ``actor``, with its marks; counts nothing. Raises ``DocumentDamaged``."""
    pdf = document_load(document.path, document.sha256)
    mark = copy_mark(number)
    restricted = document.restricted or getattr(document.owner, "is_work_secret", False)
    watermark = watermark_for(actor) if restricted else ""
    return stamp(pdf, watermark=watermark, copy_mark=mark) if mark or watermark else pdf


def copy_mark(number: int) -> str:
    """副本 第n次打印 from the second print on (R25)."""
    return f"{COPY} 第{number}次打印" if number > 1 else ""


def watermark_for(actor: Viewer) -> str:
    """姓名 工号 时间 (R26)."""
    number = getattr(actor, "staff_no", "") or actor.get_username()
    return f"{actor} {number} {clock.now():%Y-%m-%d %H:%M}"


def _person(actor: Viewer | None) -> Any:
    return actor if getattr(actor, "pk", None) else None
