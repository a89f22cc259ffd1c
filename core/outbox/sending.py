"""Send what is due. Any number of workers may do it at once, and any of them may die at any moment."""

import logging
from datetime import datetime, timedelta
from email.utils import formatdate
from smtplib import SMTPException

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t

from core import clock, parameters
from core.outbox.models import Delivery, DeliveryState
from core.outbox.registry import teller_of
from core.parameters import Param, ParameterGroup

logger = logging.getLogger(__name__)
OUTBOX = parameters.define(
    ParameterGroup(
        "OUTBOX",
        _t("Delivery of mail"),
        (
            Param("claim_seconds", 300, _t("A claim is taken up again after"), "s"),
            Param("max_attempts", 8, _t("Attempts before a person is told")),
            Param("backoff_seconds", 60, _t("First pause after a failure, then doubled"), "s"),
            Param("backoff_limit_seconds", 21_600, _t("Longest pause between attempts"), "s"),
        ),
    )
)
# What of a message failing is worth another attempt; anything else is a mistake of ours and must be seen.
TRANSIENT = (SMTPException, OSError)


def deliveries_send_due(*, limit: int = 1000) -> int:
    """Send at most ``limit`` mails that are due; returns how many went out. Safe to run in parallel and at any time.

    A claim is one conditional UPDATE; one older than ``claim_seconds`` belonged to a worker that died between
    sending and marking, and its mail goes out again with the same Message-ID.
    """
    values = parameters.values(OUTBOX.key)
    lost = timezone.now() - timedelta(seconds=values["claim_seconds"])
    due = Q(state=DeliveryState.WAITING, next_attempt_at__lte=timezone.now())
    abandoned = Q(state=DeliveryState.CLAIMED, claimed_at__lte=lost)
    pks = list(
        Delivery.objects.filter(due | abandoned).order_by("next_attempt_at", "pk").values_list("pk", flat=True)[:limit]
    )
    sent = 0
    with _Line() as line:
        for pk in pks:
            claimed_at = timezone.now()
            if _claim(pk, due | abandoned, claimed_at):
                sent += _send(Delivery.objects.get(pk=pk), claimed_at, line, values)
    return sent


class _Line:
    """One connection to the mail server for a run; opened at the first mail, dropped after a failure."""

    def __init__(self) -> None:
        self._backend: BaseEmailBackend | None = None

    def __enter__(self) -> "_Line":
        return self

    def __exit__(self, *_error: object) -> None:
        self.drop()

    def backend(self) -> BaseEmailBackend:
        if self._backend is None:
            self._backend = get_connection()
            self._backend.open()
        return self._backend

    def drop(self) -> None:
        if self._backend is not None:
            backend, self._backend = self._backend, None
            try:
                backend.close()
            except TRANSIENT as error:
                logger.info("the mail connection did not close: %s", error)


def _claim(pk: int, open_rows: Q, claimed_at: datetime) -> bool:
    return (
        Delivery.objects.filter(open_rows, pk=pk).update(
            state=DeliveryState.CLAIMED, claimed_at=claimed_at, attempts=F("attempts") + 1
        )
        == 1
    )


def _send(delivery: Delivery, claimed_at: datetime, line: _Line, values: parameters.Values) -> int:
    # Only the holder of this very claim may mark the row: another worker may have taken it up meanwhile.
    mine = Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.CLAIMED, claimed_at=claimed_at)
    if not delivery.address:
        _give_up(mine, delivery, _("The account has no e-mail address."))
        return 0
    try:
        _message(delivery, line).send()
    except TRANSIENT as error:
        line.drop()
        text = f"{type(error).__name__}: {error}"[:500]
        logger.warning("delivery %s failed (attempt %s): %s", delivery.pk, delivery.attempts, type(error).__name__)
        if delivery.attempts >= values["max_attempts"]:
            _give_up(mine, delivery, text)
        else:
            mine.update(
                state=DeliveryState.WAITING, error=text, next_attempt_at=timezone.now() + _pause(delivery, values)
            )
        return 0
    mine.update(state=DeliveryState.SENT, sent_at=clock.now(), error="")
    return 1


def _message(delivery: Delivery, line: _Line) -> EmailMessage:
    headers = {"Message-ID": delivery.message_id, "Date": formatdate(delivery.created_at.timestamp(), localtime=True)}
    return EmailMessage(
        delivery.subject, delivery.body, to=[delivery.address], headers=headers, connection=line.backend()
    )


def _pause(delivery: Delivery, values: parameters.Values) -> timedelta:
    seconds = values["backoff_seconds"] * 2 ** (delivery.attempts - 1)
    return timedelta(seconds=min(seconds, values["backoff_limit_seconds"]))


def _give_up(mine: QuerySet[Delivery], delivery: Delivery, text: str) -> None:
    with transaction.atomic():
        if not mine.update(state=DeliveryState.GIVEN_UP, error=text[:500]):
            return
        tell = teller_of(delivery.owner)
        if tell is not None:
            delivery.refresh_from_db()
            tell(delivery)
