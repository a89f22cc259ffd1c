from celery import shared_task

from early_warning.notices.services import notices_remind


@shared_task
def remind_due() -> dict[str, int]:
    """The daily round: reminders, and the hand-over to a person."""
    return notices_remind()
