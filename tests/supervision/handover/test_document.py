"""W09 问题清单交接书: six copies, three signatures, every problem."""

import pytest

from core.documents.models import IssuedDocument
from core.documents.storage import document_load
from tests.core.documents.pdf import reader

pytestmark = pytest.mark.django_db


def test_the_signed_list_is_printed_in_six_copies_with_three_signatures(signed):
    handover = signed()
    document = IssuedDocument.objects.get(kind="W09")
    text = "".join(page.extract_text() for page in reader(document_load(document.path, document.sha256)).pages)
    text = text.replace(" ", "").replace("　", "").replace("\n", "")

    assert document.doc_no == handover.doc_no
    assert text.count("食堂采购未招标") == 6
    for number, keeper in enumerate(("纪检监察机关", "组织部门", "财政部门", "审计机关", "交出人", "接收人"), start=1):
        assert f"第{number}份{keeper}存" in text
    for who in ("任景衡", "文嘉翀", "用户sup2"):
        assert who in text
    assert text.count("系统签署") == 18
    assert text.count("任景衡与文嘉翀于2026年6月22日就市教育局未办结事项") == 6
    assert "本交接书一式六份" in text
    assert document.texts == {"opening": 0, "closing": 0}


def test_the_day_of_the_plan_is_that_of_the_rule(signed):
    from core.deadlines.models import DeadlineRule

    DeadlineRule.objects.filter(code="D34c").update(amount=15)
    signed()
    document = IssuedDocument.objects.get(kind="W09")
    text = "".join(page.extract_text() for page in reader(document_load(document.path, document.sha256)).pages)
    assert "2026年7月7日前" in "".join(text.split())


def test_every_signing_is_its_own_version(signed, problem, sup, head, new_head, sup_colleague):
    from datetime import date

    from tests.supervision.handover.conftest import do

    handover = signed()
    problem("补录", since=date(2026, 1, 1))
    handover = do(handover, "reopen", sup, reason="补录")
    for signer in (head, new_head.user, sup_colleague):
        handover = do(handover, "sign", signer)

    assert list(IssuedDocument.objects.order_by("version").values_list("version", flat=True)) == [1, 2]
