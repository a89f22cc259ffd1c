"""The daily round over notices that wait for an answer: remind, then hand to a person. Running twice does no harm."""

from datetime import date

from django.db import transaction

from core import clock, parameters
from core.deadlines.queries import working_days_left
from core.deadlines.reminders import reminder
from core.deadlines.shifts.queries import suspended_now
from core.errors import Conflict, NotAllowed
from core.outbox.models import Delivery
from core.workflow.services import transition_perform
from early_warning.notices import delivery
from early_warning.notices.choices import AWAITING, CheckReason, Decision
from early_warning.notices.effects import check_open
from early_warning.notices.models import Notice
from early_warning.notices.parameters import NOTICE, REPLY_DUE


def notices_remind(*, today: date | None = None) -> dict[str, int]:
    """Remind ``remind_before`` working days ahead and on the day, each once; the day after, a person takes over.

    A round that was missed is made up for: the first reminder goes out on any day between. Returns the counts.
    """
    today = today or clock.today()
    counts = {"reminded": 0, "escalated": 0}
    before = parameters.values(NOTICE.key)["remind_before"]
    rows = Notice.objects.filter(status__in=AWAITING).select_related("respondent__user", "official", "unit")
    rows = rows.exclude(pk__in=suspended_now(reminder(REPLY_DUE), today))  # nobody is late while counting stands still
    for notice in rows.iterator(chunk_size=500):
        left = working_days_left(notice.reply_due, today)
        if today > notice.reply_due:
            counts["escalated"] += _escalate(notice)
        elif left <= before:
            counts["reminded"] += _remind(notice, "0" if today == notice.reply_due else str(before))
    return counts


def _remind(notice: Notice, which: str) -> int:
    with transaction.atomic():
        known = Delivery.objects.filter(key__startswith=f"{delivery.reminder_key(notice, which)}:").exists()
        return 0 if known else int(delivery.tell_reminder(notice, which) > 0)


def _escalate(notice: Notice) -> int:
    """Somebody may answer or get more time at this moment: then there is nothing to escalate."""
    if notice.extensions.filter(state=Decision.OPEN).exists():
        return 0
    try:
        transition_perform(instance=notice, name="escalate", actor=None)
    except (Conflict, NotAllowed):
        return 0
    return 1


def mail_given_up(row: Delivery) -> None:
    """A mail about a notice could not be delivered: somebody must reach the person otherwise (R05)."""
    notice = row.owner
    if notice is not None:
        check_open(notice, CheckReason.MAIL_FAILED)
