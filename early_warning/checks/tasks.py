from celery import shared_task

from .jobs import run_start
from .models import Trigger


@shared_task
def run_scheduled() -> int:
    """The scheduled health check over all units and models; what runs is a job like any other."""
    run, _job = run_start(actor=None, trigger=Trigger.SCHEDULE)
    return run.pk
