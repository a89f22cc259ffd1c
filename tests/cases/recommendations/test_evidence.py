"""R03, R04: every problem stands on evidence, all who check and sign have opened it, the paper says what it must."""

import pytest
from django.urls import reverse

from cases.recommendations.documents import FOLDER, letter_context
from cases.recommendations.mechanism import Recommendations
from core import clock
from core.attachments.services import attachments_add
from core.audit.models import AuditEntry, AuditEvent
from core.documents.rendering import render_pdf
from core.documents.texts.services import text_propose
from core.errors import InvalidInput, NotAllowed
from core.mechanisms.services import line_add, record_create, record_edit
from core.workflow.services import transition_perform
from early_warning.notices.models import RuleBasis
from early_warning.notices.services.rules import rule_check
from tests.cases.recommendations.conftest import BASIS, READ_FIRST, paper
from tests.core.documents.pdf import text_of

pytestmark = pytest.mark.django_db
PROBLEMS, SUGGESTIONS = Recommendations.lines


@pytest.mark.parametrize("name", READ_FIRST)
def test_r03_nobody_checks_reviews_or_signs_what_he_has_not_opened(letter, step, people, name):
    current = step(letter, "submit")
    for before in READ_FIRST[: READ_FIRST.index(name)]:
        current = step(current, before)
    with pytest.raises(NotAllowed, match=r"evidence|证据"):
        transition_perform(instance=current, name=name, actor=people[name])
    assert step(current, name)


def test_r03_a_file_that_came_later_was_not_opened(letter, step, people, sup):
    problem = letter.problems.get()
    step(step(letter, "submit"), "check_letter")
    letter.refresh_from_db()
    step(letter, "return_draft", actor=people["review"])
    letter.refresh_from_db()
    attachments_add(owner=problem, uploads=[paper("补充")], actor=sup)
    again = step(letter, "submit")
    with pytest.raises(NotAllowed, match=r"evidence|证据"):
        transition_perform(instance=again, name="check_letter", actor=people["check_letter"])


def test_r03_opening_is_a_page_and_stands_in_the_audit_trail(client, letter, step, sup_colleague, stranger):
    step(letter, "submit")
    problem = letter.problems.get()
    client.force_login(sup_colleague)
    page = client.get(letter.get_absolute_url()).content.decode()
    assert problem.get_absolute_url() in page
    opened = client.get(problem.get_absolute_url())
    assert "记录.txt" in opened.content.decode()
    assert AuditEntry.objects.filter(event=AuditEvent.READ, object_id=problem.pk, actor=sup_colleague).exists()
    assert transition_perform(instance=letter, name="check_letter", actor=sup_colleague).status == "CHECKED"
    client.force_login(stranger)
    assert client.get(problem.get_absolute_url()).status_code == 404


def test_r04_a_problem_without_evidence_is_not_submitted(letter, step, sup):
    line_add(record=letter, lines=PROBLEMS, values={"text": "无据"}, actor=sup)
    with pytest.raises(NotAllowed, match=r"evidence|证据"):
        step(letter, "submit")


def test_r04_only_a_verified_record_of_the_same_unit_is_evidence(letter, sup, education, health):
    from tests.supervision.copies.conftest import make_doubt

    for doubt in (make_doubt(education, "NEW", key="2"), make_doubt(health, key="3")):
        with pytest.raises(InvalidInput):
            line_add(record=letter, lines=PROBLEMS, values={"text": "传闻", "doubt": doubt}, actor=sup)
    made = line_add(record=letter, lines=PROBLEMS, values={"text": "属实", "doubt": make_doubt(education)}, actor=sup)
    assert made.evidence_records


@pytest.mark.parametrize(
    ("kind", "basis"),
    [("STATE", "《中国共产党纪律检查委员会工作条例》"), ("PARTY", "《中华人民共和国监察法》"),
     ("BOTH", "《中华人民共和国监察法》"), ("BOTH", "")],
)  # fmt: skip
def test_trap_8_the_basis_is_one_of_the_organ_that_speaks(letter, step, sup, kind, basis):
    record_edit(record=letter, values={"kind": kind, "legal_basis": basis}, actor=sup)
    with pytest.raises(NotAllowed):
        step(letter, "submit")


def test_the_series_is_that_of_the_organ_that_speaks(letter, at, sup):
    record_edit(record=letter, values={"kind": "STATE", "legal_basis": "《中华人民共和国监察法》"}, actor=sup)
    assert at("approve").doc_no == "云监建〔2026〕1号"


def text(letter) -> str:
    return text_of(render_pdf(f"{FOLDER}/w04.html", letter_context(letter))).replace("\n", "")


def test_r04_the_paper_says_facts_request_term_objection_and_contact(at, settings):
    served = text(at("serve"))
    for words in ("征订审批未经集体研究", "建立征订集体研究制度", "2026年6月22日前", "收到本建议书之日起5个工作日内",
                  "10个工作日内作出决定", "第一监督检查室", settings.OFFICE_PHONE):  # fmt: skip
        assert words in served


def test_a_rule_of_general_knowledge_is_printed_only_once_somebody_checked_it(at, admin):
    served = at("serve")
    assert "工作条例" not in text(served)
    rule_check(rule=RuleBasis.objects.get(text=BASIS), actor=admin)
    assert "工作条例" in text(served)


def test_the_approved_wording_is_what_is_printed(at, admin, secretary):
    words = "请认真研究，于{reply_within}反馈{contact_office}（{contact_phone}），谢谢配合。"
    proposal = text_propose(
        kind="W04", part="reply", text=words, effective_from=clock.today(), grounds="更简明", basis_checked=True,
        actor=admin,
    )  # fmt: skip
    transition_perform(instance=proposal, name="approve", actor=secretary)
    assert "谢谢配合" in text(at("serve"))


def test_the_page_of_evidence_offers_files_to_the_drafter_only_while_it_is_a_draft(client, letter, step, sup):
    problem = letter.problems.get()
    client.force_login(sup)
    add = reverse("attachment-add", args=["cases", "problem", problem.pk])
    assert add in client.get(problem.get_absolute_url()).content.decode()
    step(letter, "submit")
    assert add not in client.get(problem.get_absolute_url()).content.decode()


def test_a_letter_made_without_basis_is_kept_but_goes_no_further(sup, education, step):
    made = record_create(model=Recommendations.model, values={"unit": education, "title": "空"}, actor=sup)
    assert made.pk
    assert not RuleBasis.objects.exists()
