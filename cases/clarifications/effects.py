"""What a step of a clarification brings about beside the new state."""

from typing import Any

from django.utils.translation import gettext as _

from cases.clarifications.choices import PUBLIC
from cases.clarifications.documents import paper_issue
from cases.leads.choices import Outcome, Status
from cases.leads.conditions import refuse_future
from cases.leads.who import by_office
from core import clock
from core.deadlines.queries import due_date
from core.documents.numbering import number_allocate
from core.errors import InvalidInput, NotAllowed
from core.outbox.telling import tell
from core.scope import Viewer
from officials.models import Tenure

SERIES, COMPLETE = "云纪澄", "D48b"


def prepare(clarification: Any, actor: Viewer) -> None:
    """Official and unit are the lead's; to be completed by D48b.

    Raises InvalidInput where nothing was found untrue about a person, NotAllowed for another office's lead.
    """
    lead = clarification.lead
    if lead.outcome != Outcome.UNTRUE or lead.status != Status.CONCLUDED or lead.official is None:
        raise InvalidInput(_("Only a lead about an official that was concluded as untrue is clarified."), field="lead")
    if not by_office(lead, actor):
        raise NotAllowed(_("The office that handled the lead proposes its clarification."), field="lead")
    clarification.official, clarification.unit = lead.official, lead.unit
    clarification.handler = lead.handler
    clarification.due_on = due_date(COMPLETE, clock.today())


def ask(clarification: Any) -> None:
    """From now on the clarification exists for the person; the mail says only that something waits."""
    clarification.told_at = clock.now()
    tell(owner=clarification, recipient=clarification.official.user, key="asked")


def return_plan(clarification: Any) -> None:
    clarification.planner = clarification.reviewer = None
    clarification.review_opinion = ""


def lacks_committee(clarification: Any) -> bool:
    """Said in public or about the head of a unit, it is reported to the Party committee first (M82)."""
    if clarification.committee_document:
        return False
    held = Tenure.objects.on(clock.today()).filter(official=clarification.official_id, post__is_head=True)
    return clarification.method in PUBLIC or held.exists()


def approve(clarification: Any, actor: Viewer) -> None:
    clarification.approver, clarification.approved_on = actor, clock.today()
    clarification.doc_no = number_allocate(series=SERIES, owner=clarification, actor=actor)


def carry_out(clarification: Any, actor: Viewer) -> None:
    """W16 goes out. Raises InvalidInput for a day before the approval or after today."""
    refuse_future(clarification.executed_on, "executed_on")
    if clarification.executed_on < clarification.approved_on:
        raise InvalidInput(_("It is carried out after its approval."), field="executed_on")
    clarification.due_on = None
    paper_issue(clarification=clarification, actor=actor)
    tell(owner=clarification, recipient=clarification.official.user, key="executed")


def visit(clarification: Any) -> None:
    """Raises InvalidInput for a day before it was carried out or after today."""
    for name in ("organisation_told_on", "visited_on"):
        refuse_future(getattr(clarification, name), name)
        if getattr(clarification, name) < clarification.executed_on:
            raise InvalidInput(_("This comes after the clarification was carried out."), field=name)
