"""W16: what was found goes to the person in writing, or to the unit where it is said before others."""

import io

import pytest
from django.template.loader import render_to_string
from pypdf import PdfReader

from cases.clarifications.documents import TEMPLATE, paper
from core.documents.queries import documents_of
from core.documents.rendering import common_context
from core.documents.services import document_print
from core.documents.texts.registry import find_kind
from core.documents.texts.services import text_preview_pdf
from officials.dossier.queries import sections_for, self_sections

pytestmark = pytest.mark.django_db


@pytest.fixture
def text_for():
    """What the person reads in the paper, without blanks."""

    def read(row, reader) -> str:
        document = documents_of(row).get()
        pages = PdfReader(io.BytesIO(document_print(document=document, actor=reader))).pages
        return "".join("".join(page.extract_text() for page in pages).split())

    return read


def test_before_it_is_carried_out_there_is_no_paper(upto):
    assert not documents_of(upto("approve")).exists()


def test_in_writing_it_is_a_letter_to_the_person_with_a_copy_to_the_unit(upto, text_for, accused):
    row = upto("carry_out")
    text = text_for(row, accused.user)
    for words in ("云纪澄〔2026〕1号", "澄清函", "文嘉翀同志：", "经核查，反映问题不属实。", "抄送：市教育局党组织"):
        assert words in text
    assert "2026年6月1日" in text


def test_before_others_it_is_a_circular_to_the_unit(upto, text_for, accused):
    row = upto("carry_out", method="MEETING", committee_document="云委函〔2026〕8号", scope="领导班子成员")
    text = text_for(row, accused.user)
    for words in ("澄清通报", "市教育局党组织：", "在领导班子成员范围内", "抄送：文嘉翀同志"):
        assert words in text


def test_it_says_the_result_and_nothing_of_the_report_or_the_work_on_it(
    upto, text_for, accused, sup, registrar, deputy
):
    row = upto("carry_out")
    text = text_for(row, accused.user)
    hidden = (row.lead.summary, row.lead.doc_no, row.opinion, row.necessity, row.review_opinion)
    assert all(hidden)
    for words in (*hidden, sup.full_name, registrar.full_name, deputy.full_name):
        assert "".join(words.split()) not in text


def test_the_person_finds_it_in_the_portal_and_prints_it_unmarked_as_often_as_he_likes(client, upto, text_for, accused):
    row = upto("carry_out")
    client.force_login(accused.user)
    assert "澄清函" in client.get(row.get_absolute_url()).content.decode()
    assert "副本" not in text_for(row, accused.user) + text_for(row, accused.user)
    assert "副本" not in text_for(row, row.handler)
    assert "副本" in text_for(row, row.handler)


def test_lines_of_what_is_said_are_paragraphs(upto):
    context = common_context() | paper(upto("carry_out"))
    one, two = (
        render_to_string(TEMPLATE, context | {"content": said}) for said in ("不属实。", "不属实。\n\n特此澄清。")
    )
    assert two.count("<p>") == one.count("<p>") + 1


@pytest.mark.parametrize("code", ["W16", "W16T"])
def test_a_preview_of_its_wording_shows_every_part_that_can_be_edited(code):
    given = {part.key: f"改动{number}号" for number, part in enumerate(find_kind(code).parts)}
    pages = PdfReader(io.BytesIO(text_preview_pdf(kind=find_kind(code), given=given))).pages
    text = "".join(page.extract_text() for page in pages)
    assert [words for words in given.values() if words not in text] == []


def test_others_do_not_find_it(client, upto, stranger):
    document = documents_of(upto("carry_out")).get()
    client.force_login(stranger)
    assert client.get(f"/documents/{document.pk}.pdf").status_code == 404


def test_it_is_opened_from_section_15_of_the_dossier(client, upto, accused, deputy):
    document = documents_of(upto("carry_out")).get()
    for sections in (sections_for(accused, deputy), self_sections(accused)):
        section = next(found for found in sections if found.title.no == 15)
        assert f'href="{document.get_absolute_url()}">澄清函' in str(section.parts[0].content.rows)
