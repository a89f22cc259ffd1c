"""What the checks of a meeting's procedure say (M54, HC-G3, HC-G4, HC-G10), and which of them make indicator B2."""

from datetime import date

import pytest

from supervision.meetings.choices import Category, CheckKind, Issue
from supervision.meetings.models import MeetingRecusal, Resolution
from supervision.meetings.queries import meeting_checks, whole_meeting
from tests.supervision.meetings.conftest import HOURS, do, parameter_set

pytestmark = pytest.mark.django_db


def checks(meeting, day: date = date(2026, 6, 30)) -> dict[str, bool]:
    return {check.kind: check.passed for check in meeting_checks(whole_meeting(meeting.pk), day)}


def test_a_meeting_by_the_rules_passes_everything(signed):
    found = checks(signed())
    assert found == dict.fromkeys(
        (
            CheckKind.QUORUM, CheckKind.PAPERS, CheckKind.HEAD_LAST, CheckKind.MAJORITY, CheckKind.PREPARED,
            CheckKind.MINUTES, CheckKind.SIGNED,
        ),
        True,
    )  # fmt: skip


def test_nothing_is_judged_before_the_meeting(sent):
    assert checks(sent()) == {}


@pytest.mark.parametrize("turns", [[0, 1, 2, 3, 4], [1, 0, 2, 3, 4]])
def test_gt41_a_head_who_does_not_speak_last_fails(written, turns):
    assert checks(written(turns=turns))[CheckKind.HEAD_LAST] is False


def test_with_two_speakers_or_another_chair_the_order_is_not_checked(written, team):
    assert CheckKind.HEAD_LAST not in checks(written(turns=[0, 1]))
    meeting = written(convened_on=date(2026, 6, 29))
    type(meeting).objects.filter(pk=meeting.pk).update(chair=team[1])
    assert CheckKind.HEAD_LAST not in checks(meeting)


def test_gt40_an_appointment_decided_by_three_of_five_fails_quorum_and_counts_as_procedure(filled, liaison):
    meeting = filled({"category": Category.PERSONNEL, "title": "任免", "amount": None}, present=3)
    do(meeting, "hold_without_quorum", liaison, reason="两人外出。", **HOURS)
    check = next(c for c in meeting_checks(whole_meeting(meeting.pk)) if c.kind == CheckKind.QUORUM)
    assert (check.passed, check.issue) == (False, Issue.PROCEDURE)
    assert "3 of 5" in check.words


def test_late_papers_fail_unless_it_was_an_emergency(planned, held, liaison, on):
    late = {"papers_sent_on": date(2026, 6, 24)}
    emergency = late | {"emergency_on": date(2026, 6, 20), "emergency_reason": "防汛抢险", "no": 2}
    meeting = planned(late, emergency)
    type(meeting).objects.filter(pk=meeting.pk).update(status="HELD")
    found = [c for c in meeting_checks(whole_meeting(meeting.pk), date(2026, 6, 30)) if c.kind == CheckKind.PAPERS]
    assert [(check.item.no, check.passed) for check in found] == [(1, False), (2, True)]


def test_a_recused_member_who_votes_fails_and_one_who_keeps_out_passes(written, team):
    meeting = written()
    item = meeting.items.get()
    MeetingRecusal.objects.create(item=item, official=team[4], reason="亲属任职企业参与")
    assert checks(meeting)[CheckKind.RECUSAL] is False  # he had spoken
    item.speeches.filter(official=team[4]).delete()
    assert checks(meeting)[CheckKind.RECUSAL] is True


def test_n51_minutes_on_the_fifth_working_day_are_in_time_and_gt47_missing_ones_fail_after_it(held, liaison, on):
    meeting = held()
    assert CheckKind.MINUTES not in checks(meeting, date(2026, 7, 2))
    assert checks(meeting, date(2026, 7, 3))[CheckKind.MINUTES] is False
    on(date(2026, 7, 2))
    do(meeting, "write_minutes", liaison, minutes="议定事项如上。")
    found = checks(meeting, date(2026, 7, 3))
    assert (found[CheckKind.MINUTES], found[CheckKind.SIGNED]) == (True, False)


def test_adopted_without_a_majority_of_the_members_due_fails(written):
    meeting = written(present=3)
    meeting.items.get().votes.update(count=2)
    assert checks(meeting)[CheckKind.MAJORITY] is False


def test_the_share_that_adopts_an_item_is_a_parameter(written):
    meeting = written(present=3)
    assert checks(meeting)[CheckKind.MAJORITY] is True
    parameter_set("MEETING", majority_numerator=2, majority_denominator=3, majority_more_than=False)
    assert checks(meeting)[CheckKind.MAJORITY] is False


def test_a_major_item_that_nobody_reviewed_was_not_prepared(signed):
    meeting = signed()
    meeting.items.update(reviewed_by="", reviewed_on=None, legality="", found_major="")
    check = next(c for c in meeting_checks(whole_meeting(meeting.pk)) if c.kind == CheckKind.PREPARED)
    assert (check.passed, check.words) == (False, "review before the meeting")


def test_a_resolution_that_was_never_evaluated_fails_after_a_year(signed):
    meeting = signed()
    Resolution.objects.update(status="EXECUTED", executed_on=date(2026, 6, 25))
    assert CheckKind.EVALUATED not in checks(meeting, date(2027, 6, 25))
    assert checks(meeting, date(2027, 6, 26))[CheckKind.EVALUATED] is False


def test_only_the_six_checks_of_the_handbook_count_for_b2(signed):
    counted = {check.kind for check in meeting_checks(whole_meeting(signed().pk)) if check.counts}
    assert counted == {
        CheckKind.QUORUM, CheckKind.PAPERS, CheckKind.HEAD_LAST, CheckKind.MINUTES, CheckKind.SIGNED,
    }  # fmt: skip
