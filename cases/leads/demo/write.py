"""Write the planned leads in bulk, each with its course and number."""

import random
from datetime import date
from typing import Any

from cases.leads.choices import AFTER_METHOD, AFTER_OUTCOME, EXECUTING, Method, Outcome, Specificity, Status
from cases.leads.demo.plans import HOUSE, Plan, plans
from cases.leads.effects import CLARIFY, OPINION, SERIES, VERIFICATION
from cases.leads.models import Lead
from core.deadlines.calendar import add_workdays
from core.deadlines.queries import due_date
from core.demo import City
from core.demo_writing import course_line, moment, numbers_own
from core.records.base import Classification
from core.workflow.models import TransitionRecord
from officials.models import Official
from officials.queries import unit_of
from officials.recusal import recused

# step, working days after the day of receipt; inquiries and verifications take their time
DAYS = {
    "register": 1, "assign": 2, "propose": 12, "approve": 15, "report": 42, "accept": 46, "archive": 52,
}  # fmt: skip
SUMMARIES = (
    "反映违规接受管理服务对象宴请。", "反映在工程变更审批中把关不严。", "反映违规发放津贴补贴。",
    "反映干预下属单位采购活动。", "反映对群众诉求推诿拖延。", "反映公务用车管理不规范。",
)  # fmt: skip
OPINIONS = {
    Method.INQUIRY: "反映问题较为笼统，建议谈话函询，请本人作出说明。",
    Method.VERIFICATION: "反映问题具体，具有可查性，建议初步核实，附工作方案。",
    Method.SHELVE: "线索过于笼统，暂不具备核查条件，建议暂存待查。",
    Method.CONCLUDE: "反映事项已在以往核查中查清，建议予以了结。",
}
RESULTS = {
    Outcome.UNTRUE: "经调阅资料、谈话核实，反映问题不属实，建议予以了结并澄清。",
    Outcome.UNPROVEN: "经核查，未发现反映的问题，建议予以了结。",
    Outcome.SHELVE: "目前缺乏核查条件，建议暂存待查。",
    Outcome.FOUR_FORMS: "存在苗头性问题，建议运用第一种形态处理。",
    Outcome.CASE: "涉嫌违纪，需要追究纪律责任，建议立案审查。",
    Outcome.PARTY: "属一般性问题，建议移送有关党组织处理。",
}
SOMEBODY = "某局工作人员（姓名待查）"


def write_leads(city: City) -> None:
    """All leads of the city; what later steps need is left in ``city.things["leads"]`` by who it is about."""
    writer = LeadWriter(city, random.Random(14))
    pairs = [(plan, writer.lead(plan)) for plan in plans(writer.rng)]
    Lead.objects.bulk_create([lead for _plan, lead in pairs])
    TransitionRecord.objects.bulk_create([line for plan, lead in pairs for line in writer.course(plan, lead)])
    numbers_own(SERIES, [(lead, lead.created_at, lead.created_by) for _plan, lead in pairs if lead.doc_no])
    city.things["leads"] = {plan.who: lead for plan, lead in pairs if plan.outcome == Outcome.UNTRUE}


