"""What a step of the course brings about beside the new state. Runs inside the transition's transaction.

The functions write the notice's own fields (the transition saves it) and make rows beside it.
"""

from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from core import clock, parameters
from core.attachments.services import attachment_add
from core.deadlines.calendar import add_workdays
from core.documents.numbering import number_allocate
from core.errors import InvalidInput
from core.outbox.services import deliveries_cancel
from core.scope import Viewer
from early_warning.notices import delivery, documents, hooks
from early_warning.notices.choices import (
    ACCEPTING,
    WORSE,
    CheckReason,
    Decision,
    Kind,
    Outcome,
    ReplyKind,
    Request,
)
from early_warning.notices.conditions import respondent_of
from early_warning.notices.parameters import NOTICE
from early_warning.notices.terms import reply_due_after

SERIES = {Kind.WARNING: "云纪警", Kind.REMINDER: "云纪提"}
# Official wording; it names no objection, because the drafter reads it too (R38).
REVOKED_AFTER_REVIEW = "经复查，决定撤销。"
Files = Iterable[UploadedFile]


def number_for(notice: Any, actor: Viewer) -> str:
    return number_allocate(series=SERIES[notice.kind], owner=notice, actor=actor)


def let_facts_go(notice: Any) -> None:
    """The facts may be noticed again: this notice no longer stands on them (R37)."""
    notice.facts.update(alive=False)


def serve(notice: Any, actor: Viewer | None) -> None:
    """Fix who answers and by when, issue the letter, write the deliveries. A person looks after who has no account."""
    notice.respondent = respondent_of(notice)
    notice.served_at = clock.now()
    notice.reply_due = notice.letter_due = reply_due_after(notice, clock.today())
    documents.letter_issue(notice=notice, actor=actor)
    if not delivery.tell_served(notice):
        check_open(notice, CheckReason.NO_ACCOUNT)


def acknowledge(notice: Any, actor: Viewer) -> None:
    notice.acked_at = notice.acked_at or clock.now()
    documents.receipt_issue(notice=notice, actor=actor)


def reply(notice: Any, actor: Viewer, text: str, files: Files) -> None:
    """Keep the answer; reminders that were not sent yet are taken back."""
    _answer(notice, actor, text, files, ReplyKind.REPLY)
    notice.replied_at = notice.replied_at or clock.now()
    deliveries_cancel(owner=notice, key_prefix=delivery.reminder_prefix(notice))


def report_rectification(notice: Any, actor: Viewer, text: str, files: Files) -> None:
    _answer(notice, actor, text, files, ReplyKind.RECTIFICATION)
    notice.rectified_at, notice.rectified_by = clock.now(), actor


def _answer(notice: Any, actor: Viewer, text: str, files: Files, kind: ReplyKind) -> None:
    row = notice.replies.create(kind=kind, text=required(text, "text"), by=actor, at=clock.now())
    keep_files(row, files, actor)


def raise_objection(notice: Any, actor: Viewer, text: str, files: Files) -> None:
    """R07: decided by somebody outside the chain, within a number of working days."""
    days = parameters.values(NOTICE.key)["objection_days"]
    row = notice.objections.create(
        text=required(text, "text"), by=actor, at=clock.now(), decide_by=add_workdays(clock.today(), days)
    )
    keep_files(row, files, actor)
    deliveries_cancel(owner=notice, key_prefix=delivery.reminder_prefix(notice))


def time_after_objection(notice: Any) -> None:
    """Whoever waited for the decision gets time to answer after it; nobody is late because he objected."""
    if notice.replied_at is None:
        days = parameters.values(NOTICE.key)["days_after_objection"]
        notice.reply_due = max(notice.reply_due, add_workdays(clock.today(), days))


def lower_level(notice: Any, actor: Viewer, level: int) -> None:
    """The letter is issued anew under its number, with what the decision changed.

    Raises InvalidInput unless ``level`` lies below the present one: an objection never makes it worse (R06).
    """
    if notice.level is None or not 1 <= level < notice.level:
        raise InvalidInput(_("The level can only be lowered."), field="level", cure=_("Choose a lower level."))
    documents.letter_issue(notice=notice, actor=actor)  # the first version stays as it was
    notice.level = level
    time_after_objection(notice)
    notice.letter_due = notice.reply_due
    documents.letter_issue(notice=notice, actor=actor, anew=True)


def accept(notice: Any, actor: Viewer, reason: str) -> None:
    _verdict(notice, actor, ACCEPTING[Request(notice.request)], reason)
    delivery.tell(notice, "accepted")


def send_back(notice: Any, actor: Viewer, reason: str) -> None:
    """A new reply period; the rectification has to be reported again."""
    _verdict(notice, actor, Outcome.INSUFFICIENT, reason)
    notice.reply_due = reply_due_after(notice, clock.today())
    notice.rectified_at = notice.rectified_by = None
    delivery.tell(notice, f"back-{notice.verdicts.count()}", reply_by=notice.reply_due)


def refer(notice: Any, actor: Viewer, reason: str, outcome: str, follow_up: str) -> None:
    """Raises InvalidInput for any other outcome than a talk or a transfer, or without words on what follows."""
    if outcome not in WORSE:
        raise InvalidInput(_("Choose a talk or a transfer."), field="outcome")
    _verdict(notice, actor, Outcome(outcome), reason, required(follow_up, "follow_up"))


def _verdict(notice: Any, actor: Viewer, outcome: Outcome, reason: str, follow_up: str = "") -> None:
    notice.verdicts.create(
        outcome=outcome, reason=required(reason, "reason"), follow_up=follow_up, by=actor, at=clock.now()
    )


def revoke(notice: Any, actor: Viewer, reason: str) -> None:
    """R08: the facts are free, open questions are settled, everybody who was told is told again, figures follow."""
    notice.revoked_at, notice.revoked_by, notice.revoke_reason = clock.now(), actor, reason.strip()
    let_facts_go(notice)
    notice.extensions.filter(state=Decision.OPEN).update(state=Decision.VOID, decided_at=clock.now())
    deliveries_cancel(owner=notice)
    if notice.served_at is not None:
        documents.revocation_issue(notice=notice, actor=actor)
        delivery.tell_revoked(notice)
        hooks.tell_rooms(notice)


def escalate(notice: Any) -> None:
    check_open(notice, CheckReason.NO_REPLY)


def check_open(notice: Any, why: CheckReason) -> None:
    """Put the notice on somebody's desk, once for each reason."""
    notice.checks.get_or_create(why=why, at=None, defaults={"opened_at": clock.now()})


def delivery_checked(notice: Any, actor: Viewer, way: str, note: str) -> None:
    """The person was reached: the reply period begins anew, and the reminders with it."""
    notice.checks.filter(why=CheckReason.NO_REPLY, at__isnull=True).update(
        way=way, note=required(note, "note"), by=actor, at=clock.now()
    )
    notice.reply_due = reply_due_after(notice, clock.today())


def required(text: str, field: str) -> str:
    """``text`` without blanks around it. Raises InvalidInput when nothing is left."""
    if not text.strip():
        raise InvalidInput(_("This must not be empty."), field=field, cure=_("Write at least one sentence."))
    return text.strip()


def keep_files(owner: Any, files: Files, actor: Viewer) -> None:
    for upload in files:
        attachment_add(owner=owner, upload=upload, actor=actor)
