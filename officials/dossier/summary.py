"""W12 廉政档案(摘要): what the reader of an opened dossier may see of it, on paper with his name across every page.

It belongs to the opening, not to the official: numbered once for each opening, handed out only while its window runs
(R14). What it says is what the sections say to this reader on the screen.
"""

from typing import Any

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from core import clock
from core.documents.models import IssuedDocument
from core.documents.numbering import number_allocate
from core.documents.plain import plain_rows
from core.documents.queries import documents_of
from core.documents.services import document_issue
from core.documents.texts import text_parts
from officials.dossier.access.models import DossierAccess
from officials.dossier.access.services import dossier_read
from officials.dossier.queries import ShownPart, ShownSection, header_of, sections_for
from officials.dossier.registry import SectionContent

KIND, SERIES, TEMPLATE, PART = "W12", "云纪档", "officials/dossier/documents/w12.html", "print"


@transaction.atomic
def summary_issue(*, access: DossierAccess) -> IssuedDocument:
    """The summary under ``access``: made at the first call and the same afterwards. The reading is written down."""
    dossier_read(access=access, part=PART)
    DossierAccess.objects.select_for_update().get(pk=access.pk)  # pressed twice, one waits for the other's number
    issued = documents_of(access).filter(kind=KIND).first()
    if issued is not None:
        return issued
    number = number_allocate(series=SERIES, owner=access, actor=access.user)
    return document_issue(
        owner=access,
        kind=KIND,
        template=TEMPLATE,
        context=summary_context(access) | {"doc_no": number},
        actor=access.user,
        restricted=True,
    )


def summary_context(access: DossierAccess) -> dict[str, Any]:
    """The header and every section as ``access.user`` may read it, in Chinese."""
    official, user = access.official, access.user
    with translation.override("zh-hans"):
        sections = sections_for(official, user)
        header = header_of(official, sections)
        return {
            "title": "廉政档案（摘要）",
            "official": official,
            "posts": "；".join(f"{row.post.unit}{row.post.name}" for row in header.tenures),
            "duties": "、".join(str(row.detail or row.get_area_display()) for row in header.duties),
            "influence": [(str(row.label), row.end) for row in header.influence],
            "complete": header.complete,
            "total": header.total,
            "missing": "、".join(map(str, header.missing)),
            "sections": [_printed(section) for section in sections],
            "access": access,
            "purpose": access.get_purpose_display(),
            "printed_at": clock.now(),
            "texts": text_parts(KIND, {"purpose": access.get_purpose_display(), "reader": str(user)}),
        }


def _printed(section: ShownSection) -> dict[str, Any]:
    return {
        "label": str(section.title.label),
        "parts": [(str(part.label), rows) for part in section.parts if (rows := _rows(part))],
        "missing": "、".join(section.missing),
    }


def _rows(part: ShownPart) -> list[list[str]]:
    """The part's rows as plain text; the first is the head of its table."""
    return plain_rows(_screen(part.content)) if part.content.rows or part.content.context else []


def _screen(content: SectionContent) -> str:
    return render_to_string(content.template, {"part": content})