class LeadWriter:
    def __init__(self, city: City, rng: random.Random) -> None:
        self.city, self.rng = city, rng
        self.counted: dict[int, int] = {}
        self.rows = {row.code: row for row in city.things["unit_rows"]}

    def steps(self, plan: Plan) -> list[tuple[str, Status]]:
        """(step, state after it) as far as the plan goes."""
        first, last = AFTER_METHOD[plan.method], AFTER_OUTCOME[plan.outcome] if plan.outcome else None
        course = [
            ("register", Status.REGISTERED), ("assign", Status.ASSIGNED), ("propose", Status.PROPOSED),
            ("approve", first),
        ]  # fmt: skip
        if first in EXECUTING and last is not None:
            course += [("report", Status.RESULT), ("accept", last)]
        course.append(("archive", Status.ARCHIVED))
        states = [Status.RECEIVED, *(state for _name, state in course)]
        return course[: states.index(plan.status)]

    def on(self, plan: Plan, name: str) -> date:
        return min(add_workdays(plan.day, DAYS[name]), self.city.today)

    def subject(self, plan: Plan) -> tuple[Official | None, Any]:
        """The official and the unit: either may be unknown."""
        if plan.who.startswith("O-"):
            official = self.city.things["officials"][plan.who]
            return official, unit_of(official, plan.day)
        unit, _colon, number = plan.who.partition(":")
        official = self.city.things["team"][unit][int(number)] if number else None
        return official, self.city.units.get(unit)

    def people(self, plan: Plan, official: Official | None, unit: Any) -> dict[str, Any]:
        """Desk, office, handler and the leader who approves. What is under way is with nobody who is recused."""
        users, over = self.city.users, plan.status == Status.ARCHIVED
        if unit is not None and unit.code == HOUSE:
            return {"desk": users["cso"], "office": "CSO", "handler": users["cso"], "leader": users["sec"]}
        team = self.rows[unit.code].team if unit is not None else ""
        near = [("STA", team), ("STA", f"{team}b")] if team else []
        linked = self.rows[unit.code].offices if unit is not None else ("sup1",)
        offices = (*near, *(("SUP", login) for login in linked), ("INV", "inv"))
        office, handler = next(
            (office, users[login])
            for office, login in offices
            if over or official is None or not recused([users[login], users[login].leader], official)
        )
        return {"desk": users["cm"], "office": office, "handler": handler, "leader": handler.leader}

    def lead(self, plan: Plan) -> Lead:
        official, unit = self.subject(plan)
        people = self.people(plan, official, unit)
        done = {name: self.on(plan, name) for name, _state in self.steps(plan)}
        lead = Lead(
            source=plan.source, received_on=plan.day, official=official, unit=unit, subject="" if unit else SOMEBODY,
            conduct=plan.conduct, summary=self.rng.choice(SUMMARIES), status=plan.status, created_by=people["desk"],
            created_at=moment(plan.day, 9), classification=Classification.WORK_SECRET,
            due_on=due_date(OPINION, plan.day),
        )  # fmt: skip
        if "register" in done:
            self.counted[plan.day.year] = self.counted.get(plan.day.year, 0) + 1
            lead.doc_no = f"{SERIES}〔{plan.day.year}〕{self.counted[plan.day.year]}号"
        if "assign" in done:
            lead.office, lead.handler = people["office"], people["handler"]
        if "propose" in done:
            lead.specificity = Specificity.VAGUE if plan.method == Method.SHELVE else Specificity.PARTLY
            lead.method, lead.opinion = plan.method, OPINIONS[plan.method]
            lead.drafter, lead.proposed_on = people["handler"], done["propose"]
        if "approve" in done:
            self._disposed(lead, plan, people, done)
        return lead

    def _disposed(self, lead: Lead, plan: Plan, people: dict[str, Any], done: dict[str, date]) -> None:
        lead.approver, lead.approved_on = people["leader"], done["approve"]
        verified = plan.method == Method.VERIFICATION
        lead.due_on = due_date(VERIFICATION, done["approve"]) if verified else None
        if "report" in done and plan.outcome:
            lead.outcome, lead.result = plan.outcome, RESULTS[plan.outcome]
            lead.reporter, lead.reported_on, lead.due_on = people["handler"], done["report"], None
        if "accept" in done:
            lead.accepter = self.decider(plan, people)
            if plan.outcome == Outcome.UNTRUE:
                lead.clarify_by = due_date(CLARIFY, done["accept"])
        if plan.status in (Status.CONCLUDED, Status.HANDLED, Status.ARCHIVED):
            lead.closed_at = moment(done.get("accept") or done["approve"], 16)

    def decider(self, plan: Plan, people: dict[str, Any]) -> Any:
        return self.city.users["sec"] if plan.method == Method.VERIFICATION else people["leader"]

    def course(self, plan: Plan, lead: Lead) -> list[TransitionRecord]:
        people = self.people(plan, lead.official, lead.unit)
        actors = {
            "register": people["desk"], "assign": people["desk"], "propose": people["handler"],
            "approve": people["leader"], "report": people["handler"], "accept": self.decider(plan, people),
            "archive": people["desk"],
        }  # fmt: skip
        before = Status.RECEIVED
        lines = [course_line(lead, "create", "", before, lead.created_by, lead.created_at)]
        for name, after in self.steps(plan):
            lines.append(course_line(lead, name, before, after, actors[name], moment(self.on(plan, name), 15)))
            before = after
        return lines
