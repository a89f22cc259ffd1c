"""W10: what is printed is the snapshot; the signed one is hashed and never changes."""

from datetime import date

import pytest
from django.urls import reverse

from core.documents.models import IssuedDocument
from core.workflow.services import transition_perform
from early_warning.ecology.documents import report_context, report_pdf
from early_warning.ecology.models import EcologyAssessment
from early_warning.ecology.queries import normal_ranges
from tests.core.documents.pdf import text_of
from tests.support.cast import make_unit
from tests.warnings.ecology.conftest import part

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed(assessed, sup, head, secretary, django_capture_on_commit_callbacks) -> EcologyAssessment:
    def go(record, name, actor, **values):
        return transition_perform(instance=record, name=name, actor=actor, **values)

    record = go(assessed, "give_opinion", sup, opinion="集体决策留痕不全", problems=["漏登决议"], suggestions=["补登"])
    record = go(
        record, "record_meeting", sup, meeting_on=date(2026, 6, 29), participants="监督室", meeting_summary="同意"
    )
    record = go(record, "consult", sup)
    record = go(record, "respond", head, response="情况属实,已补登", recalculation_asked=False)
    with django_capture_on_commit_callbacks(execute=True):
        return go(record, "sign", secretary)


def test_the_figures_of_the_report_are_those_of_the_page(assessed):
    context = report_context(assessed)
    assert (context["index"], context["previous_index"]) == (assessed.index, assessed.previous.index)
    steps = context["waterfall"]["steps"]
    assert sum(delta for _label, delta in steps) == assessed.index - assessed.previous.index
    assert sum(row["contribution"] for row in context["indicators"]) == assessed.index
    assert [row["value"] for row in context["context_rows"]] == ["1"]
    assert context["history"]["labels"] == ["2025H2", "2026H1"]


@pytest.fixture
def others(city, figures, compute):
    """``others(n)``: that many other departments, the first with the lowest figures."""

    def make(count: int) -> None:
        for number in range(count):
            unit = make_unit(f"U{number + 70}", f"某局{number}", parent=city)
            for code in ("B1", "C1", "F4", "X2"):
                figures[code][unit.code] = part(10 + 2 * number, 20)
            compute(unit)

    return make


def test_the_report_shows_the_middle_half_of_the_other_units_and_none_of_their_names(assessed, others, sup):
    others(5)
    rows = normal_ranges(assessed)
    indices = sorted(EcologyAssessment.objects.exclude(unit=assessed.unit).values_list("index", flat=True))
    assert (rows[0].low, rows[0].high, rows[0].own) == (indices[1], indices[3], assessed.index)
    assert [row.dimension.code for row in rows[1:]] == list(assessed.dimension_scores)
    text = text_of(report_pdf(assessment=assessed, actor=sup))
    for words in ("同类单位的正常范围", "不具名，不排名", f"{rows[0].low.normalize()}–{rows[0].high.normalize()}"):
        assert words in text
    assert "某局" not in text


def test_fewer_than_five_other_units_make_no_range(assessed, others, sup):
    others(4)
    assert normal_ranges(assessed) == []
    assert "同类单位的正常范围" not in text_of(report_pdf(assessment=assessed, actor=sup))


def test_a_draft_says_that_it_is_one_and_who_reads_it(assessed, sup):
    text = text_of(report_pdf(assessment=assessed, actor=sup))
    for words in ("征求意见稿", "市教育局", "84.2", "17/21"):
        assert words in text
    assert not IssuedDocument.objects.exists()


def test_signing_issues_the_report_with_its_number(signed, sup, secretary):
    document = IssuedDocument.objects.get()
    assert (document.doc_no, document.kind, document.restricted) == ("云纪析〔2026〕1号", "W10", True)
    text = text_of(report_pdf(assessment=signed, actor=sup))
    for words in ("云纪析〔2026〕1号", "集体决策留痕不全", "情况属实", "84.2"):
        assert words in text
    assert "征求意见稿" not in text
    assert "副本" in text_of(report_pdf(assessment=signed, actor=secretary))
    assert IssuedDocument.objects.count() == 1


def test_inadequate_data_print_no_index(education, figures, compute, sup):
    figures |= {"B1": {}, "B4": {"U15": part(9, 10)}, "C1": {"U15": part(7, 7)}, "F4": {"U15": part(4, 4)}}
    text = text_of(report_pdf(assessment=compute(education), actor=sup))
    assert "数据不足" in text
    assert "65%" in text


def test_the_address_of_the_report(client, assessed, sup, stranger, head):
    address = reverse("ecology-report", args=[assessed.pk])
    client.force_login(sup)
    response = client.get(address)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/pdf")
    assert response.content.startswith(b"%PDF")
    for hidden in (stranger, head):
        client.force_login(hidden)
        assert client.get(address).status_code == 404


def test_the_head_reads_the_report_of_his_unit_once_consulted(client, signed, head, other_head):
    address = reverse("ecology-report", args=[signed.pk])
    client.force_login(head)
    assert client.get(address).status_code == 200
    client.force_login(other_head)
    assert client.get(address).status_code == 404
