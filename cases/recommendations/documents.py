"""W04 纪检监察建议书 and its delivery receipt W20."""

from typing import Any

from django.conf import settings

from cases.recommendations.choices import NAMES, Kind
from cases.recommendations.parameters import RECOMMENDATION
from core import clock, parameters
from core.documents.models import IssuedDocument
from core.documents.services import document_issue
from core.documents.texts import text_parts
from core.scope import Viewer
from early_warning.notices.document_kinds import bases_named

FOLDER = "cases/recommendations/documents"


def letter_context(letter: Any) -> dict[str, Any]:
    """What the letter says (official wording, always Chinese)."""
    context = {
        "title": NAMES[Kind(letter.kind)],
        "matter": letter.title,
        "doc_no": letter.doc_no or "",
        "addressee": f"{letter.unit}党组织",
        "source": letter.source,
        "problems": [row.text for row in letter.problems.all()],
        "suggestions": [row.text for row in letter.suggestions.all()],
        "bases": bases_named(letter.legal_basis),
        "result_due": letter.result_due,
        "date": clock.day_of(letter.served_at or clock.now()),
    }
    return context | {"texts": text_parts("W04", text_values(letter))}


def text_values(letter: Any) -> dict[str, str]:
    """What the placeholders of W04's wording stand for."""
    values, due = parameters.values(RECOMMENDATION.key), letter.result_due
    return {
        "source": letter.source or "日常监督",
        "unit": str(letter.unit),
        "subject": letter.title,
        "reply_within": f"{due.year}年{due.month}月{due.day}日前" if due else "规定期限内",
        "object_within": f"收到本建议书之日起{values['objection_days']}个工作日内",
        "decision_days": str(values["decision_days"]),
        "contact_office": values["contact_office"],
        "contact_phone": settings.OFFICE_PHONE,
    }


def letter_issue(*, letter: Any, actor: Viewer) -> IssuedDocument:
    """Issue W04 once; asked again, the same document comes back."""
    return document_issue(
        owner=letter, kind="W04", template=f"{FOLDER}/w04.html", context=letter_context(letter), actor=actor,
        restricted=True,
    )  # fmt: skip


def receipt_issue(*, letter: Any, actor: Viewer) -> IssuedDocument:
    """Issue W20: who received the letter, and when."""
    fields = (
        ("送达文书", f"{NAMES[Kind(letter.kind)]} {letter.doc_no}"),
        ("受送达单位", str(letter.unit)),
        ("送达方式", "系统送达"),
        ("送达时间", clock.in_words(letter.served_at)),
        ("签收人", str(actor)),
        ("签收时间", clock.in_words(letter.acked_at)),
    )
    context = {
        "title": "送达回证",
        "doc_no": letter.doc_no,
        "fields": [{"label": label, "value": value} for label, value in fields],
    }
    return document_issue(owner=letter, kind="W20", template="documents/form.html", context=context, actor=actor)
