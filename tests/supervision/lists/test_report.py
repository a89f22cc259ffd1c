"""W17: the report of an evaluation goes to the inspected unit with the decision on what follows."""

import pytest

from core.documents.models import IssuedDocument
from core.outbox.models import Channel, Delivery
from supervision.lists.evaluation_report import report_context
from supervision.lists.models import Problem
from tests.core.documents.pdf import text_of
from tests.supervision.lists.conftest import do

pytestmark = pytest.mark.django_db


def test_w17_is_numbered_and_served_to_the_unit_once_a_leader_has_decided(evaluated, deputy, head, liaison):
    plan = evaluated("POOR")
    assert not IssuedDocument.objects.filter(kind="W17").exists()
    plan = do(plan, "decide", deputy, follow_ups=["CIRCULAR", "TALK"])
    assert plan.doc_no == "云巡督〔2026〕1号"
    assert IssuedDocument.objects.get(kind="W17").doc_no == plan.doc_no
    mails = Delivery.objects.filter(channel=Channel.EMAIL, key__contains="evaluated")
    assert {mail.recipient for mail in mails} == {head, liaison}
    for mail in mails:
        assert plan.doc_no in mail.subject
        assert "通报" not in mail.body
        assert plan.findings.get().title not in mail.body


@pytest.mark.usefixtures("real_documents")
def test_w17_says_scores_verdict_findings_and_what_is_asked(client, evaluated, deputy, liaison, stranger):
    plan = evaluated("POOR")
    plan.request = "一个月内补课整改，专题报告。"
    plan.save()
    plan = do(plan, "decide", deputy, follow_ups=["CIRCULAR"])
    document = IssuedDocument.objects.get(kind="W17")
    client.force_login(liaison)
    assert document.get_absolute_url() in client.get(plan.get_absolute_url()).content.decode()
    text = text_of(client.get(document.get_absolute_url()).content)
    for words in (
        "整改督导评估报告",
        "整改完成率",
        "36",
        "差",
        "整改到位。",
        "研究不够",
        "一个月内补课整改",
        "通报",
        "不同看法",
    ):
        assert words in text.replace("\n", "")
    client.force_login(stranger)
    assert client.get(document.get_absolute_url()).status_code == 404


def test_w17_leaves_out_what_was_found_to_be_no_problem(evaluated, deputy):
    plan = evaluated("GOOD")
    Problem.objects.filter(plan=plan).update(status="DISMISSED")
    plan = do(plan, "decide", deputy, follow_ups=[])
    assert report_context(plan)["findings"] == []
