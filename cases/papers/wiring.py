"""W04 纪检监察建议书: what of its wording may be edited. Its engine fills the rest (``core.documents.texts``)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.documents.texts import DocumentKind, TextPart, document_kind

TEMPLATE = "cases/recommendations/documents/w04.html"
CONTACT = {"contact_office": "第一监督检查室", "contact_phone": "0000-1234567"}
OPENING = TextPart(
    "opening",
    _("Opening"),
    "在{source}中，发现{unit}在{subject}方面存在以下问题。为督促改进，现提出如下建议。",
    placeholders={"source": "日常监督", "unit": "市教育局", "subject": "政府采购管理"},
    keep=("{unit}", "{subject}"),
)
REPLY = TextPart(
    "reply",
    _("Reply"),
    "请认真研究，无正当理由应当采纳，收到后及时签收并制定整改方案，于{reply_within}将采纳和落实情况书面反馈{contact_office}（联系"
    "电话：{contact_phone}）。",
    placeholders=CONTACT | {"reply_within": "2026年6月22日前"},
    keep=("{reply_within}", "{contact_office}", "{contact_phone}"),
)
OBJECTION = TextPart(
    "objection",
    _("How to object"),
    "对本建议有异议的，可以在{object_within}在系统中提出，或者书面提交{contact_office}（联系电话：{contact_phone}），并说明理由。"
    "异议由未参与拟制、审核、签发的人员在{decision_days}个工作日内作出决定，结果和理由书面告知；提出异议不加重处理。",
    placeholders=CONTACT | {"object_within": "收到本建议书之日起5个工作日内", "decision_days": "10"},
    keep=("{object_within}", "{decision_days}", "理由", "不加重处理"),
)


def sample() -> dict[str, Any]:
    """An invented letter, for previews."""
    return {
        "title": "纪检监察建议书",
        "doc_no": "云纪建〔2026〕1号",
        "addressee": "市教育局党组织",
        "date": date(2026, 6, 30),
        "problems": ["示例问题：征订审批未经集体研究。"],
        "suggestions": ["示例建议：建立征订集体研究制度。"],
        "bases": [],
    }


def wire() -> None:
    """Register the kind."""
    parts = (OPENING, REPLY, OBJECTION)
    document_kind(DocumentKind("W04", "纪检监察建议书", "letter", parts, template=TEMPLATE, sample=sample))
