"""What a step of a copy notice brings about beside the new state."""

from typing import Any

from core import clock
from core.deadlines.queries import due_date
from core.documents.numbering import number_allocate
from core.documents.services import document_issue
from core.outbox.telling import tell
from core.scope import Viewer

SERIES, NAME, FEEDBACK = "云纪抄", "廉情抄告单", "D31"
TEMPLATE = "supervision/copies/documents/w03.html"


def number(notice: Any, actor: Viewer) -> None:
    notice.doc_no = number_allocate(series=SERIES, owner=notice, actor=actor)


def serve(notice: Any, actor: Viewer) -> None:
    """W03 to everybody named; the person concerned is told too, unless the approver wrote why not."""
    notice.served_at, notice.due_on = clock.now(), due_date(FEEDBACK, clock.today())
    document_issue(
        owner=notice, kind="W03", template=TEMPLATE, context=paper(notice), actor=actor, restricted=True
    )  # fmt: skip
    for copy in notice.recipients.select_related("user"):
        _tell(notice, copy.user, "served", reply_by=notice.due_on)
    if notice.official is not None and not notice.withhold_reason:
        notice.told_at = clock.now()
        _tell(notice, notice.official.user, "concerned")


def revoked(notice: Any) -> None:
    """R08: whoever got a copy hears that it no longer stands."""
    if notice.served_at is None:
        return
    for copy in notice.recipients.select_related("user"):
        _tell(notice, copy.user, "revoked")
    if notice.official is not None and notice.told_at is not None:
        _tell(notice, notice.official.user, "revoked")


def _tell(notice: Any, user: Any, key: str, *, reply_by: Any = None) -> None:
    tell(owner=notice, recipient=user, key=f"{key}:{user.pk if user else 0}", kind=NAME, doc_no=notice.doc_no,
         reply_by=reply_by)  # fmt: skip


def paper(notice: Any) -> dict[str, Any]:
    """What W03 says (official wording, always Chinese)."""
    return {
        "title": NAME,
        "doc_no": notice.doc_no or "",
        "concerned": str(notice.official or notice.unit),
        "unit": str(notice.unit),
        "facts": [fact.text for fact in notice.facts.all()],
        "purpose": notice.purpose,
        "request": notice.request,
        "copies": [str(copy) for copy in notice.recipients.select_related("user__unit")],
        "basis": notice.legal_basis,
        "due_on": notice.due_on,
        "date": clock.day_of(notice.served_at or clock.now()),
    }
