"""Tell a person that something of a record waits in the portal, in the transaction that makes it true."""

import logging
from datetime import date

from django.db import transaction
from django.db.models import Model
from kombu.exceptions import OperationalError

from core import clock
from core.outbox.mail import document_waits, matter_waits
from core.outbox.models import Channel
from core.outbox.services import delivery_add
from core.scope import Viewer

logger = logging.getLogger(__name__)
BOTH = (Channel.EMAIL, Channel.PORTAL)


def tell(
    *,
    owner: Model,
    recipient: Viewer | None,
    key: str,
    kind: str = "",
    doc_no: str = "",
    reply_by: date | None = None,
    channels: tuple[Channel, ...] = BOTH,
) -> bool:
    """A portal row and a contentless mail about ``owner``; what ``key`` names is told only once.

    Without ``kind`` and ``doc_no`` the mail says only that a matter waits (handbook 7.1). False when there is no
    active account: then a person must bring the paper.
    """
    if recipient is None or not recipient.is_active:
        return False
    today = clock.today()
    if doc_no:
        mail = document_waits(kind=kind, doc_no=doc_no, sent_on=today, reply_by=reply_by)
    else:
        mail = matter_waits(sent_on=today)
    full_key = f"{owner._meta.label_lower}:{owner.pk}:{key}"
    delivery_add(owner=owner, recipient=recipient, key=full_key, mail=mail, channels=channels)
    transaction.on_commit(hurry)
    return True


def hurry() -> None:
    """Do not wait for the minute's sweep. Without a broker nothing is lost: the sweep finds the rows."""
    from core.outbox.tasks import deliver_due  # the task sends what this module writes

    try:
        deliver_due.apply_async(retry=False)
    except OperationalError as error:
        logger.warning("the broker does not answer, the next sweep delivers: %s", error)
