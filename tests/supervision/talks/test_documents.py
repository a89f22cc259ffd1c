"""W06 on paper: the notice names time, place and purpose; the record carries commitments, remarks and signatures."""

import pytest
from django.template.loader import render_to_string

from core.documents.queries import documents_of
from core.documents.rendering import common_context
from core.documents.services import document_print
from supervision.talks.choices import Signature
from supervision.talks.documents import record_context
from supervision.talks.services import talk_sign_on_paper
from tests.supervision.talks.conftest import REMINDER, do

pytestmark = pytest.mark.django_db
RECORD = "supervision/talks/documents/w06_record.html"


def paper_of(talk) -> str:
    return render_to_string(RECORD, common_context() | record_context(talk))


def test_both_papers_are_pdfs_of_the_talk(signed, sup):
    for document in documents_of(signed()):
        assert document_print(document=document, actor=sup).startswith(b"%PDF")
        assert document.restricted


def test_the_record_shows_commitments_remarks_and_signatures(signed, sup, member):
    text = paper_of(signed())
    for word in ("完善采购审批流程", "情况属实", str(sup), member.name, "系统签字"):
        assert word in text


def test_a_reminder_talk_says_on_paper_that_it_is_no_sanction(signed, rule):
    text = paper_of(signed(**REMINDER, rule=rule))
    assert "不是处分" in text
    assert rule.text in text


def test_a_rule_of_general_knowledge_is_not_printed_unchecked(signed, rule):
    rule.tag = "GK"
    rule.save()
    assert rule.text not in paper_of(signed(**REMINDER, rule=rule))


def test_who_did_not_sign_admits_nothing(held, sup, sup_colleague):
    talk = talk_sign_on_paper(talk=held(), actor=sup, way=Signature.REFUSED, remarks="本人要求核对后再签。")
    talk = do(do(talk, "sign", sup), "sign", sup_colleague)
    text = paper_of(talk)
    assert "不视为承认" in text
    # What the talkers noted is not put into the official's mouth.
    assert "谈话人注明" in text
    assert talk.own_remarks == ""
