from celery import shared_task

from core.jobs import services


@shared_task
def job_run(pk: int) -> None:
    services.job_execute(pk=pk)


@shared_task
def sweep() -> None:
    services.jobs_sweep()
