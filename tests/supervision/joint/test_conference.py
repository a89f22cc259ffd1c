"""Joint conferences from the topics to the close-out of their tasks (M08)."""

from datetime import date

import pytest

from core.documents.queries import documents_of
from core.errors import Conflict, InvalidInput, NotAllowed
from core.outbox.models import Delivery
from core.workbench.queries import todos_for
from core.workflow.queries import history_of
from supervision.joint.choices import ConferenceStatus, TaskStatus
from tests.supervision.joint.conftest import HELD, do, text_of

pytestmark = pytest.mark.django_db


def test_a_conference_runs_its_whole_course(issued, task, conduct, case_office, auditor_partner):
    conference = issued()
    row = task(conference)
    conference = do(conference, "assign", conduct)
    row.refresh_from_db()
    assert row.status == TaskStatus.ASSIGNED
    with pytest.raises(NotAllowed):
        do(conference, "close", conduct)
    row = do(row, "report", auditor_partner, feedback="已整改。")
    row = do(row, "close", case_office)
    assert do(conference, "close", conduct).status == ConferenceStatus.CLOSED
    assert [line.name for line in history_of(conference)] == [
        "create", "share", "hold", "draft_minutes", "issue", "assign", "close",
    ]  # fmt: skip


def test_partners_propose_topics_while_they_are_collected(planned, auditor_partner, outsider, conduct):
    conference = do(planned(), "propose", auditor_partner, reason="补贴资金核查")
    assert conference.topics.get(title="补贴资金核查").unit == auditor_partner.unit
    with pytest.raises(NotAllowed):
        do(conference, "propose", outsider, reason="x")
    with pytest.raises(Conflict):
        do(do(conference, "share", conduct), "propose", auditor_partner, reason="x")


def test_a_conference_needs_partners_and_topics(planned, conduct):
    with pytest.raises(NotAllowed):
        do(planned(partners=1), "share", conduct)
    with pytest.raises(NotAllowed):
        do(planned(topics=False), "share", conduct)


def test_it_is_not_held_before_its_day(planned, conduct):
    with pytest.raises(NotAllowed):
        do(do(planned(), "share", conduct), "hold", conduct, resolutions="x", attended={})


def test_minutes_are_issued_by_a_leader_who_did_not_draft_them_with_number_and_w14(held, conduct, leader):
    conference = do(held(), "draft_minutes", conduct, minutes="抓好落实。")
    with pytest.raises(NotAllowed):
        do(conference, "issue", conduct)
    conference = do(conference, "return_minutes", leader, reason="补充时限。")
    conference = do(do(conference, "draft_minutes", conduct, minutes="补充后。"), "issue", leader)
    assert (conference.doc_no, conference.issuer) == ("云纪会〔2026〕1号", leader)
    assert [document.kind for document in documents_of(conference)] == ["W14"]


def test_only_the_offices_run_it(planned, auditor_partner, leader, secretary):
    conference = planned()
    for user in (auditor_partner, leader, secretary):
        with pytest.raises(NotAllowed):
            do(conference, "share", user)
    with pytest.raises(Conflict):
        do(conference, "issue", leader)


def test_tasks_come_from_a_conference_that_was_held(planned, task):
    with pytest.raises(InvalidInput):
        task(planned())


def test_feedback_is_given_by_the_lead_and_closed_out_by_somebody_else(
    issued, task, conduct, case_office, commission, auditor_partner, finance_partner
):
    conference = issued()
    row = do(task(conference), "assign", conduct)
    with pytest.raises(NotAllowed):
        do(row, "report", finance_partner, feedback="x")
    row = do(do(row, "report", auditor_partner, feedback="已整改。"), "send_back", conduct, reason="缺附件。")
    assert (row.status, row.reporter) == (TaskStatus.ASSIGNED, None)
    with pytest.raises(NotAllowed):
        do(do(row, "report", auditor_partner, feedback="补齐。"), "close", auditor_partner)
    own = do(task(conference, lead=commission), "assign", conduct)
    own = do(own, "report", case_office, feedback="已办。")
    with pytest.raises(NotAllowed):
        do(own, "close", case_office)
    assert do(own, "close", conduct).closer == conduct


def test_a_task_without_due_day_is_not_assigned(issued, task, conduct):
    with pytest.raises(NotAllowed):
        do(task(issued(), due_on=None), "assign", conduct)


def test_the_mail_to_a_partner_says_only_that_something_waits(issued, task, conduct, auditor_partner):
    do(task(issued()), "assign", conduct)
    rows = Delivery.objects.filter(recipient=auditor_partner)
    assert rows
    assert not any("核查" in f"{row.subject}{row.body}" for row in rows)


def test_who_runs_conferences_is_told_when_a_quarter_passed_without_one(issued, conduct, auditor_partner, on):
    issued()
    kinds = {str(todo.kind) for todo in todos_for(conduct)}
    assert "Joint conference" not in kinds
    on(date(2026, 9, 25))
    assert "Joint conference" in {str(todo.kind) for todo in todos_for(conduct)}
    assert "Joint conference" not in {str(todo.kind) for todo in todos_for(auditor_partner)}


def test_who_came_is_entered_when_the_conference_is_recorded_and_stands_in_the_minutes(
    client, planned, conduct, leader, on, audit, finance
):
    conference = do(planned(), "share", conduct)
    on(HELD)
    first, second = conference.partners.order_by("pk")
    client.force_login(conduct)
    address = f"/records/supervision/jointconference/{conference.pk}/hold/"
    assert "市审计局" in client.get(address).content.decode()
    nobody = {"resolutions": "按季度通报。", f"attended_{first.pk}": "", f"attended_{second.pk}": ""}
    assert client.post(address, nobody).status_code == 422
    client.post(address, nobody | {f"attended_{first.pk}": "副局长"})
    conference.refresh_from_db()
    assert (conference.status, conference.partners.get(pk=first.pk).attended) == (ConferenceStatus.HELD, "副局长")

    conference = do(do(conference, "draft_minutes", conduct, minutes="抓好落实。"), "issue", leader)
    text = text_of(documents_of(conference).get())
    assert "会同市审计局就有关事项" in text
    assert "市审计局副局长" in text
    assert "市财政局" not in text


def test_w14_prints_the_approved_wording(issued):
    paper = documents_of(issued()).get()
    text = text_of(paper)
    assert "党风政风监督室跟踪督促" in text
    assert paper.texts == {"opening": 0, "closing": 0}
