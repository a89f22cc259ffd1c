"""The course of a talk from the plan to the archive (handbook M25, M27, M64)."""

from datetime import date

import pytest

from core.audit.models import AuditEntry
from core.documents.queries import documents_of
from core.errors import Conflict, InvalidInput, NotAllowed
from core.outbox.models import Channel
from core.outbox.queries import deliveries_of
from core.workflow.queries import history_of
from supervision.talks.choices import Kind, Outcome, Signature, Status, Topic
from supervision.talks.models import Talk
from supervision.talks.services import (
    RecheckInput,
    talk_edit,
    talk_recheck,
    talk_reschedule,
    talk_sign_as_official,
    talk_sign_on_paper,
)
from supervision.talks.services.planning import TalkInput
from tests.supervision.talks.conftest import REMINDER, TALK_DAY, do, held_input, opening_of
from tests.warnings.notices.conftest import paper

pytestmark = pytest.mark.django_db


def test_a_talk_runs_its_whole_course(signed, sup):
    talk = do(signed(), "follow_up", sup)
    kept = {row.pk: Outcome.KEPT for row in talk.commitments.all()}
    talk = talk_recheck(talk=talk, actor=sup, given=RecheckInput(result="已完善流程。", outcomes=kept))
    talk = do(talk, "archive", sup)
    assert talk.status == Status.ARCHIVED
    assert [line.name for line in history_of(talk)] == [
        "plan", "submit", "approve", "notify", "hold", "sign", "sign", "sign_as_official", "follow_up", "recheck",
        "archive",
    ]  # fmt: skip


def test_the_number_is_given_at_approval_and_the_notice_names_time_place_and_purpose_only(notified):
    talk = notified()
    assert talk.doc_no == "云纪谈〔2026〕1号"
    assert [document.kind for document in documents_of(talk)] == ["W06"]


def test_the_mail_says_only_that_something_waits(notified, member):
    rows = list(deliveries_of(notified()))
    assert {(row.channel, row.recipient) for row in rows} == {
        (Channel.EMAIL, member.user),
        (Channel.PORTAL, member.user),
    }
    assert {row.subject for row in rows} == {"待办事项"}
    assert not any("谈" in row.body or member.name in row.body for row in rows)


def test_a_new_time_is_told_again_and_prints_a_new_notice(notified, sup):
    talk = talk_reschedule(
        talk=notified(),
        actor=sup,
        planned_at=opening_of(date(2026, 7, 3)),
        place_kind="UNIT",
        place="会议室",
        reason="出差。",
    )
    assert (talk.status, talk.notice_version) == (Status.NOTIFIED, 2)
    assert deliveries_of(talk).count() == 4
    assert documents_of(talk).count() == 2


def test_a_talk_cannot_be_moved_into_the_past(notified, sup):
    with pytest.raises(InvalidInput):
        talk_reschedule(
            talk=notified(),
            actor=sup,
            planned_at=opening_of(date(2026, 6, 1)),
            place_kind="UNIT",
            place="x",
            reason="r",
        )


def test_all_sign_before_it_counts_as_signed_and_the_record_is_printed(held, sup, sup_colleague, member):
    talk = talk_sign_as_official(talk=held(), actor=member.user, remarks="补充:已自查。")
    assert talk.status == Status.HELD
    talk = do(talk, "sign", sup)
    assert talk.status == Status.HELD
    talk = do(talk, "sign", sup_colleague)
    assert (talk.status, talk.official_remarks) == (Status.SIGNED, "补充:已自查。")
    assert [document.kind for document in documents_of(talk)] == ["W06", "W06R"]


def test_a_second_signature_of_the_same_person_is_refused(held, sup, member):
    talk = do(held(), "sign", sup)
    with pytest.raises(NotAllowed):
        do(talk, "sign", sup)
    talk = talk_sign_as_official(talk=talk, actor=member.user)
    with pytest.raises(NotAllowed):
        talk_sign_as_official(talk=talk, actor=member.user)


def test_who_does_not_sign_is_noted_with_words_and_who_signs_on_paper_with_a_scan(held, sup):
    talk = held()
    for given in ({"way": Signature.REFUSED}, {"way": Signature.PAPER, "remarks": "无"}, {"way": Signature.PORTAL}):
        with pytest.raises(InvalidInput):
            talk_sign_on_paper(talk=talk, actor=sup, **given)
    talk = talk_sign_on_paper(talk=talk, actor=sup, way=Signature.PAPER, scan=paper("签字.txt"))
    assert talk.official_signature == Signature.PAPER


def test_a_record_is_written_again_only_before_the_official_signed(held, sup, member):
    talk = do(do(held(), "sign", sup), "rewrite", sup, reason="记录有误。")
    assert (talk.status, talk.record, talk.talker_signed_at) == (Status.NOTIFIED, "", None)
    assert not talk.commitments.exists()


def test_a_talk_without_commitments_is_archived_at_once(held, sup, sup_colleague, member):
    talk = held(given=held_input(commitments=()))
    talk = do(do(talk, "sign", sup), "sign", sup_colleague)
    talk = talk_sign_as_official(talk=talk, actor=member.user)
    with pytest.raises(NotAllowed):
        do(talk, "follow_up", sup)
    assert do(talk, "archive", sup).status == Status.ARCHIVED


