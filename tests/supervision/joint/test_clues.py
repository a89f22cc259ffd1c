"""Clues handed over (M09): receipt in 5 working days, progress each 30 days, result, close."""

from datetime import date

import pytest

from core.audit.models import AuditEntry
from core.errors import Conflict, InvalidInput, NotAllowed
from core.outbox.models import Delivery
from supervision.joint.choices import ClueStatus
from supervision.joint.models import ClueTransfer
from tests.supervision.joint.conftest import do

pytestmark = pytest.mark.django_db


def test_a_clue_runs_its_whole_course(clue, auditor_partner, case_office, on):
    row = do(clue(), "send", auditor_partner)
    assert (row.doc_no, row.due_on) == ("云纪移〔2026〕1号", date(2026, 6, 29))  # D40a: five working days
    on(date(2026, 6, 24))
    row = do(row, "receive", case_office)
    assert row.due_on == date(2026, 7, 24)  # D40b: 30 calendar days
    on(date(2026, 7, 20))
    row = do(row, "report_progress", case_office, progress="核对中。")
    assert row.due_on == date(2026, 8, 19)
    row = do(row, "report_result", case_office, result="已核实。")
    assert row.due_on is None
    row = do(row, "close", auditor_partner)
    assert (row.status, row.closer) == (ClueStatus.CLOSED, auditor_partner)


def test_a_clue_without_evidence_list_is_not_handed_over(clue, auditor_partner):
    with pytest.raises(NotAllowed):
        do(clue(evidence=False), "send", auditor_partner)


def test_a_clue_of_the_commission_leaves_it_by_a_leader_who_did_not_draft_it(
    clue, case_office, leader, commission, audit
):
    row = clue(actor=case_office, from_unit=commission, to_unit=audit)
    with pytest.raises(NotAllowed):
        do(row, "send", case_office)
    assert do(row, "send", leader).approver == leader


def test_a_leader_does_not_send_the_clues_of_a_partner(clue, leader):
    with pytest.raises(NotAllowed):
        do(clue(), "send", leader)


def test_nobody_hands_over_in_the_name_of_others_or_to_himself(clue, finance_partner, auditor_partner, audit):
    with pytest.raises(NotAllowed):
        clue(actor=finance_partner)
    with pytest.raises(InvalidInput):
        clue(to_unit=audit)


def test_the_recipient_returns_what_is_not_his(clue, auditor_partner, case_office, outsider):
    row = do(clue(), "send", auditor_partner)
    with pytest.raises(NotAllowed):
        do(row, "decline", outsider, reason="x")
    with pytest.raises(InvalidInput):
        do(row, "decline", case_office)
    assert do(row, "decline", case_office, reason="不属于职责范围。").status == ClueStatus.DECLINED


def test_only_the_recipient_works_and_only_the_sender_closes(clue, auditor_partner, case_office, finance_partner):
    row = do(clue(), "send", auditor_partner)
    for user in (auditor_partner, finance_partner):
        with pytest.raises(NotAllowed):
            do(row, "receive", user)
    row = do(row, "receive", case_office)
    row = do(row, "report_result", case_office, result="已核实。")
    with pytest.raises(NotAllowed):
        do(row, "close", case_office)
    row = do(row, "ask_again", auditor_partner, reason="请补充整改情况。")
    assert (row.status, row.reporter) == (ClueStatus.PROGRESS, None)
    with pytest.raises(Conflict):
        do(row, "receive", case_office)


def test_two_confirm_receipt_at_once_one_wins(clue, auditor_partner, case_office):
    row = do(clue(), "send", auditor_partner)
    do(row, "receive", case_office)
    with pytest.raises(Conflict):
        do(row, "receive", case_office)
    assert ClueTransfer.objects.get(pk=row.pk).receiver == case_office


def test_neither_mail_nor_audit_trail_tells_what_it_is_about(clue, auditor_partner, case_office):
    row = do(clue(), "send", auditor_partner)
    rows = Delivery.objects.filter(recipient=case_office)
    assert rows
    assert not any("采购" in f"{found.subject}{found.body}" for found in rows)
    entries = AuditEntry.objects.filter(object_id=row.pk, content_type__model="cluetransfer")
    assert "资料不完整" not in "".join(str(entry.changes) for entry in entries)
