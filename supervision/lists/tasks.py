from celery import shared_task

from core import clock
from supervision.lists.generation import tasks_generate
from supervision.lists.services import reports_become_due


@shared_task
def generate_due() -> int:
    """The daily round: tasks of periods that have begun, reports that have become due. Runs twice without harm."""
    reports_become_due(on=clock.today())
    return tasks_generate()
