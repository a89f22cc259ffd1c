"""What a step of joint supervision brings about beside the new state. Runs inside the transition's transaction."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from core import clock, parameters
from core.deadlines.queries import due_date
from core.documents.numbering import number_allocate
from core.errors import InvalidInput
from core.outbox.telling import tell
from core.workflow.services import transition_perform
from organization.models import Unit, User
from supervision.joint import documents
from supervision.joint.parameters import JOINT, PROGRESS, RECEIPT
from supervision.joint.who import ACT

MINUTES_SERIES, CLUE_SERIES = "云纪会", "云纪移"


def too_few_partners(conference: Any) -> bool:
    least: int = parameters.values(JOINT.key)["partners_least"]
    return bool(conference.partners.count() < least)


def topic_add(conference: Any, actor: Any, title: str) -> None:
    conference.topics.create(title=title.strip()[:200], unit=actor.unit)


def tell_units(record: Any, units: Iterable[Unit], key: str) -> None:
    """Tell whoever acts for these organisations; the mail says only that something waits."""
    stamp = f"{key}-{clock.now():%Y%m%d%H%M%S}"
    for user in User.objects.filter(unit__in=[unit.pk for unit in units], is_active=True).order_by("pk"):
        if user.has_perm(ACT):
            tell(owner=record, recipient=user, key=stamp)


def invite(conference: Any, _actor: Any) -> None:
    tell_units(conference, [row.unit for row in conference.partners.select_related("unit")], "invited")
    conference.due_on = conference.held_on


def hold(conference: Any, attended: dict[int, str]) -> None:
    """Who came, partner by partner. Raises InvalidInput when nobody came."""
    for partner in conference.partners.all():
        partner.attended = attended.get(partner.pk, "").strip()
        partner.save(update_fields=["attended"])
    if not any(attended.values()):
        raise InvalidInput(_("Write who came: a conference without any partner was not held."))


def issue(conference: Any, actor: Any) -> None:
    """The minutes W14 with their number, and for each partner his extract."""
    conference.issuer, conference.issued_on, conference.due_on = actor, clock.today(), None
    conference.doc_no = number_allocate(series=MINUTES_SERIES, owner=conference, actor=actor)
    documents.minutes_issue(conference=conference, actor=actor)
    tell_units(conference, [row.unit for row in conference.partners.select_related("unit")], "issued")


def assign_all(conference: Any, actor: Any) -> None:
    """The tasks written down so far go out with the minutes. Raises NotAllowed where one has no due day."""
    for task in conference.tasks.filter(status="DRAFT"):
        transition_perform(instance=task, name="assign", actor=actor)


def report_task(task: Any, actor: Any) -> None:
    task.reporter, task.reported_on = actor, clock.today()


def send_clue(clue: Any, actor: Any) -> None:
    """Number and due day of the receipt; a clue of the commission bears its approver."""
    clue.approver = actor if actor.pk != clue.created_by_id else None
    clue.sent_on = clock.today()
    clue.doc_no = number_allocate(series=CLUE_SERIES, owner=clue, actor=actor)
    clue.due_on = due_date(RECEIPT, clue.sent_on)
    tell_units(clue, [clue.to_unit], "sent")


def receive_clue(clue: Any, actor: Any) -> None:
    clue.receiver, clue.received_on = actor, clock.today()
    clue.due_on = due_date(PROGRESS, clue.received_on)


def report_progress(clue: Any) -> None:
    """The next report is due as long again from now."""
    clue.progress_on = clock.today()
    clue.due_on = due_date(PROGRESS, clue.progress_on)
    tell_units(clue, [clue.from_unit], "progress")


def report_result(clue: Any, actor: Any) -> None:
    clue.reporter, clue.result_on, clue.due_on = actor, clock.today(), None
    tell_units(clue, [clue.from_unit], "result")


def ask_again(clue: Any) -> None:
    clue.reporter = clue.result_on = None
    clue.due_on = due_date(PROGRESS, clock.today())
    tell_units(clue, [clue.to_unit], "again")
