"""Rectification after an inspection: feedback, signed plan, six months, two disclosures, verdict, follow-up."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from core.errors import Conflict, InvalidInput, NotAllowed
from supervision.lists.choices import PlanStatus as S
from supervision.lists.choices import ProblemStatus
from supervision.lists.models import EvaluationItem, Problem, RectPlan
from supervision.lists.services import reports_become_due
from tests.supervision.lists.conftest import TODAY, add_line, do

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
    plan = do(evaluated(verdict), "decide", deputy, follow_up=follow_up)
    assert (plan.status, plan.decider) == (S.DECIDED, deputy)


@pytest.mark.parametrize(("verdict", "follow_up"), [("GOOD", "CIRCULAR"), ("POOR", "NONE"), ("POOR", "EXCHANGE")])
def test_what_does_not_follow_from_a_verdict_is_refused(evaluated, deputy, verdict, follow_up):
    plan = evaluated(verdict)
    with pytest.raises(InvalidInput):
        do(plan, "decide", deputy, follow_up=follow_up)
    with pytest.raises(IntegrityError), transaction.atomic():
        RectPlan.objects.filter(pk=plan.pk).update(follow_up=follow_up)


def test_who_evaluated_does_not_decide(evaluated, inspector, head):
    plan = evaluated()
    for person in (inspector, head):
        with pytest.raises(NotAllowed):
            do(plan, "decide", person, follow_up="EXCHANGE")
    with pytest.raises(IntegrityError), transaction.atomic():
        RectPlan.objects.filter(pk=plan.pk).update(decider=plan.evaluator)


def test_closed_once_all_findings_are_struck_off_or_long_term(evaluated, deputy, sup, liaison, inspector):
    plan = do(evaluated(), "decide", deputy, follow_up="EXCHANGE")
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
