"""Four rounds of inspection with 30 inspected units. P10: U46 poor, a circular; U29 good, a talk of experience."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from core import clock
from core.deadlines.queries import due_date
from core.demo import City
from supervision.lists.choices import FollowUp, FollowUpStatus, InspectionKind, PlanStatus, RoundStatus, Verdict
from supervision.lists.demo.history import Histories
from supervision.lists.demo.people import Cast, at
from supervision.lists.models import EvaluationItem, InspectionRound, RectFollowUp, RectPlan
from supervision.lists.parameters import PLAN_RULE, RECTIFY_RULE

S = PlanStatus


@dataclass(frozen=True)
class Round:
    """One round; ``reached`` is how far each unit has come, by turns."""

    name: str
    team: str
    feedback: date
    units: tuple[str, ...]
    reached: tuple[str, ...]


ROUNDS = (
    Round("市委巡察2024年第一轮", "市委第一巡察组", date(2024, 3, 12),
          ("U15", "U21", "U25", "U31", "U45", "U48", "U56", "U60"), (S.CLOSED,)),
    Round("市委巡察2025年第一轮", "市委第二巡察组", date(2025, 5, 14),
          ("U46", "U29", "U14", "U23", "U28", "U47", "U57", "U62"), (S.DECIDED, S.CLOSED)),
    Round("市委巡察2025年第二轮", "市委第三巡察组", date(2025, 11, 26),
          ("U59", "U17", "U26", "U35", "U49", "U54", "U58", "U61"), (S.DISCLOSED, S.REPORTED, S.EVALUATED)),
    Round("市委巡察2026年第一轮", "市委第一巡察组", date(2026, 5, 20),
          ("U19", "U24", "U27", "U38", "U50", "U53"), (S.RECTIFYING, S.PLANNED, S.RECTIFYING)),
)  # fmt: skip
# P10 and the others of the evaluated rounds.
VERDICTS = {
    "U46": Verdict.POOR,
    "U29": Verdict.GOOD,
    "U25": Verdict.AVERAGE,
    "U45": Verdict.FAIR,
    "U23": Verdict.AVERAGE,
}
# What followed, how it was done and how many days after the decision; None: still to be done.
FOLLOW_UPS: dict[Verdict, tuple[tuple[FollowUp, str, int | None], ...]] = {
    Verdict.GOOD: ((FollowUp.EXCHANGE, "在市委常委会会议上作整改经验交流发言。", 21),),
    Verdict.FAIR: (),
    Verdict.AVERAGE: ((FollowUp.TALK, "约谈主要负责人，指出差距并要求限期补课。", 12),),
    Verdict.POOR: (
        (FollowUp.CIRCULAR, "在全市范围内通报批评，印发通报1份。", 9),
        (FollowUp.TALK, "", None),
    ),
}
REASONS = {
    Verdict.GOOD: "问题全部按期整改到位，建立长效制度6项，群众评议满意度高，建议作经验交流。",
    Verdict.FAIR: "整改任务基本完成，个别制度执行需要巩固。",
    Verdict.AVERAGE: "整改总体推进，部分措施停留在文件层面，建议约谈主要负责人。",
    Verdict.POOR: "多项问题逾期整改，回头看发现反弹，举一反三不够，建议通报批评。",
}
REQUESTS = {
    Verdict.GOOD: "巩固整改成果，将长效制度执行情况纳入年度检查。",
    Verdict.FAIR: "对需要巩固的制度开展一次执行情况自查。",
    Verdict.AVERAGE: "三个月内对停留在文件层面的措施逐项补课，专题报告整改情况。",
    Verdict.POOR: "一个月内对逾期和反弹问题逐项制定补课措施，主要负责人专题报告；举一反三开展系统自查。",
}
# criterion, full marks, share of them by verdict
CRITERIA = (("组织领导", 20), ("问题整改完成率", 40), ("长效机制建设", 20), ("公开和群众评议", 20))
SHARES = {Verdict.GOOD: 0.95, Verdict.FAIR: 0.85, Verdict.AVERAGE: 0.7, Verdict.POOR: 0.45}
# Step, label, state reached, days after the feedback.
COURSE = (
    ("feed_back", "反馈", S.FED_BACK, 0), ("submit_plan", "签字背书并报送方案", S.PLANNED, 26),
    ("accept_plan", "审核通过方案", S.RECTIFYING, 33), ("report", "报告进展", S.REPORTED, 196),
    ("disclose", "党内和社会公开", S.DISCLOSED, 203), ("evaluate", "督导评估", S.EVALUATED, 212),
    ("decide", "审定运用", S.DECIDED, 240), ("close", "办结", S.CLOSED, 300),
)  # fmt: skip


def build_inspections(city: City, cast: Cast) -> list[RectPlan]:
    plans = [_plan(city, found, code, number) for found in ROUNDS for number, code in enumerate(found.units)]
    rounds = {found.name: _round(city, found) for found in ROUNDS}
    InspectionRound.objects.bulk_create(rounds.values())
    histories = Histories(RectPlan)
    for plan, found, number in plans:
        plan.round = rounds[found.name]
        _course(cast, plan, found, _reached(found, number), histories)
    RectPlan.objects.bulk_create([plan for plan, _found, _number in plans])
    histories.write()
    _evaluations([plan for plan, _found, _number in plans if plan.verdict])
    _follow_ups(city, [plan for plan, _found, _number in plans if plan.decided_at])
    return [plan for plan, _found, _number in plans]


def _round(city: City, found: Round) -> InspectionRound:
    begun, running = found.feedback - timedelta(days=80), found is ROUNDS[-1]
    return InspectionRound(
        name=found.name, kind=InspectionKind.CITY, team=found.team, begun_on=begun,
        ended_on=begun + timedelta(days=55), status=RoundStatus.OPEN if running else RoundStatus.CLOSED,
        created_by=city.users["ins"], created_at=at(begun, 9), closed_at=None if running else at(found.feedback, 17),
    )  # fmt: skip


def _plan(city: City, found: Round, code: str, number: int) -> tuple[RectPlan, Round, int]:
    plan = RectPlan(
        unit=city.units[code], created_by=city.users["ins"], created_at=at(found.feedback - timedelta(days=9), 9),
        feedback_on=found.feedback, rectify_by=due_date(RECTIFY_RULE, found.feedback),
        legal_basis="《中国共产党巡视工作条例》",
    )  # fmt: skip
    return plan, found, number


def _reached(found: Round, number: int) -> str:
    return found.reached[number % len(found.reached)]


def _course(cast: Cast, plan: RectPlan, found: Round, reached: str, histories: Histories) -> None:
    code, before = plan.unit.code, str(S.DRAFT)
    histories.add(plan, "create", "建立", "", before, plan.created_by, plan.created_at)
    for name, label, after, days in COURSE:
        day = found.feedback + timedelta(days=days)
        actor = _write(cast, plan, code, name, day)
        histories.add(plan, name, label, before, after, actor, at(day, 15))
        before = str(after)
        if after == reached:
            break
    plan.__dict__["status"] = before
    plan.due_on = _due(plan, found, before)


def _due(plan: RectPlan, found: Round, status: str) -> date | None:
    if status == S.FED_BACK:
        return due_date(PLAN_RULE, found.feedback)
    return plan.rectify_by if status in (S.PLANNED, S.RECTIFYING) else None


def _write(cast: Cast, plan: RectPlan, code: str, name: str, day: date) -> Any:
    """What the step writes; returns who takes it. Nobody of the unit evaluates it."""
    users = cast.users
    if name == "submit_plan":
        plan.plan_text = "整改方案经党组（党委）会议研究，逐项明确措施、责任人和完成时限，主要负责人签字背书。"
        plan.signer, plan.signed_at = cast.head(code), at(day, 10)
        return plan.signer
    if name == "report":
        plan.report_text = "集中整改期内逐项推进，已完成事项按程序申请核验销号，长期坚持事项持续推进。"
        return cast.head(code)
    if name == "disclose":
        plan.inner_disclosed_on, plan.public_disclosed_on = day - timedelta(days=3), day
        return cast.liaison(code)
    if name == "evaluate":
        plan.verdict = VERDICTS.get(code, Verdict.FAIR)
        plan.verdict_text, plan.evaluator, plan.evaluated_at = REASONS[Verdict(plan.verdict)], users["ins"], at(day, 15)
        plan.request = REQUESTS[Verdict(plan.verdict)]
    if name == "decide":
        plan.decider, plan.decided_at = users["sec"], at(day, 15)
    if name == "close":
        plan.closed_at = at(day, 15)
    return {"feed_back": users["dep2"], "decide": users["sec"]}.get(name, users["ins"])


def _evaluations(plans: list[RectPlan]) -> None:
    EvaluationItem.objects.bulk_create(
        EvaluationItem(plan=plan, no=no, criterion=text, full=full, score=int(full * SHARES[Verdict(plan.verdict)]))
        for plan in plans
        for no, (text, full) in enumerate(CRITERIA, start=1)
    )


def _follow_ups(city: City, plans: list[RectPlan]) -> None:
    """Decided by the secretary, held or issued by the inspection office; one of P10's still waits."""
    histories, rows = Histories(RectFollowUp), []
    for plan in plans:
        decided = clock.day_of(plan.decided_at)
        for kind, result, days in FOLLOW_UPS[Verdict(plan.verdict)]:
            row = RectFollowUp(
                plan=plan, unit=plan.unit, verdict=plan.verdict, kind=kind, decider=plan.decider, decided_on=decided,
                created_by=plan.decider, created_at=plan.decided_at,
            )  # fmt: skip
            rows.append(row)
            histories.add(row, "decided", "审定", "", FollowUpStatus.DECIDED, plan.decider, at(decided, 15))
            if days is not None:
                _carry_out(city, row, histories, decided + timedelta(days=days), result)
    RectFollowUp.objects.bulk_create(rows)
    histories.write()


def _carry_out(city: City, row: RectFollowUp, histories: Histories, day: date, result: str) -> None:
    row.held_on, row.result, row.performer, row.closed_at = day, result, city.users["ins"], at(day, 16)
    row.__dict__["status"] = FollowUpStatus.DONE
    before, after = FollowUpStatus.DECIDED, FollowUpStatus.DONE
    histories.add(row, "carry_out", "登记落实", before, after, row.performer, row.closed_at)
