"""W03 廉情抄告单 (a letter with a table): its editable wording, and what it says."""

from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core import clock, parameters
from core.deadlines.queries import deadline_rule, term_on_paper
from core.documents.models import IssuedDocument
from core.documents.services import document_issue
from core.documents.texts import DocumentKind, TextPart, document_kind, text_parts
from core.scope import Viewer
from early_warning.notices.document_kinds import CONTACT, NO_FINDING, OBJECTION, TERM, bases_named, within
from supervision.copies.parameters import COPY

NAME, PAPER, FEEDBACK = "廉情抄告单", "本单", "D31"
TEMPLATE = "supervision/copies/documents/w03.html"

OPENING = TextPart(
    "opening",
    _("Opening"),
    "现将{unit}党员干部廉情有关情况抄告如下。所列情况供履行管理监督职责参考，不是对违纪违法问题的认定，不作为评价和使用干部的"
    "唯一依据。",
    placeholders={"unit": "市教育局"},
    keep=("{unit}", NO_FINDING),
)
USE = TextPart(
    "use",
    _("What is asked"),
    "请结合职责抓好教育提醒和日常管理，并于{within}将处理情况反馈{contact_office}（联系电话：{contact_phone}）。抄告内容仅限"
    "收件人知悉，不得转发。",
    placeholders=TERM | CONTACT,
    keep=("{within}", "{contact_office}", "不得转发"),
)


def register_kind() -> None:
    """W03."""
    document_kind(DocumentKind("W03", NAME, "letter", (OPENING, USE, OBJECTION), template=TEMPLATE, sample=sample))


def sample() -> dict[str, Any]:
    """An invented notice, for previews."""
    return {
        "title": NAME,
        "doc_no": "云纪抄〔2026〕1号",
        "date": date(2026, 6, 30),
        "concerned": "市教育局",
        "unit": "市教育局",
        "facts": ["示例事实：某项采购化整为零，已核实。"],
        "purpose": "供加强教育管理监督",
        "request": "请开展提醒教育。",
        "copies": ["示例收件人"],
        "bases": [],
        "due_on": date(2026, 7, 21),
    }


def paper(notice: Any) -> dict[str, Any]:
    """What W03 says (official wording, always Chinese)."""
    context = {
        "title": NAME,
        "doc_no": notice.doc_no or "",
        "concerned": str(notice.official or notice.unit),
        "unit": str(notice.unit),
        "facts": [fact.text for fact in notice.facts.all()],
        "purpose": notice.purpose,
        "request": notice.request,
        "copies": [str(copy) for copy in notice.recipients.select_related("user__unit")],
        "bases": bases_named(notice.legal_basis),
        "due_on": notice.due_on,
        "date": clock.day_of(notice.served_at or clock.now()),
    }
    return context | {"texts": text_parts("W03", text_values(notice))}


def text_values(notice: Any) -> dict[str, str]:
    """What the placeholders of W03's wording stand for."""
    values = parameters.values(COPY.key)
    return {
        "unit": str(notice.unit),
        "paper": PAPER,
        "within": within(PAPER, notice.due_on, term_on_paper(deadline_rule(FEEDBACK))),
        "objection_days": str(values["decision_days"]),
        "contact_office": values["contact_office"],
        "contact_phone": settings.OFFICE_PHONE,
    }


def paper_issue(*, notice: Any, actor: Viewer) -> IssuedDocument:
    """Issue W03 once; asked again, the same document comes back."""
    return document_issue(
        owner=notice, kind="W03", template=TEMPLATE, context=paper(notice), actor=actor, restricted=True
    )  # fmt: skip
