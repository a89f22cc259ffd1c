"""The page of GB/T 9704: size, grid, even edges, page numbers, what may be loaded."""

import pytest
from django.template import engines
from weasyprint import HTML

from core.documents import engine
from core.documents.assets import AssetRefused
from core.documents.pdf import html_pdf
from core.documents.rendering import common_context
from tests.core.documents.pdf import MM, lines_of, reader, text_of

BODY = "云澜市纪律检查委员会云澜市监察委员会关于加强对关键少数履职用权监督的通知"


@pytest.fixture
def layout(settings):
    """Lay a body out with the warm engine and give the pages."""

    def lay(body: str) -> list:
        warm = engine._engine(settings.FONT_DIR)
        html = HTML(string=f"<html lang=zh-CN><body>{body}", base_url="asset:", url_fetcher=warm.fetcher)
        known = {"font_config": warm.fonts, "counter_style": warm.counters}
        return html.render(stylesheets=list(warm.styles), **known).pages

    return lay


def official(**context: object) -> bytes:
    """A 文件 with a long text."""
    template = engines["django"].from_string(
        '{% extends "documents/file.html" %}{% block content %}<p>{{ body }}</p><h2>提高认识</h2><h3>加强领导</h3>'
        "<p>{{ body }}</p>{% endblock %}"
    )
    given = {
        "title": "关于三起典型问题的通报",
        "doc_no": "云纪发〔2026〕1号",
        "addressee": "各区县纪委监委",
        "body": BODY * 20,
        "enclosures": ["情况表", "清单"],
        "copies": ["市委办公室"],
    }
    return html_pdf(template.render(common_context() | given | context))


def test_the_paper_is_a4() -> None:
    box = reader(official()).pages[0].mediabox
    assert float(box.width) == pytest.approx(210 * MM, abs=0.1)
    assert float(box.height) == pytest.approx(297 * MM, abs=0.1)


def test_a_full_page_has_22_lines_of_28_characters(layout) -> None:
    lines = list(lines_of(layout(f'<p class="flush">{"国" * 28 * 30}</p>')[0]))
    assert len(lines) == 22
    assert {len(line.children[0].text) for line in lines} == {28}


def test_an_indented_line_has_26_characters(layout) -> None:
    first = next(lines_of(layout(f"<p>{'国' * 60}</p>")[0]))
    assert len(first.children[0].text) == 26


def test_every_line_but_the_last_ends_at_the_right_edge(layout) -> None:
    lines = list(lines_of(layout(f'<p class="flush">{"国" * 25}2026年6月{"，国国" * 30}1234.56万元{BODY}</p>')[0]))
    right_edges = [line.position_x + line.width for line in lines[:-1]]
    assert right_edges == pytest.approx([(28 + 156) * MM / 0.75] * len(right_edges), abs=1)


def test_bold_is_drawn_where_the_font_has_no_bold(layout) -> None:
    plain = html_pdf("<html><body><p>标题</p>")
    bold = html_pdf("<html><body><h1>标题</h1>")
    stroke = b"2 Tr"
    assert stroke not in reader(plain).pages[0].get_contents().get_data()
    assert stroke in reader(bold).pages[0].get_contents().get_data()


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages() -> None:
    places = {}
    for page in reader(official()).pages:
        found = []
        page.extract_text(
            visitor_text=lambda text, cm, tm, _font, _size, found=found: found.append(
                (text.strip(), tm[4] * cm[0] + cm[4])
            )
        )
        number = next((text, x) for text, x in reversed(found) if text.startswith("—"))
        places[number[0]] = number[1] / MM
    assert list(places)[:2] == ["— 1 —", "— 2 —"]
    assert 160 < places["— 1 —"] < 184
    assert 28 < places["— 2 —"] < 40


def test_headings_count_in_chinese() -> None:
    text = text_of(official())
    assert "一、提高认识" in text
    assert "（一）加强领导" in text


def test_the_parts_of_an_official_document_stand_in_order() -> None:
    text = text_of(official(signer="李某"))
    parts = [
        "云澜市纪委监委文件",
        "云纪发〔2026〕1号",
        "签发人：李某",
        "关于三起典型问题的通报",
        "各区县纪委监委：",
        "附件：1.情况表2.清单",
        "云澜市纪委监委2026年6月30日",
        "抄送：市委办公室。",
        "2026年6月30日印发",
    ]
    places = [text.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_a_long_title_breaks_into_even_lines() -> None:
    lines = engines["django"].from_string("{% load documents %}{{ title|title_lines|join:'/' }}")
    assert lines.render({"title": "关于三起违反规定典型问题的通报"}) == "关于三起违反规定典型问题的通报"
    long = lines.render({"title": "关于三起违反中央八项规定精神典型问题的通报"})
    assert [len(line) for line in long.split("/")] == [10, 11]
    assert lines.render({"title": "甲" * 10 + "》" + "乙" * 9}).startswith("甲" * 9 + "/甲》")


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("http://example.org/logo.png", id="from the network"),
        pytest.param("file:///etc/passwd", id="from the disk"),
        pytest.param("asset:styles/../engine.py", id="from beside the styles"),
        pytest.param("data:image/png;base64,AAAA", id="from the page itself"),
    ],
)
def test_a_document_loads_nothing_but_our_assets(address: str) -> None:
    with pytest.raises(AssetRefused):
        html_pdf(f'<html><body><img src="{address}">')


def test_it_is_written_as_an_archive_file_with_structure() -> None:
    pdf = official()
    root = reader(pdf).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfaid:part" in root["/Metadata"].get_data()
    assert root["/Lang"] == "zh-CN"
