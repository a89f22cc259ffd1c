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
    "closing",
    _("Closing"),
    "请{person}同志正确对待监督，放下思想包袱，安心履职，担当作为。",
    placeholders=PERSON,
    keep=("{person}",),
)
TO_UNIT = TextPart(
    "closing",
    _("Closing"),
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


def letter_sample() -> dict[str, Any]:
    """An invented letter, for previews."""
    return {
        "base": "documents/letter.html",
        "title": LETTER.name,
        "doc_no": "云纪澄〔2026〕1号",
        "addressee": "示例同志",
        "copies": ["市教育局党组织"],
        "content": "经核查，有关反映问题不属实，予以澄清。",
        "date": date(2026, 6, 30),
    }


def circular_sample() -> dict[str, Any]:
    """The same said before others."""
    return letter_sample() | {
        "base": "documents/file.html",
        "title": CIRCULAR.name,
        "addressee": "市教育局党组织",
        "copies": ["示例同志"],
    }


LETTER = DocumentKind(
    "W16", "澄清函", "letter", (OPENING, TO_PERSON, ENQUIRIES), template=TEMPLATE, sample=letter_sample
)
CIRCULAR = DocumentKind(
    "W16T", "澄清通报", "file", (OPENING, TO_UNIT, ENQUIRIES), template=TEMPLATE, sample=circular_sample
)


def register_kinds() -> None:
    """Both forms of W16."""
    document_kind(LETTER)
    document_kind(CIRCULAR)


def kind_of(clarification: Any) -> DocumentKind:
    """The form that its method asks for."""
    return CIRCULAR if clarification.method in PUBLIC else LETTER


def paper(clarification: Any) -> dict[str, Any]:
    """What W16 says (official wording, always Chinese): the result, never the report or the work on it."""
    kind = kind_of(clarification)
    person, unit = f"{clarification.official.name}同志", f"{clarification.unit}党组织"
    addressee, copied = (unit, person) if kind is CIRCULAR else (person, unit)
    return {
        "base": f"documents/{kind.base}.html",
        "title": kind.name,
        "doc_no": clarification.doc_no,
        "addressee": addressee,
        "copies": [copied],
        "content": clarification.content,
        "date": clarification.executed_on,
        "texts": text_parts(kind.code, text_values(clarification)),
    }


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
        owner=clarification, kind=kind_of(clarification).code, template=TEMPLATE, context=paper(clarification),
        actor=actor, addressee=clarification.official.user,
    )  # fmt: skip
