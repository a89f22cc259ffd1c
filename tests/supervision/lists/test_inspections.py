"""Rectification after an inspection: feedback, signed plan, six months, two disclosures, verdict, follow-up."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from core import clock
from core.attachments.services import attachments_of
from core.errors import Conflict, InvalidInput, NotAllowed
from supervision.lists.choices import PlanStatus as S
from supervision.lists.choices import ProblemStatus
from supervision.lists.models import EvaluationItem, Problem, RectFollowUp, RectPlan
from supervision.lists.models.inspections import FOLLOW_UPS_OPEN, NO_SCORES
from supervision.lists.services import reports_become_due
from tests.supervision.lists.conftest import TODAY, add_line, do
from tests.warnings.notices.conftest import paper

pytestmark = pytest.mark.django_db


def test_d25_d26_feedback_sets_the_days_and_confirms_the_findings(fed_back, deputy):
    plan = fed_back()
    assert (plan.status, plan.due_on, plan.rectify_by) == (S.FED_BACK, date(2026, 7, 10), date(2026, 12, 10))
    finding = plan.findings.get()
    assert (finding.status, finding.confirmed_by, finding.due_on) == (
        ProblemStatus.CONFIRMED, deputy, date(2026, 12, 10),
    )  # fmt: skip


def test_an_accepted_plan_runs_until_the_end_of_the_concentrated_rectification(plan_rectifying):
    plan = plan_rectifying()
    assert (plan.status, plan.due_on) == (S.RECTIFYING, date(2026, 12, 10))
    assert plan.findings.get().status == ProblemStatus.RECTIFYING


def test_d27_the_report_is_due_a_month_after_the_concentrated_rectification(plan_rectifying):
    plan = plan_rectifying()
    assert reports_become_due(on=date(2026, 6, 30)) == 0
    RectPlan.objects.filter(pk=plan.pk).update(rectify_by=date(2026, 9, 4), due_on=date(2026, 9, 4))
    assert reports_become_due(on=date(2026, 9, 5)) == 1
    assert reports_become_due(on=date(2026, 9, 6)) == 0
    plan.refresh_from_db()
    assert plan.due_on == date(2026, 10, 8)  # 4 October is in the National Day holiday: D27 rolls


def test_the_head_signs_with_his_name(fed_back, liaison, head, sup):
    plan = fed_back()
    finding = plan.findings.get()
    finding.measures.create(text="补开专题会", owner_post="局长", due_on=date(2026, 9, 1))
    for person in (liaison, sup):
        with pytest.raises(NotAllowed):
            do(plan, "submit_plan", person, plan_text="方案。")
    assert do(plan, "submit_plan", head, plan_text="方案。").signer == head


def test_a_finding_without_a_measure_keeps_the_plan_back(fed_back, head):
    with pytest.raises(NotAllowed):
        do(fed_back(), "submit_plan", head, plan_text="方案。")


def test_without_findings_nothing_is_fed_back(plan_draft, deputy):
    plan = plan_draft()
    plan.findings.all().delete()
    with pytest.raises(NotAllowed):
        do(plan, "feed_back", deputy, feedback_on=TODAY)


def test_who_entered_the_findings_does_not_feed_them_back(plan_draft, inspector, sup):
    for person in (inspector, sup):
        with pytest.raises(NotAllowed):
            do(plan_draft() if person is inspector else RectPlan.objects.get(), "feed_back", person, feedback_on=TODAY)


def test_a_plan_sent_back_is_written_again(fed_back, head, inspector, liaison):
    plan = fed_back()
    plan.findings.get().measures.create(text="补开", owner_post="局长", due_on=date(2026, 9, 1))
    plan = do(plan, "submit_plan", head, plan_text="方案。")
    with pytest.raises(NotAllowed):
        do(plan, "accept_plan", head)
    plan = do(plan, "return_plan", inspector, reason="责任人不明确。")
    assert (plan.status, plan.findings.get().status) == (S.FED_BACK, ProblemStatus.CONFIRMED)


def test_both_disclosures_are_needed(plan_rectifying, head, liaison):
    plan = do(plan_rectifying(), "report", head, report_text="进展。")
    with pytest.raises(InvalidInput):
        do(plan, "disclose", liaison, inner_disclosed_on=TODAY, public_disclosed_on=None)
    with pytest.raises(InvalidInput):
        do(plan, "disclose", liaison, inner_disclosed_on=TODAY, public_disclosed_on=date(2026, 7, 1))
    assert do(plan, "disclose", liaison, inner_disclosed_on=TODAY, public_disclosed_on=TODAY).status == S.DISCLOSED


def test_people_from_outside_evaluate_with_reasons(plan_rectifying, head, inspector, two_sided):
    plan = do(plan_rectifying(), "report", head, report_text="进展。")
    plan = do(plan, "disclose", head, inner_disclosed_on=TODAY, public_disclosed_on=TODAY)
    add_line(plan, EvaluationItem, inspector, no=1, criterion="整改完成率", full=40, score=36)
    with pytest.raises(NotAllowed):
        add_line(plan, EvaluationItem, two_sided, no=2, criterion="长效机制", full=20, score=20)
    for person in (head, two_sided):
        with pytest.raises(NotAllowed):
            do(plan, "evaluate", person, verdict="GOOD", verdict_text="好。")
    with pytest.raises(InvalidInput):
        do(plan, "evaluate", inspector, verdict="GOOD", verdict_text="")
    assert do(plan, "evaluate", inspector, verdict="GOOD", verdict_text="到位。").evaluator == inspector


@pytest.mark.parametrize(("verdict", "follow_up"), [("GOOD", "EXCHANGE"), ("POOR", "CIRCULAR"), ("AVERAGE", "TALK")])
def test_p10_good_ones_speak_and_poor_ones_are_circulated(evaluated, deputy, verdict, follow_up):
    plan = do(evaluated(verdict), "decide", deputy, follow_ups=[follow_up])
    assert (plan.status, plan.decider) == (S.DECIDED, deputy)
    row = plan.follow_ups.get()
    assert (row.kind, row.decider, row.decided_on, row.unit) == (follow_up, deputy, TODAY, plan.unit)


@pytest.mark.parametrize(("verdict", "follow_up"), [("GOOD", "CIRCULAR"), ("POOR", ""), ("POOR", "EXCHANGE")])
def test_what_does_not_follow_from_a_verdict_is_refused(evaluated, deputy, verdict, follow_up):
    plan = evaluated(verdict)
    with pytest.raises(InvalidInput):
        do(plan, "decide", deputy, follow_ups=[follow_up] if follow_up else [])
    values = {"plan": plan, "unit": plan.unit, "verdict": verdict, "kind": follow_up, "decided_on": TODAY}
    with pytest.raises(IntegrityError), transaction.atomic():
        RectFollowUp.objects.create(**values, decider=deputy, created_by=deputy, created_at=clock.now())


def test_who_evaluated_does_not_decide(evaluated, inspector, head):
    plan = evaluated()
    for person in (inspector, head):
        with pytest.raises(NotAllowed):
            do(plan, "decide", person, follow_ups=["EXCHANGE"])
    with pytest.raises(IntegrityError), transaction.atomic():
        RectPlan.objects.filter(pk=plan.pk).update(decider=plan.evaluator)


def test_closed_once_all_findings_are_struck_off_or_long_term(evaluated, deputy, sup, liaison, inspector):
    plan = do(evaluated(), "decide", deputy, follow_ups=[])
    with pytest.raises(NotAllowed):
        do(plan, "close", inspector)
    do(plan.findings.get(), "keep_long_term", deputy, reason="需长期坚持。")
    assert do(plan, "close", inspector).closed_at is not None


def test_steps_out_of_turn_are_conflicts(plan_draft, head, inspector, deputy):
    plan = plan_draft()
    for name, person in (("submit_plan", head), ("evaluate", inspector), ("decide", deputy), ("close", inspector)):
        with pytest.raises(Conflict):
            do(plan, name, person)


def test_findings_are_entered_before_the_feedback_only(fed_back, inspector, education, health):
    plan = fed_back()
    with pytest.raises(InvalidInput):
        Problem(
            unit=education, title="x", fact="x", category="FUNDS", found_on=TODAY, plan=plan, origin="INSPECTION"
        ).prepare(inspector)
    with pytest.raises(InvalidInput):
        Problem(
            unit=health, title="x", fact="x", category="FUNDS", found_on=TODAY, plan=plan, origin="INSPECTION"
        ).prepare(inspector)


def test_several_follow_ups_are_decided_each_is_done_with_its_day_and_papers_and_only_then_closed(
    evaluated, deputy, secretary, inspector, sup, liaison, two_sided
):
    plan = do(evaluated("POOR"), "decide", deputy, follow_ups=["CIRCULAR", "TALK"])
    plan = do(plan, "decide_more", secretary, follow_ups=["ACCOUNT"])
    do(plan.findings.get(), "keep_long_term", deputy, reason="需长期坚持。")
    circular, talk, proposal = plan.follow_ups.all()
    for person in (liaison, two_sided, deputy):
        with pytest.raises(NotAllowed):
            do(circular, "carry_out", person, held_on=TODAY, result="x")
    for day in (date(2026, 6, 29), date(2026, 7, 1)):
        with pytest.raises(InvalidInput):
            do(circular, "carry_out", sup, held_on=day, result="x")
    circular = do(circular, "carry_out", sup, held_on=TODAY, result="印发通报。", files=[paper()])
    assert (circular.performer, circular.held_on, circular.status) == (sup, TODAY, "DONE")
    assert attachments_of(circular).count() == 1
    do(talk, "carry_out", inspector, held_on=TODAY, result="已约谈。")
    with pytest.raises(NotAllowed) as refused:
        do(plan, "close", inspector)
    assert str(FOLLOW_UPS_OPEN.why) in str(refused.value)
    do(proposal, "carry_out", inspector, held_on=TODAY, result="已移交。")
    assert do(plan, "close", inspector).status == S.CLOSED


def test_another_follow_up_must_be_named_and_fit(evaluated, deputy, inspector):
    plan = do(evaluated("POOR"), "decide", deputy, follow_ups=["TALK"])
    for wrong in ([], ["EXCHANGE"]):
        with pytest.raises(InvalidInput):
            do(plan, "decide_more", deputy, follow_ups=wrong)
    with pytest.raises(NotAllowed):
        do(plan, "decide_more", inspector, follow_ups=["TALK"])


def test_the_page_offers_what_fits_the_verdict_and_shows_what_follows(client, evaluated, deputy, sup):
    plan = evaluated("POOR")
    client.force_login(deputy)
    address = reverse("transition", args=["supervision", "rectplan", plan.pk, "decide"])
    page = client.get(address)
    assert page.status_code == 200
    assert 'value="CIRCULAR"' in page.content.decode()
    assert 'value="EXCHANGE"' not in page.content.decode()
    assert client.post(address, {"follow_ups": []}).status_code != 302
    assert client.post(address, {"follow_ups": ["CIRCULAR", "TALK"]}).status_code == 302
    client.force_login(sup)
    page = client.get(plan.get_absolute_url()).content.decode()
    first = plan.follow_ups.first()
    assert reverse("transition", args=["supervision", "rectfollowup", first.pk, "carry_out"]) in page
    assert plan.follow_up_words in page
    assert first.decider.full_name in page
    assert client.get(reverse("rectification-follow-ups-list")).status_code == 200


def test_the_api_decides_several_too(client, evaluated, deputy):
    plan = evaluated("POOR")
    client.force_login(deputy)
    address = f"/api/v1/rectification-plans/{plan.pk}/transitions/decide/"
    answer = client.post(address, {"follow_ups": ["CIRCULAR", "TALK"]}, content_type="application/json")
    assert answer.status_code == 200, answer.content
    assert plan.follow_ups.count() == 2


def test_an_evaluation_without_a_score_sheet_is_refused_by_what_is_missing(plan_rectifying, head, inspector):
    plan = do(plan_rectifying(), "report", head, report_text="进展。")
    plan = do(plan, "disclose", head, inner_disclosed_on=TODAY, public_disclosed_on=TODAY)
    with pytest.raises(NotAllowed) as refused:
        do(plan, "evaluate", inspector, verdict="GOOD", verdict_text="到位。")
    assert str(NO_SCORES.why) in str(refused.value)
