from datetime import timedelta

from celery import shared_task

from core import clock, parameters
from core.jobs.services import job_enqueue
from early_warning.ecology.parameters import SCHEDULE
from early_warning.ecology.periods import AnalysisPeriod
from organization.units.models import Unit


@shared_task
def compute_scheduled() -> int:
    """Monthly, by beat: the half-year that runs, and the last one until its figures have settled.

    Departments file until the tenth working day after a quarter and may file again.
    """
    settling = timedelta(days=parameters.values(SCHEDULE.key)["settling_days"])
    today = clock.today()
    running = AnalysisPeriod.containing(today - timedelta(days=1))
    last = running.previous()
    periods = [str(last), str(running)] if today - last.end <= settling else [str(running)]
    units = list(Unit.objects.real().filter(active=True).values_list("code", flat=True))
    return job_enqueue(kind="ecology.compute", params={"periods": periods, "units": units}, actor=None).pk
