"""WeasyPrint kept warm: one font configuration and the style sheets parsed with it, for the life of the process."""

import threading
import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pydyf
from django.conf import settings
from weasyprint import CSS, HTML
from weasyprint.css.counters import CounterStyle
from weasyprint.text.fonts import FontConfiguration

from core.documents import typesetting
from core.documents.assets import AssetFetcher
from core.documents.fonts import font_css
from core.documents.glyphs import replace_missing
from core.documents.styles import STYLES

# Pango's font maps are not made for threads; a document takes a fraction of a second.
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Engine:
    """What stays warm between documents."""

    fetcher: AssetFetcher
    fonts: FontConfiguration
    counters: CounterStyle
    styles: tuple[CSS, ...]


@cache
def _engine(font_dir: Path) -> Engine:
    typesetting.install()
    fetcher, fonts, counters = AssetFetcher(font_dir), FontConfiguration(), CounterStyle()
    sheets = (font_css(font_dir), (STYLES / "page.css").read_text(encoding="utf-8"))
    known = {"font_config": fonts, "counter_style": counters, "url_fetcher": fetcher, "base_url": "asset:"}
    return Engine(fetcher, fonts, counters, tuple(CSS(string=sheet, **known) for sheet in sheets))


def _compress_once(_document: Any, pdf: pydyf.PDF) -> None:
    """Left to the writer each stream is compressed twice (the identifier is a hash), and harder than it pays."""
    for stream in pdf.objects:
        if isinstance(stream, pydyf.Stream) and stream.compress:
            stream.compress = False
            plain = stream.data.split(b"\nstream\n", 1)[1].removesuffix(b"\nendstream")
            stream.stream, stream.extra["Filter"] = [zlib.compress(plain)], "/FlateDecode"


def write_pdf(text: str, *, variant: str | None) -> bytes:
    """What ``core.documents.pdf.html_pdf`` promises."""
    font_dir = Path(settings.FONT_DIR)
    with _one_at_a_time:
        engine = _engine(font_dir)
        page = HTML(string=replace_missing(text, font_dir), base_url="asset:", url_fetcher=engine.fetcher)
        return page.write_pdf(
            stylesheets=list(engine.styles),
            finisher=_compress_once,
            font_config=engine.fonts,
            counter_style=engine.counters,
            pdf_variant=variant,
        )
