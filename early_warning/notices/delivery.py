"""Who is told what of a notice: portal row and contentless mail, written into the outbox (never sent from here)."""

from datetime import date
from typing import Any

from django.db import transaction

from core import clock
from core.outbox.mail import document_waits
from core.outbox.models import Channel
from core.outbox.services import delivery_add
from core.outbox.telling import hurry
from core.scope import Viewer
from early_warning.notices.choices import NAMES
from organization.models import JurisdictionKind, User

REVOCATION = "撤销通知"
BOTH = (Channel.EMAIL, Channel.PORTAL)


def recipients_of(notice: Any) -> list[Viewer]:
    """The accounts that answer: the respondent's, else (a vacancy) those of the unit's heads."""
    if notice.respondent is not None and notice.respondent.user is not None and notice.respondent.user.is_active:
        return [notice.respondent.user]
    if notice.official is not None:
        return []
    return list(
        User.objects.filter(
            is_active=True,
            groups__name="UHD",
            jurisdictions__kind=JurisdictionKind.OWN,
            jurisdictions__unit=notice.unit,
        ).distinct()
    )


def tell(notice: Any, what: str, *, reply_by: date | None = None) -> int:
    """Tell the addressee by mail that something new waits in the portal. Returns how many accounts are told.

    ``what`` is the key under which it is told only once.
    """
    users = recipients_of(notice)
    _write(notice, users, what, NAMES[notice.kind], (Channel.EMAIL,), reply_by=reply_by)
    return len(users)


def tell_served(notice: Any) -> int:
    """The notice itself: one portal row and one mail an account; copies by the same way."""
    users = recipients_of(notice)
    _write(notice, users, "serve", NAMES[notice.kind], BOTH, reply_by=notice.reply_due)
    _write(notice, _copied(notice, users), "copy", NAMES[notice.kind], BOTH)
    return len(users)


def tell_revoked(notice: Any) -> int:
    """R08: the addressee and everybody who got a copy."""
    users = recipients_of(notice)
    _write(notice, [*users, *_copied(notice, users)], "revoke", REVOCATION, BOTH)
    return len(users)


def tell_reminder(notice: Any, which: str) -> int:
    """``which`` is "3" or "0" working days before the due day; once for each due day."""
    return tell(notice, reminder_key(notice, which), reply_by=notice.reply_due)


def tell_moved(notice: Any, what: str) -> int:
    """The addressee learns of a reply day that a suspension moved."""
    return tell(notice, what, reply_by=notice.reply_due)


def reminder_prefix(notice: Any) -> str:
    """What the keys of all reminders of ``notice`` begin with."""
    return _key(notice, "remind:")


def reminder_key(notice: Any, which: str) -> str:
    return f"{reminder_prefix(notice)}{notice.reply_due}:{which}"


def _copied(notice: Any, told: list[Viewer]) -> list[Viewer]:
    known = {user.pk for user in told}
    return [copy.user for copy in notice.copies.select_related("user") if copy.user_id not in known]


def _key(notice: Any, what: str) -> str:
    return what if what.startswith("notice:") else f"notice:{notice.pk}:{what}"


def _write(
    notice: Any,
    users: list[Viewer],
    what: str,
    name: str,
    channels: tuple[Channel, ...],
    *,
    reply_by: date | None = None,
) -> None:
    mail = document_waits(kind=name, doc_no=notice.doc_no, sent_on=clock.today(), reply_by=reply_by)
    if users:
        transaction.on_commit(hurry)
    for user in users:
        delivery_add(owner=notice, recipient=user, key=_key(notice, what), mail=mail, channels=channels)
