"""Doubts about first agenda items (M52): existence only, and never anything by itself (R01)."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from core.errors import Conflict, InvalidInput, NotAllowed
from core.outbox.models import Delivery
from core.workbench.queries import todos_for
from supervision.meetings.choices import Category, Ground, Kind, ReminderStatus
from supervision.meetings.effects import compare_first_item
from supervision.meetings.models import AgendaItem, Meeting, StudyReminder
from supervision.meetings.services import doubt_decide
from supervision.meetings.study import doubts_for, study_counts
from tests.supervision.meetings.conftest import add_measure, do
from tests.support.reminded import reminded

pytestmark = pytest.mark.django_db
TEXT = "会议传达学习了上级会议精神，与会人员结合分管工作谈了体会。会议要求认真抓好贯彻落实。"


@pytest.fixture
def studied(education, liaison):
    """Meetings a week apart whose first item has this record, with or without a measure."""

    def make(*records: str, measures: bool = True) -> list[Meeting]:
        rows = []
        for number, record in enumerate(records):
            day = date(2026, 3, 2) + timedelta(weeks=number)
            meeting = Meeting.objects.create(
                unit=education, title="局党组会议", kind=Kind.PARTY, convened_on=day, created_by=liaison,
                created_at="2026-03-01T09:00+08:00", minutes_on=day, recorder=liaison,
            )  # fmt: skip
            Meeting.objects.filter(pk=meeting.pk).update(status="MINUTES")
            AgendaItem.objects.create(
                meeting=meeting, no=1, first_agenda=True, category=Category.STUDY, title="第一议题", documents="文件",
                record=record,
            )  # fmt: skip
            compare_first_item(meeting)
            if measures:
                add_measure(meeting, due_on=day)
            rows.append(meeting)
        return rows

    return make


def test_h4_the_same_minutes_four_times_are_one_doubt(studied, sup):
    rows = studied(TEXT, TEXT, TEXT, TEXT)
    doubts = doubts_for(sup)
    assert [(doubt.ground, doubt.meetings) for doubt in doubts] == [(Ground.SAME_TEXT, tuple(row.pk for row in rows))]


def test_meetings_without_a_measure_are_a_doubt_of_their_own(studied, sup):
    studied("甲乙丙丁", "戊己庚辛", "壬癸子丑", measures=False)
    assert [doubt.ground for doubt in doubts_for(sup)] == [Ground.NO_MEASURE]


def test_r01_a_doubt_writes_nothing_and_tells_nobody(studied, sup):
    studied(TEXT, TEXT, TEXT)
    assert doubts_for(sup)
    assert [todo.title for todo in todos_for(sup)] == ["Minutes are nearly the same · 3 meetings in a row"]
    assert not StudyReminder.objects.exists()
    assert not Delivery.objects.exists()


def test_a_person_reminds_the_secretarys_office_and_the_doubt_is_gone(studied, sup, liaison):
    studied(TEXT, TEXT, TEXT)
    (doubt,) = doubts_for(sup)
    row = doubt_decide(doubt=doubt, remind=True, text="请结合实际研究落实措施。", actor=sup)
    assert (row.status, row.due_on) == (ReminderStatus.SENT, date(2026, 7, 6))
    assert doubts_for(sup) == []
    assert {delivery.recipient for delivery in Delivery.objects.all()} == {liaison}
    assert not any("学习" in delivery.body or "请结合" in delivery.body for delivery in Delivery.objects.all())
    with pytest.raises(Conflict):
        doubt_decide(doubt=doubt, remind=True, text="又一次", actor=sup)


def test_a_run_that_grows_is_a_new_doubt(studied, sup):
    studied(TEXT, TEXT, TEXT)
    doubt_decide(doubt=doubts_for(sup)[0], remind=False, text="同一文件分次学习。", actor=sup)
    assert doubts_for(sup) == []
    studied(TEXT)  # the same week as the first, older: not a new end of the run
    assert doubts_for(sup) == []


def test_the_unit_answers_and_somebody_else_closes(studied, sup, liaison, head):
    studied(TEXT, TEXT, TEXT)
    row = doubt_decide(doubt=doubts_for(sup)[0], remind=True, text="请说明。", actor=sup)
    with pytest.raises(NotAllowed):
        do(row, "reply", sup, answer="x")
    row = do(row, "reply", liaison, answer="已补充措施。")
    with pytest.raises(NotAllowed):
        do(row, "close", liaison)
    row = do(row, "ask_again", sup, reason="措施没有时限。")
    assert row.status == ReminderStatus.SENT
    row = do(do(row, "reply", head, answer="已补时限。"), "close", sup)
    assert (row.status, row.closed_by) == (ReminderStatus.CLOSED, sup)
    with pytest.raises(Conflict):
        do(row, "reply", liaison, answer="x")


def test_nobody_outside_decides_and_a_decision_has_words(studied, sup, stranger, liaison):
    studied(TEXT, TEXT, TEXT)
    (doubt,) = doubts_for(sup)
    for user in (stranger, liaison):
        with pytest.raises(NotAllowed):
            doubt_decide(doubt=doubt, remind=True, text="x", actor=user)
    with pytest.raises(InvalidInput):
        doubt_decide(doubt=doubt, remind=False, text=" ", actor=sup)
    assert doubts_for(stranger) == []


def test_the_page_counts_existence_and_takes_the_decision(client, studied, sup, liaison, education, admin):
    studied(TEXT, TEXT, TEXT)
    assert study_counts(sup) == {education.pk: (3, 3)}
    client.force_login(sup)
    address = reverse("first-agenda")
    page = client.get(address).content.decode()
    (doubt,) = doubts_for(sup)
    assert doubt.key in page
    wrong = client.post(address, {"doubt": "SAME_TEXT-0", "decision": "remind", "text": "x"})
    assert wrong.status_code == 404
    assert client.post(address, {"doubt": doubt.key, "decision": "remind", "text": "请说明。"}).status_code == 302
    assert StudyReminder.objects.get().created_by == sup
    client.force_login(admin)
    assert client.get(address).status_code == 403


def test_a_reminder_that_is_not_answered_reminds_the_unit_and_not_who_sent_it(studied, sup, liaison):
    studied(TEXT, TEXT, TEXT)
    row = doubt_decide(doubt=doubts_for(sup)[0], remind=True, text="请说明。", actor=sup)
    assert reminded(row) == {liaison}
