"""What a step of a lead brings about beside the new state."""

from datetime import date
from typing import Any

from cases.leads.choices import AFTER_METHOD, AFTER_OUTCOME, Method, Outcome, Status
from cases.leads.conditions import refuse_future, refuse_wrong_desk, refuse_wrong_handler
from core import clock
from core.deadlines.queries import due_date
from core.documents.numbering import number_allocate
from core.records.base import Classification
from core.scope import Viewer
from officials.queries import unit_of
from officials.recusal import refuse_recused

SERIES = "云纪线"
OPINION, VERIFICATION, CLARIFY = "D01", "D04", "D48a"


def prepare(lead: Any, actor: Viewer) -> None:
    """The unit of the person, the day of the opinion (D01); refuses a wrong desk, recusal, a day to come."""
    refuse_future(lead.received_on, "received_on")
    if lead.official is not None:
        refuse_recused([actor], lead.official, field="official")
        lead.unit = lead.unit or unit_of(lead.official, lead.received_on) or lead.official.managed_by
    refuse_wrong_desk(lead, actor)
    lead.classification = Classification.WORK_SECRET
    lead.due_on = due_date(OPINION, lead.received_on)


def number(lead: Any, actor: Viewer) -> None:
    lead.doc_no = number_allocate(series=SERIES, year=lead.received_on.year, owner=lead, actor=actor)


def assign(lead: Any) -> None:
    refuse_wrong_handler(lead)


def propose(lead: Any, actor: Viewer) -> None:
    lead.drafter, lead.proposed_on = actor, clock.today()


def approve(lead: Any, actor: Viewer) -> Status:
    """One of the four ways. A verification is due by D04; laid aside nothing is due."""
    lead.approver, lead.approved_on = actor, clock.today()
    method, lead.due_on = Method(lead.method), execution_due(lead)
    if method == Method.CONCLUDE:
        lead.closed_at = clock.now()
    return AFTER_METHOD[method]


def execution_due(lead: Any) -> date | None:
    """The report of a verification by D04; an inquiry has no day before its letters go out (D02, D03)."""
    return due_date(VERIFICATION, lead.approved_on) if lead.method == Method.VERIFICATION else None


def report(lead: Any, actor: Viewer) -> None:
    lead.reporter, lead.reported_on, lead.due_on = actor, clock.today(), None


def accept(lead: Any, actor: Viewer) -> Status:
    """The result stands. An untrue report about a person is to be clarified by D48a (R11)."""
    lead.accepter = actor
    outcome = Outcome(lead.outcome)
    if outcome == Outcome.UNTRUE and lead.official_id is not None:
        lead.clarify_by = due_date(CLARIFY, clock.today())
    if outcome != Outcome.SHELVE:
        lead.closed_at = clock.now()
    return AFTER_OUTCOME[outcome]


def ask_further(lead: Any) -> Status:
    """The result is not enough: back to where it was carried out."""
    lead.reporter = lead.reported_on = None
    lead.due_on = execution_due(lead)
    return AFTER_METHOD[Method(lead.method)]


def anew(lead: Any) -> None:
    """Back to the office for another disposal, with its own month and its own approval; the former stays readable."""
    former = f"{lead.proposed_on.isoformat()} {lead.get_method_display()}: {lead.opinion}"
    lead.earlier = "\n".join(part for part in (lead.earlier, former, lead.result) if part)
    lead.opinion = lead.result = ""
    lead.drafter = lead.approver = lead.reporter = lead.accepter = None
    lead.proposed_on = lead.approved_on = lead.reported_on = None
    lead.method = lead.outcome = ""
    lead.due_on = due_date(OPINION, clock.today())
