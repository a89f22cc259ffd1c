"""The daily anchor on paper: the chain's head, printed as a form, numbered without gaps and kept outside by AUD (R23).

Whoever rewrites the trail and its seals must also rewrite every anchor, its stored file, and what lies in the auditor's
drawer. The file carries the anchor in its metadata, so that the check compares file and database without reading pages.
"""

import io
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from core import clock
from core.audit.models import AuditAnchor, AuditEntry
from core.documents.models import IssuedDocument
from core.documents.numbering import number_allocate
from core.documents.queries import documents_of
from core.documents.services import document_issue
from core.documents.storage import DocumentDamaged, document_load

KIND, SERIES, TEMPLATE = "ANCHOR", "云纪锚", "core/audit/anchor_paper.html"


@dataclass(frozen=True)
class PaperFinding:
    """The first anchor whose paper does not hold, and why."""

    anchor: AuditAnchor
    what: str


@transaction.atomic
def anchor_issue(*, anchor: AuditAnchor) -> IssuedDocument:
    """The paper of ``anchor``: made once, the same at every later call."""
    issued = documents_of(anchor).filter(kind=KIND).first()
    if issued is not None:
        return issued
    doc_no = number_allocate(series=SERIES, year=anchor.day.year, owner=anchor)
    return document_issue(
        owner=anchor, kind=KIND, template=TEMPLATE, context=paper_context(anchor) | {"doc_no": doc_no}, actor=None
    )


def paper_context(anchor: AuditAnchor) -> dict[str, Any]:
    """What the paper says: the head of the chain, the anchor before, how much was written since."""
    before = AuditAnchor.objects.filter(day__lt=anchor.day).order_by("-day").first()
    start = clock.start_of(anchor.day)
    written = AuditEntry.objects.filter(timestamp__gte=start, timestamp__lt=start + timedelta(days=1))
    return {
        "title": "审计日志每日锚点记录",
        "date": anchor.day,
        "anchor": anchor,
        "parts": [anchor.hash[place : place + 8] for place in range(0, len(anchor.hash), 8)],
        "before": before,
        "added": anchor.sequence - (before.sequence if before else 0),
        "written": written.count(),
        "imprint": imprint(anchor),
        "signatures": [{"role": "安全审计员"}, {"role": "见证人"}],
    }


def imprint(anchor: AuditAnchor) -> str:
    """The anchor in the file's metadata."""
    return f"{anchor.day.isoformat()}:{anchor.sequence}:{anchor.hash}"


def papers_verify() -> PaperFinding | None:
    """The first anchor, by day, whose paper is missing, damaged, or says something else; None when all hold.

    Anchors older than the first paper were made before there were papers: they have none.
    """
    first = AuditAnchor.objects.filter(pk__in=_papers().values("object_id")).order_by("day").first()
    if first is None:
        return None
    papers = {paper.object_id: paper for paper in _papers()}
    for anchor in AuditAnchor.objects.filter(day__gte=first.day).order_by("day"):
        what = _wrong(anchor, papers.get(anchor.pk))
        if what:
            return PaperFinding(anchor, what)
    return None


def _papers() -> Any:
    return IssuedDocument.objects.filter(
        kind=KIND, content_type__app_label="core", content_type__model="auditanchor"
    ).order_by("pk")


def _wrong(anchor: AuditAnchor, paper: IssuedDocument | None) -> str:
    if paper is None:
        return _("its paper is missing")
    try:
        pdf = document_load(paper.path, paper.sha256)
    except DocumentDamaged:
        return _("the stored paper is gone or was changed")
    try:
        told: Any = PdfReader(io.BytesIO(pdf)).metadata or {}
    except PyPdfError:  # whoever exchanged the file and its hash need not have left a readable one
        told = {}
    return "" if told.get("/Keywords") == imprint(anchor) else _("the paper says something else than the database")
