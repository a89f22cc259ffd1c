"""M35: an index of reports; days and standing, never the content."""

from datetime import date

import pytest

from core.errors import Conflict, InvalidInput, NotAllowed
from supervision.declarations.choices import Matter, MatterQuestion, MatterReply
from supervision.declarations.models import MatterReport
from supervision.declarations.services import (
    declaration_explain,
    declaration_withdraw,
    matter_file,
    matter_report_event,
)
from tests.supervision.declarations.conftest import do


def test_the_annual_report_is_due_on_31_january(report):
    assert (report.status, report.due_on) == ("DUE", date(2026, 1, 31))


def test_n52_a_report_of_31_january_is_in_time(report, member, on):
    on(date(2026, 1, 31))
    assert matter_file(report=report, actor=member.user).standing == "IN_TIME"


def test_gt48_a_report_of_9_february_is_late(report, member, on):
    on(date(2026, 2, 9))
    assert report.standing == "MISSING"
    assert matter_file(report=report, actor=member.user).standing == "LATE"


def test_nobody_hands_in_for_another(report, sup):
    with pytest.raises(NotAllowed):
        matter_file(report=report, actor=sup)


def test_the_organisation_department_registers_what_came_on_paper(report, org, sup, on):
    on(date(2026, 2, 12))
    with pytest.raises(NotAllowed):
        do(report, "register", sup, filed_on=date(2026, 1, 30))
    with pytest.raises(InvalidInput):
        do(report, "register", org, filed_on=date(2026, 2, 13))
    assert do(report, "register", org, filed_on=date(2026, 1, 30)).on_time


def test_the_whole_course(report, member, org, sup):
    filed = matter_file(report=report, actor=member.user)
    with pytest.raises(NotAllowed):
        do(filed, "check_index", sup)
    checked = do(filed, "check_index", org, note="已收")
    asked = do(checked, "ask", sup, asked=MatterQuestion.DAY)
    explained = declaration_explain(declaration=asked, actor=member.user, answer=MatterReply.RECEIPT)
    accepted = do(explained, "accept", sup)
    assert do(accepted, "archive", sup).status == "ARCHIVED"


def test_steps_wait_for_their_state(report, sup, org):
    for name, actor in (("check_index", org), ("ask", sup), ("accept", sup), ("archive", sup)):
        with pytest.raises(Conflict):
            do(report, name, actor, reason="x")


def test_withdrawn_before_the_check(report, member):
    assert (
        declaration_withdraw(declaration=matter_file(report=report, actor=member.user), actor=member.user).filed_on
        is None
    )


def test_a_change_within_thirty_days_is_in_time(member, on):
    on(date(2026, 3, 20))
    report = matter_report_event(actor=member.user, kind=Matter.CHANGE, event_on=date(2026, 2, 20))
    assert (report.file_by, report.on_time) == (date(2026, 3, 22), True)


def test_a_banquet_is_reported_ten_working_days_before_it(member, on):
    on(date(2026, 6, 26))
    early = matter_report_event(actor=member.user, kind=Matter.BANQUET, event_on=date(2026, 7, 10))
    assert (early.file_by, early.on_time) == (date(2026, 6, 26), True)
    on(date(2026, 7, 10))
    late = matter_report_event(actor=member.user, kind=Matter.BANQUET, event_on=date(2026, 7, 10))
    assert late.on_time is False


def test_a_private_trip_is_a_personal_matter_reported_within_thirty_days(member, on):
    on(date(2026, 3, 20))
    trip = matter_report_event(actor=member.user, kind=Matter.ABROAD, event_on=date(2026, 2, 20))
    assert (trip.file_by, trip.on_time) == (date(2026, 3, 22), True)
    with pytest.raises(InvalidInput):
        matter_report_event(actor=member.user, kind=Matter.ABROAD, event_on=date(2026, 3, 21))


def test_the_annual_report_is_not_opened_by_the_official(member):
    with pytest.raises(InvalidInput):
        matter_report_event(actor=member.user, kind=Matter.ANNUAL, event_on=date(2026, 1, 1))


def test_the_index_has_no_room_for_a_content():
    own = {field.name for field in MatterReport._meta.local_fields}
    assert own & {"content", "text", "property", "income"} == set()
    assert MatterReport._meta.get_field("note").max_length == 200


def test_question_and_answer_are_fixed_words(report, member, org, sup):
    checked = do(matter_file(report=report, actor=member.user), "check_index", org)
    with pytest.raises(InvalidInput):
        do(checked, "ask", sup, asked="房产共几套，何时购买？")
    asked = do(checked, "ask", sup, asked=MatterQuestion.NOT_THERE)
    with pytest.raises(InvalidInput) as refused:
        declaration_explain(declaration=asked, actor=member.user, answer="本人名下房产三套。")
    assert refused.value.field == "answer"
    assert declaration_explain(declaration=asked, actor=member.user, answer=MatterReply.NOW).answer == "NOW"
