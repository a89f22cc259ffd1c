"""W04 纪检监察建议书: what of its wording may be edited. Its engine fills the rest (``core.documents.texts``)."""

from django.utils.translation import gettext_lazy as _

from core.documents.texts import DocumentKind, TextPart, document_kind

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
    "请认真研究，无正当理由应当采纳，并于{within}将采纳和落实情况书面反馈{contact_office}（联系电话：{contact_phone}）。",
    placeholders={
        "within": "收到本建议书之日起30日内",
        "contact_office": "第一监督检查室",
        "contact_phone": "0000-1234567",
    },
    keep=("{within}", "{contact_office}"),
)
OBJECTION = TextPart(
    "objection",
    _("How to object"),
    "对本建议有异议的，可以在{within}书面提出并说明理由，由未参与拟制的人员审核，结果书面告知。",
    placeholders={"within": "收到本建议书之日起15日内"},
    keep=("{within}", "理由"),
)


def wire() -> None:
    """Register the kind."""
    document_kind(DocumentKind("W04", "纪检监察建议书", "letter", (OPENING, REPLY, OBJECTION)))
