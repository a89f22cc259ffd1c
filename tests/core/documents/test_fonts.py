"""Five faces: the customer's where he has them, stand-ins elsewhere; every character is drawn or named."""

import logging
import shutil
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
import pytest

from core.documents import fonts, glyphs
from core.documents.pdf import html_pdf
from tests.core.documents.pdf import fonts_of, text_of
from tests.core.documents.samples import RARE

SHIPPED = Path(pylopdf_fonts_zh_cn.serif_path()).parent


def page(text: str) -> str:
    return (
        f"<html lang=zh-CN><body><h1>{text}</h1><h2>{text}</h2><h3>{text}</h3><p>{text}</p>"
        f'<p style="font-family: lj-songti">{text}</p>'
    )


def names(found: dict[str, Any]) -> list[str]:
    """The families in use; bold is drawn from the same file."""
    return sorted(name.removesuffix("-Bold") for name in found)


def test_each_file_is_embedded_once_as_a_subset_with_unicode() -> None:
    found = fonts_of(html_pdf(page("预警通知书〔2026〕—〇")))
    assert names(found) == ["behind-sans", "behind-serif"], "title, body, script and song type are one stand-in"
    assert all(all(marks.values()) for marks in found.values())


def test_a_customers_face_is_embedded_beside_the_stand_ins(tmp_path: Path, settings: Any) -> None:
    shutil.copy(SHIPPED / "NotoSansSC-Regular.otf", tmp_path / "仿宋_GB2312.otf")
    settings.FONT_DIR = tmp_path
    assert names(fonts_of(html_pdf(page("预警通知书")))) == ["behind-sans", "behind-serif", "lj-fangsong"]


def test_rare_characters_of_names_are_drawn(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING, "weasyprint")
    pdf = html_pdf(page(RARE))
    assert text_of(pdf).count(RARE) == 5
    assert [record for record in caplog.records if "notdef" in record.message] == []


def test_a_character_without_a_glyph_is_named_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    text = text_of(html_pdf(page("张\U0001f600")))
    assert "张〓(U+1F600)" in text
    assert "U+1F600" in caplog.text


def test_an_invisible_mark_without_a_glyph_is_dropped() -> None:
    assert glyphs.replace_missing("葛\U000e0100某\u2060", SHIPPED) == "葛某"


def test_without_proper_faces_the_stand_ins_are_named() -> None:
    assert fonts.stand_ins(SHIPPED) == ["小标宋", "仿宋", "黑体", "楷体", "宋体"]


def test_a_customers_face_is_taken_and_noto_stands_behind_it(tmp_path: Path) -> None:
    shutil.copy(SHIPPED / "NotoSansSC-Regular.otf", tmp_path / "仿宋_GB2312.TTF")
    assert fonts.BODY.file(tmp_path) == tmp_path / "仿宋_GB2312.TTF"
    assert fonts.SONG.file(tmp_path).stem == "NotoSerifSC-Regular"
    assert "仿宋" not in fonts.stand_ins(tmp_path)


def test_a_customers_title_face_is_not_made_bolder(tmp_path: Path) -> None:
    shutil.copy(SHIPPED / "NotoSerifSC-Regular.otf", tmp_path / "小标宋.otf")
    assert "--lj-xiaobiaosong-weight: normal" in fonts.TITLE.css(tmp_path)
    assert "--lj-xiaobiaosong-weight: bold" in fonts.TITLE.css(SHIPPED)


def test_a_font_folder_that_does_not_exist_falls_back_to_the_shipped_fonts(tmp_path: Path) -> None:
    assert fonts.BODY.file(tmp_path / "none").stem == "NotoSerifSC-Regular"
