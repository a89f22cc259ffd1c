"""The worker dies while it prints: nothing is counted, nothing is written; the next one prints everything once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.audit.models import AuditEntry, AuditEvent
from core.documents.batch import batch_print_start
from core.documents.models import IssuedDocument
from core.jobs.models import Job, JobState
from core.jobs.services import DEAD_AFTER, jobs_sweep
from tests.core.documents.issued import receipts
from tests.support.cast import make_unit, make_user
from tests.support.celery import WORKER_READY
from tests.support.processes import wait_until

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
COUNT = 24


def test_a_worker_killed_while_printing_leaves_nothing_half_written(worker_program, settings):
    city = make_unit("R2", kind="ROOT")
    receipts(city, COUNT, restricted=set(range(1, COUNT + 1)))
    archivist = make_user("arc", "ARC", units=[city], kind="TREE")
    worker = worker_program(concurrency=1)
    worker.start(ready=WORKER_READY)
    job = batch_print_start(documents=IssuedDocument.objects.all(), purpose="归档", actor=archivist)
    wait_until(lambda: Job.objects.get(pk=job.pk).done >= 3, seconds=60, what="three copies")
    worker.kill()
    assert Job.objects.get(pk=job.pk).state == JobState.RUNNING
    assert not Job.objects.get(pk=job.pk).result_file
    assert not AuditEntry.objects.filter(event=AuditEvent.PRINT).exists()
    assert not IssuedDocument.objects.filter(printed_count__gt=0).exists()
    Job.objects.filter(pk=job.pk).update(heartbeat_at=timezone.now() - DEAD_AFTER - timedelta(seconds=1))
    worker.start(ready=WORKER_READY)
    assert jobs_sweep() == 1
    wait_until(lambda: Job.objects.get(pk=job.pk).is_over, seconds=120, what="the job's end")
    assert Job.objects.get(pk=job.pk).state == JobState.DONE
    assert AuditEntry.objects.filter(event=AuditEvent.PRINT).count() == COUNT
    assert set(IssuedDocument.objects.values_list("printed_count", flat=True)) == {1}
