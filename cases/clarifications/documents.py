"""W16: 澄清函 to the person, with a copy to the unit; said before others 澄清通报, to the unit (handbook 5.2, M82)."""

from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cases.clarifications.choices import PUBLIC
from core.documents.models import IssuedDocument
from core.documents.services import document_issue
from core.documents.texts import DocumentKind, TextPart, document_kind, text_parts
from core.scope import Viewer

KIND, LETTER, CIRCULAR = "W16", "澄清函", "澄清通报"
TEMPLATE = "cases/clarifications/documents/w16.html"
PERSON, UNIT = {"person": "示例"}, {"unit": "市教育局"}

OPENING = TextPart(
    "opening",
    _("Opening"),
    "现将有关反映{person}同志问题的核查结果澄清如下。",
    placeholders=PERSON,
    keep=("{person}", "澄清"),
)
TO_PERSON = TextPart(
    "person",
    _("To the person"),
    "请{person}同志正确对待监督，放下思想包袱，安心履职，担当作为。",
    placeholders=PERSON,
    keep=("{person}",),
)
TO_UNIT = TextPart(
    "unit",
    _("To the unit"),
    "请{unit}党组织在{scope}范围内做好有关工作，消除不良影响，支持干部担当作为。",
    placeholders=UNIT | {"scope": "所在单位领导班子成员"},
    keep=("{unit}", "{scope}"),
)
ENQUIRIES = TextPart(
    "enquiries",
    _("Enquiries"),
    "如有疑问，请与本机关联系（电话：{contact_phone}）。",
    placeholders={"contact_phone": "0000-1234567"},
    keep=("{contact_phone}",),
)


def register_kind() -> None:
    """W16."""
    parts = (OPENING, TO_PERSON, TO_UNIT, ENQUIRIES)
    document_kind(DocumentKind(KIND, LETTER, "letter", parts, template=TEMPLATE, sample=sample))


def sample() -> dict[str, Any]:
    """An invented letter, for previews."""
    return {
        "base": "documents/letter.html",
        "title": LETTER,
        "doc_no": "云纪澄〔2026〕1号",
        "addressee": "示例同志",
        "copies": ["市教育局党组织"],
        "content": "经核查，有关反映问题不属实，予以澄清。",
        "date": date(2026, 6, 30),
    }


def paper(clarification: Any) -> dict[str, Any]:
    """What W16 says (official wording, always Chinese): the result, never the report or the work on it."""
    public = clarification.method in PUBLIC
    person, unit = f"{clarification.official.name}同志", f"{clarification.unit}党组织"
    context = {
        "base": "documents/file.html" if public else "documents/letter.html",
        "public": public,
        "title": CIRCULAR if public else LETTER,
        "doc_no": clarification.doc_no,
        "addressee": unit if public else person,
        "copies": [person] if public else [unit],
        "content": clarification.content,
        "date": clarification.executed_on,
    }
    return context | {"texts": text_parts(KIND, text_values(clarification))}


def text_values(clarification: Any) -> dict[str, str]:
    """What the placeholders of W16's wording stand for."""
    return {
        "person": clarification.official.name,
        "unit": str(clarification.unit),
        "scope": clarification.scope,
        "contact_phone": settings.OFFICE_PHONE,
    }


def paper_issue(*, clarification: Any, actor: Viewer) -> IssuedDocument:
    """Issue W16 once. The person may show it: no reader's name across it, and his prints are originals."""
    return document_issue(
        owner=clarification, kind=KIND, template=TEMPLATE, context=paper(clarification), actor=actor,
        addressee=clarification.official.user,
    )  # fmt: skip
