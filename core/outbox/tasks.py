from celery import shared_task

from core.outbox.sending import deliveries_send_due


@shared_task
def deliver_due() -> int:
    """Send what waits in the outbox. Sent after every commit that adds to it, and every minute by the schedule."""
    return deliveries_send_due()
