"""What pages show of a notice beside its columns: the course as steps, and what the addressee said."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from core.attachments.models import Attachment
from core.attachments.services import attachments_of
from core.errors import Text
from core.scope import Viewer
from early_warning.notices.choices import Decision, Status
from early_warning.notices.documents import server_of
from early_warning.notices.models import ExtensionRequest, Notice, NoticeReply, Objection


@dataclass(frozen=True)
class Step:
    """One station of the course: 拟制 … 结论."""

    label: Text
    at: datetime | None
    by: Any = ""
    current: bool = False

    @property
    def done(self) -> bool:
        return self.at is not None


@dataclass
class Answer:
    """Something the addressee sent, with its files and, where it needs one, the decision on it."""

    label: Text
    row: Any
    files: QuerySet[Attachment]
    decision: Text = ""
    to_decide: bool = False
    text: str = ""
    decide_url: str = ""
    extra: list[Text] = field(default_factory=list)


def course_steps(notice: Notice, user: Viewer) -> list[Step]:
    """The eight stations with who and when; an objection is none of them, so the drafter learns nothing (R38)."""
    over = notice.closed_at or notice.revoked_at or _accepted_at(notice)
    stations = [
        (_("Drafting"), notice.submitted_at, notice.drafter),
        (_("Check"), notice.checked_at, notice.checker),
        (_("Approval"), notice.approved_at, notice.approver),
        (_("Service"), notice.served_at, server_of(notice) or ""),
        (_("Receipt"), notice.acked_at, notice.respondent or ""),
        (_("Reply"), notice.replied_at, notice.respondent or ""),
        (_("Verification of the answer"), over if notice.verdicts.exists() else None, notice.verifier or ""),
        (_("Conclusion"), over, ""),
    ]
    waiting = next((number for number, (_label, at, _by) in enumerate(stations) if at is None), len(stations))
    if notice.status_for(user) == Status.REVOKED:
        waiting = len(stations)
    return [Step(label, at, by, number == waiting) for number, (label, at, by) in enumerate(stations)]


def _accepted_at(notice: Notice) -> datetime | None:
    last = notice.verdicts.last() if notice.status == Status.ACCEPTED else None
    return last.at if last else None


def answers_of(notice: Notice, user: Viewer) -> list[Answer]:
    """Replies, requests for more time, and the objections that ``user`` may know of, in the order of time."""
    rows = [
        *(_reply(row) for row in notice.replies.select_related("by")),
        *(_extension(row) for row in notice.extensions.select_related("by", "decided_by")),
        *(_objection(row) for row in Objection.objects.visible_to(user).filter(notice=notice).select_related("by")),
    ]
    return sorted(rows, key=lambda answer: answer.row.at)


def _reply(row: NoticeReply) -> Answer:
    return Answer(row.get_kind_display(), row, attachments_of(row), text=row.text)


def _extension(row: ExtensionRequest) -> Answer:
    label = _("Asks for %(days)s more working days") % {"days": row.days}
    open_ = row.state == Decision.OPEN
    granted = _("Working days granted: %(days)s") % {"days": row.days_granted} if row.days_granted else ""
    decision = "" if open_ else row.get_state_display()
    url = reverse("extension-decide", args=[row.pk])
    return Answer(label, row, attachments_of(row), decision, open_, row.reason, url, [granted])


def _objection(row: Objection) -> Answer:
    decision = "" if row.state == Decision.OPEN else row.get_state_display()
    url = row.get_absolute_url()
    return Answer(_("Objection"), row, attachments_of(row), decision, not decision, row.text, url)
