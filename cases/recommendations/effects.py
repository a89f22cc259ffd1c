"""What a step of a recommendation letter brings about beside the new state."""

from typing import Any

from cases.recommendations import documents
from cases.recommendations.choices import BEFORE_APPROVAL, NAMES, SERIES, Kind, Status, TaskStatus
from cases.recommendations.parameters import RECOMMENDATION
from core import clock, parameters
from core.deadlines.calendar import add_workdays
from core.deadlines.queries import due_date
from core.documents.numbering import number_allocate
from core.outbox.telling import tell
from core.records.objections import objection_raise
from core.scope import Viewer
from core.workflow.services import transition_perform
from organization.models import User

ACKNOWLEDGE, PLAN, RESULT = "D28a", "D28b", "D28c"
RULES = {Status.SERVED: ACKNOWLEDGE, Status.ACKED: PLAN, Status.PLANNED: RESULT}
RETURNERS = {
    Status.SUBMITTED: "cases.check_recommendation",
    Status.CHECKED: "cases.review_recommendation",
    Status.REVIEWED: "cases.sign_recommendation",
}


def may_return(letter: Any, user: Viewer) -> bool:
    """Each is returned by whoever would have taken the next step."""
    return user.has_perm(RETURNERS.get(letter.status, "cases.sign_recommendation"))


def may_revoke(letter: Any, user: Viewer) -> bool:
    """A draft is dropped by who made it, anything later by those who sign."""
    if letter.status == Status.DRAFT:
        return letter.created_by_id == user.pk
    return letter.status not in BEFORE_APPROVAL and user.has_perm("cases.sign_recommendation")


def number(letter: Any, actor: Viewer) -> None:
    letter.doc_no = number_allocate(series=SERIES[Kind(letter.kind)], owner=letter, actor=actor)


def answerers(letter: Any) -> list[User]:
    """The accounts that answer for the unit: its heads, and its liaisons, who prepare the answer."""
    rows = User.objects.filter(is_active=True, unit=letter.unit, groups__name__in=("UHD", "LIA"))
    return list(rows.distinct())


def tell_unit(letter: Any, key: str) -> None:
    for user in answerers(letter):
        tell(
            owner=letter, recipient=user, key=key, kind=NAMES[Kind(letter.kind)], doc_no=letter.doc_no or "",
            reply_by=letter.due_on,
        )  # fmt: skip


def serve(letter: Any, actor: Viewer) -> None:
    """W04 goes out; the suggestions become tasks due with the result."""
    today = clock.today()
    letter.served_at = clock.now()
    letter.due_on, letter.result_due = due_date(ACKNOWLEDGE, today), due_date(RESULT, today)
    letter.suggestions.filter(due_on__isnull=True).update(due_on=letter.result_due)
    documents.letter_issue(letter=letter, actor=actor)
    tell_unit(letter, "served")


def acknowledge(letter: Any, actor: Viewer) -> None:
    letter.acked_at, letter.acked_by = clock.now(), actor
    letter.due_on = due_date(PLAN, clock.day_of(letter.served_at))
    documents.receipt_issue(letter=letter, actor=actor)


def raise_objection(letter: Any, actor: Viewer, text: str, files: Any) -> None:
    days = parameters.values(RECOMMENDATION.key)["decision_days"]
    objection_raise(paper=letter, actor=actor, text=text, files=files, days=days)


def objection_refused(letter: Any, objection: Any) -> None:
    """The periods begin anew with the answer: time spent on the objection is not the unit's."""
    today = clock.today()
    letter.due_on = due_date(PLAN if letter.acked_at else ACKNOWLEDGE, today)
    letter.result_due = due_date(RESULT, today)
    letter.save(update_fields=["due_on", "result_due"])
    letter.suggestions.filter(status=TaskStatus.OPEN).update(due_on=letter.result_due)
    tell_unit(letter, f"objection-answered-{objection.pk}")


def planned(letter: Any) -> None:
    letter.planned_at, letter.due_on = clock.now(), letter.result_due


def moved(letter: Any, key: str) -> None:
    """The day was extended or suspended: what was due with the result goes with it, and the unit is told."""
    if letter.status == Status.PLANNED:
        rows = letter.suggestions.filter(due_on=letter.result_due).exclude(status=TaskStatus.VERIFIED)
        rows.update(due_on=letter.due_on)
        letter.result_due = letter.due_on
        letter.save(update_fields=["result_due"])
    tell_unit(letter, f"moved-{key}")


def reported(letter: Any) -> None:
    letter.reported_at = clock.now()


def urge(letter: Any, actor: Viewer, reason: str) -> None:
    """再督办: what is not verified is open again, with a new day."""
    days = parameters.values(RECOMMENDATION.key)["urge_days"]
    letter.urged += 1
    letter.due_on = letter.result_due = add_workdays(clock.today(), days)
    for task in letter.suggestions.filter(status=TaskStatus.SUBMITTED):
        transition_perform(instance=task, name="send_back", actor=actor, reason=reason)
    letter.suggestions.exclude(status=TaskStatus.VERIFIED).update(due_on=letter.due_on)
    tell_unit(letter, f"urged-{letter.urged}")


def revoked(letter: Any) -> None:
    if letter.served_at:
        tell_unit(letter, "revoked")
