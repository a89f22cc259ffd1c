from celery import shared_task

from core.digests.services import digests_send
from core.outbox.sending import deliveries_send_due


@shared_task
def send_digests() -> int:
    """The daily round; then what waits in the outbox at once, without waiting for the minute's sweep."""
    written = digests_send()
    deliveries_send_due()
    return written
