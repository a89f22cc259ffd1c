"""The bases every engine fills: where their parts stand on the paper (mm, handbook 5.1), and nothing is cut off."""

from datetime import date, datetime

import pytest
from django.template.loader import render_to_string
from weasyprint import HTML

from core.documents import engine
from core.documents.rendering import common_context, render_pdf
from tests.core.documents.pdf import boxes_of, reader, text_of

DAY = date(2026, 6, 30)
BODY = "云澜市纪律检查委员会云澜市监察委员会关于加强对关键少数履职用权监督的通知。"
# From the line's edge to the upper edge of the characters, in shares of their size: drawn above the box.
INK_ABOVE = 0.09


@pytest.fixture
def laid(settings):
    """Lay a template out and give its boxes by class, with their place in mm from the paper's edges."""

    def lay(template: str, **context: object) -> dict[str, list]:
        warm = engine._engine(settings.FONT_DIR)
        text = render_to_string(template, common_context() | {"date": DAY} | context)
        html = HTML(string=text, base_url="asset:", url_fetcher=warm.fetcher)
        known = {"font_config": warm.fonts, "counter_style": warm.counters}
        return boxes_of(html.render(stylesheets=list(warm.styles), **known).pages[0])

    return lay


def minutes(**context: object) -> dict[str, object]:
    """Minutes of a joint conference with many people."""
    return {
        "mark": "党风廉政建设联席会议纪要",
        "doc_no": "〔2026〕3号",
        "date": DAY,
        "opening": BODY,
        "items": [{"title": "关于整改", "text": f"{BODY}\n{BODY}"}],
        "attendees": [
            {"label": "出席", "names": [f"市审计局　赵{n}" for n in range(9)]},
            {"label": "列席", "names": ["孙某"]},
        ],
    } | context


def table(count: int, **context: object) -> dict[str, object]:
    """A list of responsibilities."""
    return {
        "title": "主体责任清单",
        "columns": [{"label": "责任事项", "width": 60}, {"label": "责任人", "align": "centre"}, {"label": "措施"}],
        "rows": [[f"事项{n}", "李某", BODY] for n in range(count)],
        "numbered": True,
    } | context


def test_a_red_head_begins_35_mm_below_the_type_area_and_the_red_line_spans_it(laid):
    found = laid("documents/file.html", title="通报", doc_no="云纪发〔2026〕1号")
    assert found["organ"][0].top == pytest.approx(37 + 35, abs=0.1 + INK_ABOVE * 15.6)
    assert (found["redline"][0].left, found["redline"][0].width) == pytest.approx((28, 156), abs=0.1)


def test_the_organ_of_a_letter_stands_30_mm_from_the_edge_between_lines_of_170_mm(laid):
    found = laid("documents/letter.html", title="函", doc_no="云纪函〔2026〕1号")
    assert found["organ"][0].top == pytest.approx(30, abs=0.1 + INK_ABOVE * 13.4)
    upper, lower = found["doubleline"]
    assert (upper.left, upper.width, lower.width) == pytest.approx((20, 170, 170), abs=0.1)
    assert 297 - lower.top - lower.height == pytest.approx(20, abs=0.3)


def test_the_mark_of_minutes_stands_where_a_red_head_does_and_fits_its_line(laid):
    found = laid("documents/minutes.html", **minutes())
    mark = found["organ"][0]
    assert mark.top == pytest.approx(72, abs=0.1 + INK_ABOVE * 13)
    assert mark.lines == 1
    assert found["redline"][0].width == pytest.approx(156, abs=0.1)


def test_minutes_name_who_was_there_after_the_body_and_bear_no_signature():
    text = text_of(render_pdf("documents/minutes.html", minutes(copies=["市委办公室"])))
    places = [
        text.find(part)
        for part in ("党风廉政建设联席会议纪要", "一、关于整改", "出席：市审计局赵0", "列席：孙某", "抄送：")
    ]
    assert -1 not in places
    assert places == sorted(places)
    assert text.count("2026年6月30日") == 2  # over the red line and in the 版记


def test_a_list_is_landscape_and_its_type_area_is_that_of_the_standard_turned(laid):
    page = reader(render_pdf("documents/table.html", table(1))).pages[0].mediabox
    assert page.width > page.height
    grid = laid("documents/table.html", **table(1))["table"][0]
    assert (grid.left, grid.width) == pytest.approx((36, 225), abs=0.2)


def test_a_long_list_repeats_its_head_and_loses_no_row():
    pages = [page.extract_text() for page in reader(render_pdf("documents/table.html", table(60))).pages]
    assert len(pages) > 3
    assert all("责任事项" in page for page in pages)
    text = "".join(pages)
    assert all(f"事项{n}" in text for n in range(60))


def test_a_row_longer_than_a_page_goes_on_over_the_page():
    row = [["事项", "李某", f"{BODY * 60}终"]]
    pages = reader(render_pdf("documents/table.html", table(0, rows=row))).pages
    assert len(pages) > 1
    assert "终" in pages[-1].extract_text()


def test_a_row_with_too_few_cells_is_a_mistake_and_not_a_shifted_table():
    with pytest.raises(ValueError, match="zip"):
        render_pdf("documents/table.html", table(0, rows=[["事项"]]))


def test_a_form_has_a_box_for_every_signature_and_keeps_what_was_signed_in_the_system():
    signatures = [
        {"role": "交出人"},
        {"role": "接收人", "name": "王某", "at": datetime(2026, 6, 30, 9, 5)},
        {"role": "监交人"},
    ]
    context = {"title": "问题清单交接书", "fields": [{"label": "事项", "value": "整改"}], "signatures": signatures}
    text = text_of(render_pdf("documents/form.html", context))
    assert "王某（系统签署）" in text
    assert "2026年6月30日09:05" in text
    assert text.count("年月日") == 2


def test_a_form_in_six_copies_says_on_each_who_keeps_it():
    keepers = ["交出人", "接收人", "监交人", "单位", "组织部", "纪委监委"]
    pages = reader(render_pdf("documents/form.html", {"title": "交接书", "fields": [], "sheets": keepers})).pages
    assert len(pages) == 6
    for number, (keeper, page) in enumerate(zip(keepers, pages, strict=True), start=1):
        assert f"一式六份第{number}份{keeper}存" in page.extract_text().replace("　", "").replace(" ", "")
