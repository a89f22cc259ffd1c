"""W12: what of its wording may be edited."""

from django.utils.translation import gettext_lazy as _

from core.documents.texts import DocumentKind, TextPart, document_kind

NOTE = TextPart(
    "note",
    _("Note below the form"),
    "本摘要仅供{reader}为“{purpose}”查阅使用，内容以档案为准，不作为评价和使用干部的唯一依据。不得复制、拍照、转发，用毕按规定"
    "交回或者销毁；每次查阅和打印均有记录。",
    placeholders={"reader": "李某", "purpose": "日常监督"},
    keep=("{reader}", "{purpose}", "不作为评价和使用干部的唯一依据"),
)


def connect() -> None:
    """Register the kind."""
    document_kind(DocumentKind("W12", "廉政档案（摘要）", "form", (NOTE,)))