def test_what_is_not_kept_gets_a_further_day_before_it_is_archived(signed, sup):
    talk = signed()
    with pytest.raises(NotAllowed):
        do(talk, "archive", sup)
    talk = do(talk, "follow_up", sup)
    assert talk.follow_up_due == date(2026, 9, 30)
    row = talk.commitments.get()
    with pytest.raises(InvalidInput):
        talk_recheck(talk=talk, actor=sup, given=RecheckInput(result="未完成。", outcomes={row.pk: Outcome.NOT_KEPT}))
    again = RecheckInput(result="未完成。", outcomes={row.pk: Outcome.NOT_KEPT}, next_due=date(2026, 12, 31))
    talk = talk_recheck(talk=talk, actor=sup, given=again)
    with pytest.raises(NotAllowed):
        do(talk, "archive", sup)
    done = RecheckInput(result="已完成。", outcomes={row.pk: Outcome.KEPT})
    assert do(talk_recheck(talk=talk, actor=sup, given=done), "archive", sup).status == Status.ARCHIVED


def test_a_cancelled_talk_needs_a_reason_and_is_told_to_whoever_knew_of_it(notified, planned, sup, deputy):
    with pytest.raises(InvalidInput):
        do(planned(), "cancel", sup)
    assert do(planned(), "cancel", sup, reason="不再需要。").status == Status.CANCELLED
    talk = do(notified(), "cancel", deputy, reason="不再需要。")
    assert deliveries_of(talk).filter(key__contains="cancelled").exists()


def test_an_incomplete_plan_says_what_is_missing(planned, sup):
    talk = planned(place="", outline="")
    with pytest.raises(NotAllowed):
        do(talk, "submit", sup)


def test_the_official_hears_of_it_at_least_a_working_day_before(approved, sup, settings):
    talk = approved()
    settings.TODAY = TALK_DAY
    with pytest.raises(NotAllowed):
        do(talk, "notify", sup)


def test_a_talk_is_not_recorded_before_its_day(notified, sup):
    from supervision.talks.services import talk_hold

    with pytest.raises(NotAllowed):
        talk_hold(talk=notified(), actor=sup, given=held_input())


def test_a_returned_plan_is_rewritten_and_submitted_again(planned, sup, deputy, education, member):
    talk = do(do(planned(), "submit", sup), "return_plan", deputy, reason="时间不妥。")
    assert talk.submitted_at is None
    given = TalkInput(kind=talk.kind, unit=education, official=member, purpose="改后的事由")
    assert talk_edit(talk=talk, given=given, actor=sup).purpose == "改后的事由"


def test_a_submitted_plan_is_not_rewritten(planned, sup, education, member):
    talk = do(planned(), "submit", sup)
    with pytest.raises(Conflict):
        talk_edit(talk=talk, given=TalkInput(kind=talk.kind, unit=education, official=member), actor=sup)


def test_a_political_talk_keeps_topics_and_commitments_and_no_opinions(
    notified, talk_day, head_official, secretary, sup
):
    from supervision.talks.services import talk_hold, talk_plan

    given = TalkInput(
        kind=Kind.POLITICAL, unit=head_official.tenures.get().post.unit, official=head_official, purpose="政治谈话",
        topics=(Topic.RESPONSIBILITY, Topic.PERSONNEL), outside_talker="市委主要负责同志",
        planned_at=opening_of(TALK_DAY), place="市委会议室",
    )  # fmt: skip
    talk = do(talk_plan(given=given, actor=sup), "submit", sup)
    talk = do(do(talk, "approve", secretary), "notify", sup)
    talk_day()
    with pytest.raises(InvalidInput):
        talk_hold(talk=talk, actor=sup, given=held_input())
    talk = talk_hold(talk=talk, actor=sup, given=held_input(record=""))
    assert talk.waiting_signers == {sup.pk}
    talk = talk_sign_as_official(talk=do(talk, "sign", sup), actor=head_official.user)
    assert (talk.status, talk.record) == (Status.SIGNED, "")


def test_topics_outside_the_fixed_list_are_refused(planned):
    with pytest.raises(InvalidInput):
        planned(kind=Kind.POLITICAL, topics=("OPINION",))


def test_a_reminder_talk_ends_with_a_commitment_of_at_most_a_page(notified, talk_day, sup, rule):
    from supervision.talks.services import talk_hold

    talk = notified(**REMINDER, rule=rule)
    talk_day()
    for words in ((), (("长" * 617, date(2026, 9, 30)),)):
        with pytest.raises(InvalidInput):
            talk_hold(talk=talk, actor=sup, given=held_input(commitments=words))


def test_contents_are_masked_in_the_audit_trail(held):
    talk = held()
    entries = AuditEntry.objects.filter(object_id=talk.pk, content_type__model="talk")
    text = "".join(str(entry.changes) for entry in entries)
    assert "就有关情况进行了谈话" not in text


def test_two_people_approving_at_once_one_wins(planned, sup, deputy, secretary):
    talk = do(planned(), "submit", sup)
    do(talk, "approve", deputy)
    with pytest.raises(Conflict):
        do(talk, "approve", secretary)
    assert Talk.objects.get(pk=talk.pk).approver == deputy
