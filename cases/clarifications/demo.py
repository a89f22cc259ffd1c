"""The demo city's clarifications: P06 and the other clarified case of handbook 6.2, and one in most states."""

from dataclasses import dataclass
from datetime import date

from cases.clarifications.choices import DONE, Initiator, Method, Status, Wish
from cases.clarifications.documents import paper_issue
from cases.clarifications.effects import COMPLETE, SERIES
from cases.clarifications.models import Clarification
from core.deadlines.calendar import add_workdays
from core.deadlines.queries import due_date
from core.demo import City, demo_step
from core.demo_writing import course_line, moment, numbers_own, paper_dated
from core.workflow.models import TransitionRecord


@dataclass(frozen=True)
class Case:
    """``who``: as the leads name him; ``start``: the day on which the office began."""

    who: str
    start: date
    status: Status
    number: int = 0
    executed: date | None = None
    method: Method = Method.LETTER


CASES = (
    Case("U29:1", date(2025, 7, 14), Status.CLOSED, 5, date(2025, 8, 8), Method.MEETING),
    Case("O-0117", date(2026, 2, 24), Status.CLOSED, 2, date(2026, 3, 18)),
    Case("U56:2", date(2026, 4, 3), Status.DROPPED),
    Case("U45:1", date(2026, 5, 14), Status.EXECUTED, 3, date(2026, 6, 9), Method.IN_PERSON),
    Case("U40:1", date(2026, 6, 1), Status.PLANNED),
    Case("U22:1", date(2026, 6, 8), Status.ASKED),
)
# step, state after it, working days after the start
COURSE = (
    ("ask", Status.ASKED, 1), ("answer", Status.ANSWERED, 4), ("plan", Status.PLANNED, 7),
    ("review", Status.REVIEWED, 9), ("approve", Status.APPROVED, 12), ("carry_out", Status.EXECUTED, 17),
    ("visit", Status.CLOSED, 60),
)  # fmt: skip
CONTENT = "经核查，有关反映问题不属实，予以澄清。"
SCOPES = {
    Method.LETTER: "本人",
    Method.IN_PERSON: "本人及所在单位党组织主要负责人",
    Method.MEETING: "所在单位领导班子成员",
}


@demo_step("clarifications", order=983)
def build(city: City) -> None:
    rows = [_row(city, case) for case in CASES]
    Clarification.objects.bulk_create(rows)
    pairs = list(zip(CASES, rows, strict=True))
    TransitionRecord.objects.bulk_create(line for case, row in pairs for line in _course(city, case, row))
    numbers_own(SERIES, [(row, moment(row.approved_on), row.approver) for row in rows if row.approved_on])
    for row in rows:
        if row.status in DONE:
            paper_dated(paper_issue(clarification=row, actor=row.handler), moment(row.executed_on, 15))


def _done(city: City, case: Case) -> dict[str, date]:
    """The steps that are behind it, each with its day; who declined was asked and answered."""
    states = [state for _name, state, _days in COURSE]
    last = Status.ANSWERED if case.status == Status.DROPPED else case.status
    days = {name: add_workdays(case.start, days) for name, _state, days in COURSE[: states.index(last) + 1]}
    if case.executed and "carry_out" in days:
        days["carry_out"] = case.executed
    return {name: min(day, city.today) for name, day in days.items()}


def _row(city: City, case: Case) -> Clarification:
    lead, done = city.things["leads"][case.who], _done(city, case)
    row = Clarification(
        lead=lead, official=lead.official, unit=lead.unit, handler=lead.handler, initiator=Initiator.OFFICE,
        status=case.status, created_by=lead.handler, created_at=moment(case.start, 9),
        told_at=moment(done["ask"], 15), due_on=due_date(COMPLETE, case.start),
    )  # fmt: skip
    if "answer" in done:
        row.wish = Wish.DECLINED if case.status == Status.DROPPED else Wish.WANTED
        row.opinion = "不需要澄清。" if case.status == Status.DROPPED else "同意澄清，希望在必要范围内说明。"
    if "plan" in done:
        row.planner, row.necessity, row.content = lead.handler, "反映失实，造成一定影响，有必要澄清。", CONTENT
        row.method, row.scope = case.method, SCOPES[case.method]
        row.committee_document = "云委函〔2025〕21号" if case.method == Method.MEETING else ""
    if "approve" in done:
        _approved(city, case, row, done)
    if case.status in (Status.CLOSED, Status.DROPPED):
        row.closed_at = moment(max(done.values()), 16)
    return row


def _approved(city: City, case: Case, row: Clarification, done: dict[str, date]) -> None:
    row.reviewer, row.review_opinion = city.users["cm"], "程序合规，结论清楚，同意实施。"
    row.approver, row.approved_on = row.lead.handler.leader, done["approve"]
    row.doc_no = f"{SERIES}〔{done['approve'].year}〕{case.number}号"
    row.executed_on, row.due_on = case.executed, None
    if "visit" in done:
        row.organisation_told_on = add_workdays(done["carry_out"], 3)
        row.visited_on, row.visit_note = done["visit"], "本人思想稳定，工作积极。"


def _course(city: City, case: Case, row: Clarification) -> list[TransitionRecord]:
    done, office, before = _done(city, case), row.lead.handler, Status.DRAFT
    actors = {"answer": row.official.user, "review": city.users["cm"], "approve": row.lead.handler.leader}
    lines = [course_line(row, "create", "", before, office, row.created_at)]
    for name, after, _days in COURSE:
        if name in done:
            lines.append(course_line(row, name, before, after, actors.get(name, office), moment(done[name], 15)))
            before = after
    if case.status == Status.DROPPED:
        lines.append(
            course_line(row, "drop", before, case.status, office, row.closed_at or row.created_at, "本人不同意")
        )
    return lines
