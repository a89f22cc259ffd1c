"""The course of a meeting from the plan to the evaluation (handbook M54, 7.2)."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.documents.queries import documents_of
from core.errors import Conflict, InvalidInput, NotAllowed
from core.workflow.queries import history_of
from supervision.meetings.choices import Category, FoundMajor, Issue, Legality, Status
from supervision.meetings.models import Meeting, Resolution
from supervision.meetings.models.resolution import ResolutionStatus
from tests.supervision.meetings.conftest import HOURS, MEETING_DAY, add_item, do, parameter_set

pytestmark = pytest.mark.django_db
APPOINTMENT = {"category": Category.PERSONNEL, "title": "科级干部任免", "amount": None}


def carried_out(row: Resolution, liaison, head) -> Resolution:
    row = do(row, "report_done", liaison, executed_on=MEETING_DAY, result="已完成采购。")
    return do(row, "evaluate", head, evaluation="达到预期。")


def test_a_meeting_runs_its_whole_course(signed, liaison, head):
    meeting = do(signed(), "execute", liaison)
    assert meeting.due_on == date(2026, 9, 30)
    carried_out(Resolution.objects.get(), liaison, head)
    meeting = do(meeting, "evaluate", head, evaluation="决策程序规范。")
    assert meeting.status == Status.EVALUATED
    assert [line.name for line in history_of(meeting)] == [
        "create", "send_papers", "sheet", "hold", "write_minutes", "sign", "sign", "execute", "evaluate",
    ]  # fmt: skip


def test_the_papers_step_names_what_an_item_lacks(planned, liaison):
    meeting = planned({"legal_waived": ""}, {"category": Category.OTHER, "amount": 1_000_000, "title": "购车"})
    with pytest.raises(NotAllowed) as refused:
        do(meeting, "send_papers", liaison)
    words = str(refused.value)
    assert "item 1: Legal review" in words
    assert "item 2" in words
    assert "threshold" in words


def test_a_meeting_without_agenda_sends_no_papers(planned, liaison):
    meeting = planned()
    meeting.items.all().delete()
    with pytest.raises(NotAllowed, match="agenda"):
        do(meeting, "send_papers", liaison)


UNREVIEWED = {"reviewed_by": "", "reviewed_on": None, "legality": "", "found_major": ""}


def test_a_meeting_is_not_convened_with_an_item_that_nobody_reviewed(planned, liaison):
    with pytest.raises(NotAllowed, match="item 1: the review before the meeting"):
        do(planned(UNREVIEWED), "send_papers", liaison)


def test_whether_the_review_is_needed_is_a_parameter(planned, liaison):
    parameter_set("MEETING", review_needed=False)
    assert do(planned(UNREVIEWED), "send_papers", liaison).status == Status.MATERIALS_SENT


def test_what_the_review_found_binds(planned, liaison):
    with pytest.raises(NotAllowed, match="item 1: it was found not lawful"):
        do(planned({"legality": Legality.UNLAWFUL}), "send_papers", liaison)
    with pytest.raises(NotAllowed, match="item 1: its category, because the review found otherwise"):
        do(planned({"found_major": FoundMajor.NO}), "send_papers", liaison)


def test_a_first_agenda_item_only_studies_and_is_not_reviewed(planned, liaison):
    study = {"category": Category.STUDY, "first_agenda": True, "amount": None, "documents": "《信访工作条例》"}
    assert do(planned(study), "send_papers", liaison).status == Status.MATERIALS_SENT


def test_the_review_is_recorded_on_the_item_by_page_and_json_whole_and_by_another_than_the_proposer(
    client, planned, liaison
):
    meeting = planned({"proposer": "财务科"} | UNREVIEWED)
    client.force_login(liaison)
    address = f"/api/v1/meetings/{meeting.pk}/agendaitem/{meeting.items.get().pk}/"
    review = {"reviewed_by": "法规科", "reviewed_on": "2026-06-19", "legality": "LAWFUL", "found_major": "YES"}
    for wrong in ({"legality": ""}, {"reviewed_by": "财务科"}, {"reviewed_on": "2026-06-23"}):
        answer = client.patch(address, review | wrong, content_type="application/json")
        assert answer.status_code == 400, wrong
    assert client.patch(address, review, content_type="application/json").status_code == 200
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert "Lawful · Three majors and one large · 法规科 · 2026-06-19" in page


def test_papers_are_sent_two_working_days_before_or_late_with_the_reason(planned, liaison, on):
    meeting = planned()
    on(date(2026, 6, 24))
    with pytest.raises(NotAllowed, match="2026-06-23"):
        do(meeting, "send_papers", liaison)
    meeting = do(meeting, "send_papers_late", liaison, reason="上级临时部署。")
    deviation = meeting.deviations.get()
    assert (deviation.issue, deviation.reason, deviation.noted_by) == (Issue.PREPARATION, "上级临时部署。", liaison)


def test_papers_in_time_are_not_declared_late(planned, liaison):
    with pytest.raises(NotAllowed):
        do(planned(), "send_papers_late", liaison, reason="x")


def test_an_emergency_decided_first_is_reported_without_papers_in_time(planned, liaison, on):
    meeting = planned({"emergency_on": date(2026, 6, 20), "emergency_reason": "防汛抢险"})
    on(date(2026, 6, 24))
    assert do(meeting, "send_papers", liaison).status == Status.MATERIALS_SENT


def test_an_emergency_without_its_reason_cannot_be_stored(planned):
    from django.db import IntegrityError

    with pytest.raises(IntegrityError):
        add_item(planned(), no=2, emergency_on=date(2026, 6, 20))


def test_the_members_due_are_those_of_the_posts_on_the_day(sent, team):
    meeting = sent()
    assert [row.official for row in meeting.attendance.all()] == team
    assert meeting.chair == team[0]


def test_a_meeting_is_not_held_before_its_day_nor_without_attendance(sent, liaison, on):
    meeting = sent()
    with pytest.raises(NotAllowed, match="day"):
        do(meeting, "hold", liaison, **HOURS)
    on(MEETING_DAY)
    with pytest.raises(NotAllowed, match="was present"):
        do(meeting, "hold", liaison, **HOURS)


def test_an_appointment_needs_two_thirds_and_an_ordinary_item_more_than_half(filled, liaison):
    meeting = filled(APPOINTMENT, present=3)
    with pytest.raises(NotAllowed, match="3 of 5 present, at least 4 needed"):
        do(meeting, "hold", liaison, **HOURS)
    meeting = do(meeting, "hold_without_quorum", liaison, reason="两人在外培训。", **HOURS)
    assert (meeting.status, meeting.deviations.get().issue) == (Status.HELD, Issue.PROCEDURE)


def test_an_ordinary_item_is_decided_by_three_of_five(held):
    assert held(present=3).status == Status.HELD


def test_the_head_who_does_not_speak_last_does_not_stop_the_record(written):
    assert written(turns=[0, 1, 2, 3, 4]).status == Status.MINUTES


def test_holding_gives_the_number_and_the_day_of_the_minutes(held):
    first, second = held(), held(convened_on=date(2026, 6, 29))
    assert (first.number, second.number) == ("U15-会-2026-01", "U15-会-2026-02")
    assert first.due_on == first.minutes_due_on == date(2026, 7, 2)  # D43: five working days
    assert second.minutes_due_on == date(2026, 7, 6)


def test_minutes_wait_for_outcome_vote_and_resolution(sent, liaison, on):
    from supervision.meetings.services import sheet_save
    from tests.supervision.meetings.conftest import sheet_of

    meeting = sent()
    on(MEETING_DAY)
    whole = sheet_of(meeting)
    meeting = sheet_save(meeting=meeting, sheet=sheet_of(meeting, items=()), actor=liaison)
    meeting = do(meeting, "hold", liaison, **HOURS)
    with pytest.raises(NotAllowed, match="item 1: its outcome"):
        do(meeting, "write_minutes", liaison, minutes="x")
    sheet_save(meeting=meeting, sheet=whole, actor=liaison)
    assert do(meeting, "write_minutes", liaison, minutes="x").recorder == liaison


def test_both_signatures_make_the_minutes_stand_with_number_and_document(written, liaison, head):
    meeting = do(written(), "sign", head)
    assert (meeting.status, meeting.doc_no) == (Status.MINUTES, None)
    meeting = do(meeting, "sign", liaison)
    assert (meeting.status, meeting.signed_on) == (Status.SIGNED, MEETING_DAY)
    assert meeting.doc_no == "市教育局会纪〔2026〕1号"
    assert [document.kind for document in documents_of(meeting)] == ["W14"]
    assert Resolution.objects.get().doc_no == "市教育局会纪〔2026〕1号-1"


def test_nobody_signs_twice_nor_for_somebody_else(written, liaison, head, make_second_head):
    meeting = do(written(), "sign", liaison)
    for user in (liaison, make_second_head):
        with pytest.raises(NotAllowed):
            do(meeting, "sign", user)


@pytest.fixture
def make_second_head(education):
    from tests.support.cast import make_user

    return make_user("uhd2", "UHD", units=[education], kind="OWN", unit=education)


def test_a_chair_without_account_signs_on_paper_with_reason_and_scan_added_by_another(
    written, liaison, team, education
):
    from tests.support.cast import make_user

    Meeting.objects.update(chair=team[1])
    meeting = do(written(), "sign", liaison)
    colleague = make_user("lia2", "LIA", units=[education], kind="OWN", unit=education)
    reason = "副局长 2026-06-25 在纸质纪要上签字。"
    scan = [SimpleUploadedFile("签字页.pdf", b"%PDF-1.7 x")]
    with pytest.raises(InvalidInput, match=r"理由|reason"):
        do(meeting, "sign_on_paper", colleague, files=scan)
    with pytest.raises(InvalidInput) as refusal:
        do(meeting, "sign_on_paper", colleague, reason=reason)
    assert refusal.value.field == "files"
    with pytest.raises(NotAllowed):
        do(meeting, "sign_on_paper", liaison, reason=reason, files=scan)  # he kept the minutes: four eyes
    meeting = do(meeting, "sign_on_paper", colleague, reason=reason, files=scan)
    assert (meeting.status, meeting.chair_on_paper) == (Status.SIGNED, True)


def test_minutes_are_written_again_only_before_the_chair_signed(written, liaison, head):
    meeting = do(do(written(), "sign", liaison), "rewrite_minutes", liaison, reason="有误。")
    assert (meeting.status, meeting.recorder_signed_at) == (Status.HELD, None)
    meeting = do(do(meeting, "write_minutes", liaison, minutes="改后。"), "sign", head)
    with pytest.raises(NotAllowed):
        do(meeting, "rewrite_minutes", liaison, reason="有误。")


def test_empty_minutes_are_refused(held, liaison):
    with pytest.raises(InvalidInput):
        do(held(), "write_minutes", liaison, minutes="  ")


def test_a_meeting_is_evaluated_when_its_resolutions_are_and_not_by_the_recorder(signed, liaison, head):
    meeting = do(signed(), "execute", liaison)
    with pytest.raises(NotAllowed, match="item 1"):
        do(meeting, "evaluate", head, evaluation="x")
    row = Resolution.objects.get()
    for wrong in ({"executed_on": date(2026, 6, 1), "result": "x"}, {"executed_on": MEETING_DAY, "result": " "}):
        with pytest.raises(InvalidInput):
            do(row, "report_done", liaison, **wrong)
    carried_out(row, liaison, head)
    with pytest.raises(NotAllowed):
        do(meeting, "evaluate", liaison, evaluation="x")
    assert do(meeting, "evaluate", head, evaluation="x").evaluated_on == MEETING_DAY


def test_who_reported_a_resolution_does_not_evaluate_it(signed, head):
    signed()
    row = do(Resolution.objects.get(), "report_done", head, executed_on=MEETING_DAY, result="已完成。")
    with pytest.raises(NotAllowed):
        do(row, "evaluate", head, evaluation="x")


def test_those_who_watch_reopen_what_was_not_carried_out(signed, liaison, head, sup):
    signed()
    row = carried_out(Resolution.objects.get(), liaison, head)
    with pytest.raises(NotAllowed):
        do(row, "reopen", liaison, reason="x")
    assert do(row, "reopen", sup, reason="现场核查未见设备。").status == ResolutionStatus.OPEN


def test_the_unit_records_when_a_resolution_was_made_public(signed, liaison, sup):
    signed()
    row = Resolution.objects.get()
    with pytest.raises(NotAllowed):
        do(row, "publish", sup, published_on=MEETING_DAY)
    for wrong in (date(2026, 6, 24), date(2026, 6, 26)):  # before the signing, after today
        with pytest.raises(InvalidInput):
            do(row, "publish", liaison, published_on=wrong)
    row = do(row, "publish", liaison, published_on=MEETING_DAY)
    assert (row.published_on, row.status) == (MEETING_DAY, ResolutionStatus.OPEN)
    with pytest.raises(NotAllowed, match="published already"):
        do(row, "keep_unpublished", liaison, unpublished_reason="涉及工作秘密。")


def test_what_is_not_made_public_has_its_reason_until_it_is(signed, liaison):
    signed()
    with pytest.raises(InvalidInput):
        do(Resolution.objects.get(), "keep_unpublished", liaison)
    row = do(Resolution.objects.get(), "keep_unpublished", liaison, unpublished_reason="涉及工作秘密。")
    assert row.unpublished_reason == "涉及工作秘密。"
    row = do(row, "publish", liaison, published_on=MEETING_DAY)
    assert (row.published_on, row.unpublished_reason) == (MEETING_DAY, "")


def test_nothing_is_made_public_before_the_minutes_are_signed(written, liaison):
    written()
    with pytest.raises(NotAllowed, match="not signed"):
        do(Resolution.objects.get(), "publish", liaison, published_on=MEETING_DAY)


def test_the_publication_is_recorded_through_json_too(client, signed, liaison):
    signed()
    row = Resolution.objects.get()
    client.force_login(liaison)
    address = f"/api/v1/resolutions/{row.pk}/transitions/publish/"
    answer = client.post(address, {"published_on": MEETING_DAY.isoformat()}, content_type="application/json")
    assert answer.status_code == 200, answer.content
    assert client.get(f"/api/v1/resolutions/{row.pk}/").json()["published_on"] == MEETING_DAY.isoformat()


def test_a_meeting_is_cancelled_with_a_reason_and_only_before_it_is_held(planned, held, liaison):
    assert do(planned(), "cancel", liaison, reason="改期。").status == Status.CANCELLED
    with pytest.raises(Conflict):
        do(held(), "cancel", liaison, reason="x")


def test_the_stationed_team_observes_once(sent, observer):
    meeting = do(sent(), "observe", observer)
    assert meeting.attendance.get(account=observer).seat == "OBSERVER"
    with pytest.raises(Conflict):
        do(meeting, "observe", observer)


def test_two_sign_at_once_and_the_minutes_stand_once(written, liaison, head):
    """Both load the same state; the second finds the row moved on and nothing is numbered twice."""
    meeting = written()
    do(meeting, "sign", liaison)
    assert do(meeting, "sign", head).status == Status.SIGNED
    with pytest.raises(Conflict):
        do(meeting, "sign", head)
    assert documents_of(meeting).count() == 1
