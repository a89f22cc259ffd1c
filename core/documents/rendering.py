"""Templates to PDF: GB/T 9704 page, embedded fonts, no network (handbook 5.1, 5.3)."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from core import clock
from core.documents.pdf import html_pdf
from core.documents.stamping import stamp


def render_pdf(
    template: str, context: Mapping[str, Any], *, watermark: str = "", copy_mark: bool | str = False
) -> bytes:
    """The document as PDF/A-3a, its fonts embedded as subsets. Always Chinese, whatever the reader's language.

    ``watermark`` is drawn across every page and written into the metadata; ``copy_mark`` prints 副本 (or the given
    words) at the top. A template that refers to anything but our own fonts and styles raises ``AssetRefused``;
    characters that no font has are printed as 〓(U+XXXX) and logged.
    """
    with translation.override("zh-hans"):
        text = render_to_string(template, common_context() | dict(context))
    pdf = html_pdf(text)
    return stamp(pdf, watermark=watermark, copy_mark=copy_mark) if watermark or copy_mark else pdf


def common_context() -> dict[str, Any]:
    """What every document may name: the commission, its telephone, the day."""
    return {
        "commission": settings.COMMISSION_NAME,
        "office_phone": settings.OFFICE_PHONE,
        "date": clock.today(),
    }
