"""Write the day's digests. Safe to run twice, at once by two workers, or killed at any moment and run again."""

from datetime import date, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import clock
from core.deadlines.shifts.services import suspensions_run_out
from core.digests.collecting import Found, collect, days_of_round
from core.digests.models import Digest, DigestLine, DigestRun, DigestWish, Place, Wish
from core.errors import InvalidInput, NotAllowed
from core.outbox.mail import things_wait
from core.outbox.models import Channel
from core.outbox.services import delivery_add
from core.scope import Viewer

ONE_DAY = timedelta(days=1)
MESSAGE_ONLY, WITH_MAIL = (Channel.PORTAL,), (Channel.PORTAL, Channel.EMAIL)


def digests_send(*, today: date | None = None) -> int:
    """One message, and by wish one mail, to everybody for whom something is due or overdue; returns how many.

    Each person's digest is a transaction of its own with a unique key of person and day: a round that died is taken
    up by the next, and who was told already is passed over. Days without a round are made up for.
    """
    today = today or clock.today()
    suspensions_run_out(today=today)
    DigestRun.objects.get_or_create(day=today)
    people = collect(days_of_round(today, _last_finished(today)))
    wishes = dict(DigestWish.objects.values_list("user", "mail"))
    written = sum(_write(user, today, rows, wishes.get(user.pk, Wish.DAILY)) for user, rows in people.items())
    DigestRun.objects.filter(day=today, finished_at__isnull=True).update(finished_at=clock.now())
    return written


def _last_finished(today: date) -> date | None:
    """The last day whose round ended; the day before the very first round when none has ended yet."""
    before = DigestRun.objects.filter(day__lt=today)
    finished = before.filter(finished_at__isnull=False).first()
    begun = before.last()
    return finished.day if finished else begun.day - ONE_DAY if begun else None


def _write(user: Viewer, today: date, rows: list[Found], wish: str) -> int:
    try:
        with transaction.atomic():
            return _write_once(user, today, rows, wish)
    except IntegrityError:
        # Another round told this person at this very moment; the constraints let only one of them through.
        if not Digest.objects.filter(recipient=user, day=today).exists():
            raise
        return 0


def _write_once(user: Viewer, today: date, rows: list[Found], wish: str) -> int:
    if Digest.objects.filter(recipient=user, day=today).exists():
        return 0
    rows = _untold(user, rows)
    if not rows:
        return 0
    counts = {place: sum(row.place == place for row in rows) for place in Place}
    digest = Digest.objects.create(
        recipient=user,
        day=today,
        due_count=counts[Place.DUE],
        overdue_count=counts[Place.OVERDUE],
        led_count=counts[Place.LED],
    )
    DigestLine.objects.bulk_create([_line(digest, row) for row in rows])
    delivery_add(
        owner=digest,
        recipient=user,
        key=f"digest:{today}",
        mail=things_wait(count=digest.count, sent_on=today),
        channels=_channels(user, digest, wish),
    )
    return 1


def _untold(user: Viewer, rows: list[Found]) -> list[Found]:
    """Without the stages of which ``user`` was told before."""
    told = set(
        DigestLine.objects.filter(recipient=user, stage__isnull=False, due__in={row.due for row in rows}).values_list(
            "kind", "object_id", "due", "stage"
        )
    )
    return [row for row in rows if row.stage is None or (row.reminder.key, row.pk, row.due, row.stage) not in told]


def _line(digest: Digest, row: Found) -> DigestLine:
    return DigestLine(
        digest=digest,
        recipient=digest.recipient,
        place=row.place,
        kind=row.reminder.key,
        content_type=ContentType.objects.get_for_model(row.reminder.model),
        object_id=row.pk,
        handler_id=row.handler,
        due=row.due,
        stage=row.stage,
    )


def _channels(user: Viewer, digest: Digest, wish: str) -> tuple[Any, ...]:
    """The mail is for who has an address and wants it; only staff may want less than all."""
    if not user.email:
        return MESSAGE_ONLY
    if not user.is_staff_role or wish == Wish.DAILY:
        return WITH_MAIL
    late = bool(digest.overdue_count or digest.led_count)
    return WITH_MAIL if wish == Wish.OVERDUE and late else MESSAGE_ONLY


def wish_set(*, user: Viewer, mail: str) -> DigestWish:
    """Keep how often ``user`` wants the digest by mail.

    Raises NotAllowed for officials: what they are told by mail cannot be switched off; InvalidInput for another word.
    """
    if not user.is_staff_role:
        raise NotAllowed(_("Mails to officials cannot be switched off."))
    if mail not in Wish.values:
        raise InvalidInput(_("Choose one of the ways offered."), field="mail")
    wish, _created = DigestWish.objects.update_or_create(user=user, defaults={"mail": mail})
    return wish
