"""W01, W10 and W20 as their helpers will call them."""

from datetime import date

import pytest

from core.documents.citations import printable
from core.documents.rendering import render_pdf
from tests.core.documents import samples
from tests.core.documents.pdf import reader, text_of

W01, W20 = "warnings/notices/documents/w01.html", "warnings/notices/documents/w20.html"
W10 = "warnings/ecology/documents/w10.html"


def test_r04_a_notice_says_facts_rule_request_day_objection_and_office() -> None:
    text = text_of(render_pdf(W01, samples.w01()))
    for part in (
        "云纪警〔2026〕12号",
        "中共云澜市教育局党组：",
        f"经办人{samples.RARE}",
        "依据记录：市教育局2025年第一季度采购备案第12行",
        "《中华人民共和国政府采购法实施条例》第二十八条",
        "请于2026年7月14日前",
        "10个工作日",
        "提出异议",
        "第一监督检查室（联系电话：0000-1234567）",
        "不加重处理",
        "抄送：市委办公室，市财政局。",
    ):
        assert part in text


def test_a_notice_never_claims_a_finding() -> None:
    assert "不是对违纪违法问题的认定" in text_of(render_pdf(W01, samples.w01()))


def test_a_rule_that_nobody_confirmed_is_not_printed() -> None:
    assert "第九十九条" not in text_of(render_pdf(W01, samples.w01()))
    checked = samples.w01() | {"bases": [samples.UNCONFIRMED | {"basis_checked": True}]}
    assert "第九十九条" in text_of(render_pdf(W01, checked))


def test_without_a_printable_rule_the_heading_is_left_out() -> None:
    text = text_of(render_pdf(W01, samples.w01() | {"bases": [samples.UNCONFIRMED]}))
    assert "涉及的规定" not in text
    assert "二、说明要求" in text


def test_a_citation_without_its_tag_is_refused() -> None:
    with pytest.raises(TypeError):
        printable("某规定第一条")
    assert printable({"basis_text": "某规定第一条"}) == ""


def test_a_long_notice_goes_on_over_pages_and_ends_with_the_signature() -> None:
    pages = reader(render_pdf(W01, samples.w01(facts=12))).pages
    assert len(pages) > 2
    assert "2026年6月30日" in pages[-1].extract_text()
    assert "抄送" in pages[-1].extract_text()


def test_a_letter_has_no_number_on_its_first_page() -> None:
    pages = reader(render_pdf(W01, samples.w01())).pages
    assert "— 1 —" not in pages[0].extract_text()
    assert "— 2 —" in pages[1].extract_text()


def test_a_reminder_looks_forward_and_says_how_to_object() -> None:
    context = samples.w01() | {"title": "履职提醒函", "duty": "第一责任人职责", "to_person": True, "level": ""}
    context = samples.with_texts("W02", context)
    text = text_of(render_pdf("warnings/notices/documents/w02.html", context))
    for part in ("现就有关事项提醒如下", "第一责任人职责", "提出异议的途径", "10个工作日"):
        assert part in text
    assert "预警。" not in text


def test_r08_a_revocation_frees_the_addressee() -> None:
    context = samples.w01() | {
        "title": "撤销预警通知书的通知",
        "paper": "预警通知书",
        "served_on": date(2026, 6, 1),
        "revoked_on": date(2026, 6, 30),
        "reason": "经复查，决定撤销。",
    }
    text = text_of(render_pdf("warnings/notices/documents/revocation.html", context))
    assert "2026年6月1日送达的《预警通知书》（云纪警〔2026〕12号）已于2026年6月30日撤销" in text
    assert "无须再作答复" in text


def test_a_receipt_fits_one_page_and_carries_the_hash() -> None:
    pdf = render_pdf(W20, samples.w20())
    assert len(reader(pdf).pages) == 1
    text = text_of(pdf)
    assert samples.w20()["document_sha256"] in text
    assert f"张{samples.RARE[:2]}（系统签收）" in text
    assert "2026年6月30日14:20" in text


def test_an_empty_receipt_leaves_room_to_sign() -> None:
    text = text_of(render_pdf(W20, {"title": "送达回证", "doc_no": "云纪警〔2026〕12号"}))
    assert text.count("年月日") == 2


def test_a_report_shows_index_dimensions_indicators_and_charts() -> None:
    text = text_of(render_pdf(W10, samples.w10()))
    for part in (
        "66.8",
        "关注",
        "92%",
        "−3.1",
        "B民主决策与权力运行",
        "17/21",
        "样本不足",
        "不计分",
        "同类单位",
        "征求意见期内",
    ):
        assert part in text


def test_below_the_coverage_needed_no_index_is_printed() -> None:
    text = text_of(
        render_pdf(W10, samples.w10() | {"insufficient": True, "coverage": 52, "peers": None, "history": None})
    )
    assert "数据不足" in text
    assert "52%，低于70%" in text
    assert "66.8" not in text.replace("上期66.8", "")[:400]


def test_a_report_starts_with_a_title_page_without_a_number() -> None:
    pages = reader(render_pdf(W10, samples.w10())).pages
    assert "政治生态分析研判报告" in pages[0].extract_text()
    assert "—" not in pages[0].extract_text()


def test_a_document_is_chinese_whatever_the_readers_language() -> None:
    from django.utils import translation

    with translation.override("en"):
        assert "2026年6月30日" in text_of(render_pdf(W01, samples.w01() | {"date": date(2026, 6, 30)}))
