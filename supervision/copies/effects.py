"""What a step of a copy notice brings about beside the new state."""

from typing import Any

from core import clock, parameters
from core.deadlines.queries import due_date
from core.documents.numbering import number_allocate
from core.outbox.models import Delivery
from core.outbox.telling import tell
from core.records.objections import objection_raise
from core.scope import Viewer
from supervision.copies import documents
from supervision.copies.choices import Status
from supervision.copies.parameters import COPY

SERIES = "云纪抄"


def number(notice: Any, actor: Viewer) -> None:
    notice.doc_no = number_allocate(series=SERIES, owner=notice, actor=actor)


def serve(notice: Any, actor: Viewer) -> None:
    """W03 to everybody named; the person concerned is told too, unless the approver wrote why not. Whom no message can
    reach, a person goes to with the paper (R05)."""
    notice.served_at, notice.due_on = clock.now(), due_date(documents.FEEDBACK, clock.today())
    documents.paper_issue(notice=notice, actor=actor)
    copies = notice.recipients.select_related("user")
    reached = [_tell(notice, copy.user, "served", reply_by=notice.due_on) for copy in copies]
    if is_told(notice):
        reached.append(_tell(notice, notice.official.user, "concerned"))
        notice.told_at = clock.now() if reached[-1] else None
    notice.by_hand = not all(reached)


def is_told(notice: Any) -> bool:
    """Whether there is a person concerned who is to be told."""
    return notice.official is not None and not notice.withhold_reason


def handed_over(notice: Any) -> None:
    """The paper was brought; who had not been told knows it now."""
    notice.by_hand = False
    if is_told(notice):
        notice.told_at = notice.told_at or clock.now()


def mail_given_up(row: Delivery) -> None:
    """A mail about a copy notice could not be delivered: somebody brings the paper (R05)."""
    from supervision.copies.models import CopyNotice

    CopyNotice._base_manager.filter(pk=row.object_id, status__in=(Status.SERVED, Status.CLOSED)).update(by_hand=True)


def revoked(notice: Any) -> None:
    """R08: whoever got a copy hears that it no longer stands; the facts may be copied again."""
    notice.facts.update(alive=False)
    if notice.served_at is None:
        return
    for copy in notice.recipients.select_related("user"):
        _tell(notice, copy.user, "revoked")
    if notice.official is not None and notice.told_at is not None:
        _tell(notice, notice.official.user, "revoked")


def raise_objection(notice: Any, actor: Viewer, text: str, files: Any) -> None:
    days = parameters.values(COPY.key)["decision_days"]
    objection_raise(paper=notice, actor=actor, text=text, files=files, days=days)


def objection_refused(notice: Any, objection: Any) -> None:
    _tell(notice, objection.created_by, f"objection-answered-{objection.pk}")


def _tell(notice: Any, user: Any, key: str, *, reply_by: Any = None) -> bool:
    return tell(
        owner=notice, recipient=user, key=f"{key}:{user.pk if user else 0}", kind=documents.NAME,
        doc_no=notice.doc_no, reply_by=reply_by,
    )  # fmt: skip
