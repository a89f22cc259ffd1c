"""The course of M01: opinion, meeting, the unit's own voice, signature by another person, feedback."""

from contextlib import contextmanager
from datetime import date

import pytest

from core.errors import Conflict, InvalidInput, NotAllowed
from core.workflow.queries import history_of
from core.workflow.services import transition_perform
from early_warning.ecology.models import EcologyAssessment, Status
from early_warning.ecology.models.assessment import ANOTHER_UNIT, STILL_WAITING, UNANSWERED, WRITTEN_BY_SIGNER
from early_warning.ecology.services import assessment_recalculate
from tests.support.cast import make_user

pytestmark = pytest.mark.django_db
OPINION = {"opinion": "总体平稳", "problems": ["集体决策留痕不全"], "suggestions": ["补录决议"]}
MEETING = {"meeting_on": date(2026, 6, 29), "participants": "监督检查室、党风室", "meeting_summary": "同意室级初评"}


@contextmanager
def refused(rule):
    """Refused for the reason that ``rule`` gives."""
    with pytest.raises(NotAllowed) as caught:
        yield
    assert str(caught.value) == str(rule.why)


def go(record, name, actor, **values) -> EcologyAssessment:
    return transition_perform(instance=record, name=name, actor=actor, **values)


@pytest.fixture
def consulted(assessed, sup) -> EcologyAssessment:
    record = go(assessed, "give_opinion", sup, **OPINION)
    record = go(record, "record_meeting", sup, **MEETING)
    return go(record, "consult", sup)


def test_the_whole_course(consulted, sup, head, secretary):
    assert consulted.response_due == date(2026, 7, 14)  # ten working days after 30 June
    record = go(consulted, "respond", head, response="情况属实,正在整改", recalculation_asked=False)
    record = go(record, "sign", secretary)
    record = go(record, "feed_back", sup)
    record = go(record, "archive", sup)
    names = [line.name for line in history_of(record)]
    assert names == [
        "compute", "give_opinion", "record_meeting", "consult", "respond", "sign", "feed_back", "archive",
    ]  # fmt: skip
    assert record.signed_by == secretary


def test_silence_is_waited_out(consulted, secretary, settings):
    with refused(STILL_WAITING):
        go(consulted, "sign", secretary)
    settings.TODAY = date(2026, 7, 15)
    assert go(consulted, "sign", secretary).status == Status.SIGNED


def test_a_recalculation_asked_for_must_be_answered(consulted, head, sup, secretary):
    record = go(consulted, "respond", head, response="漏报两份合同", recalculation_asked=True)
    with refused(UNANSWERED):
        go(record, "sign", secretary)
    record = go(record, "answer", sup, response_answer="合同签订日在期外")
    assert go(record, "sign", secretary).status == Status.SIGNED


def test_a_recalculation_starts_the_course_anew_and_keeps_the_old_version(consulted, head, sup):
    record = go(consulted, "respond", head, response="已补充备案", recalculation_asked=True)
    new = assessment_recalculate(assessment=record, actor=sup, reason="采纳单位意见")
    assert (new.version, new.status) == (2, Status.CALCULATED)
    old = EcologyAssessment.objects.get(pk=record.pk)
    assert (old.status, old.response, old.index) == (Status.SUPERSEDED, "已补充备案", record.index)
    with pytest.raises(Conflict):
        go(old, "answer", sup, response_answer="…")


def test_the_time_to_ask_ends_after_ten_working_days(consulted, head, settings):
    settings.TODAY = date(2026, 7, 15)
    with pytest.raises(InvalidInput):
        go(consulted, "respond", head, response="请重算", recalculation_asked=True)
    assert go(consulted, "respond", head, response="说明", recalculation_asked=False).status == Status.RESPONDED


def test_only_the_assessed_unit_responds(consulted, other_head):
    with refused(ANOTHER_UNIT):
        go(consulted, "respond", other_head, response="…", recalculation_asked=False)


def test_who_wrote_the_opinion_does_not_sign_it(assessed, head, education):
    both = make_user("both", "SUP", "SEC", units=[education])
    record = go(assessed, "give_opinion", both, **OPINION)
    record = go(record, "record_meeting", both, **MEETING)
    record = go(record, "consult", both)
    record = go(record, "respond", head, response="无意见", recalculation_asked=False)
    with refused(WRITTEN_BY_SIGNER):
        go(record, "sign", both)


@pytest.mark.parametrize("name", ["record_meeting", "consult", "respond", "sign", "feed_back", "archive"])
def test_no_step_can_be_skipped(assessed, secretary, sup, name):
    with pytest.raises(Conflict):
        go(assessed, name, secretary if name == "sign" else sup)


def test_the_secretary_signs_and_writes_no_opinion(assessed, secretary, sup):
    with pytest.raises(NotAllowed):
        go(assessed, "give_opinion", secretary, **OPINION)
    with pytest.raises(NotAllowed):
        go(EcologyAssessment(pk=assessed.pk), "give_opinion", make_user("off", "OFF"), **OPINION)


def test_a_meeting_is_not_recorded_before_it_was_held(assessed, sup):
    record = go(assessed, "give_opinion", sup, **OPINION)
    with pytest.raises(InvalidInput):
        go(record, "record_meeting", sup, **(MEETING | {"meeting_on": date(2026, 7, 1)}))


def test_the_course_runs_through_the_api(client, assessed, sup, head):
    address = f"/api/v1/ecology/{assessed.pk}/transitions/"

    def take(user, name, **given):
        client.force_login(user)
        return client.post(f"{address}{name}/", given, content_type="application/json")

    assert take(sup, "give_opinion").status_code == 400
    written = take(sup, "give_opinion", opinion="总体平稳。", problems=["采购集中", "公示不全"])
    assert written.json()["status"] == "OPINION", written.content
    assert take(head, "record_meeting", meeting_on="2026-06-30").status_code in (403, 404)
    met = take(sup, "record_meeting", meeting_on="2026-06-30", participants="室主任", meeting_summary="同意。")
    assert met.json()["status"] == "MEETING"
    assert take(sup, "consult").json()["status"] == "CONSULTED"
    assert take(head, "respond", response="无异议。").json()["status"] == "RESPONDED"
    assessed.refresh_from_db()
    assert (assessed.problems, assessed.response) == (["采购集中", "公示不全"], "无异议。")
