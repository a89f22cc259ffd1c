"""The schedule fires, the worker dies in the middle of the digests: everybody gets exactly one all the same."""

from collections import Counter
from datetime import timedelta

import pytest
from django_celery_beat.models import IntervalSchedule, PeriodicTask

from core import clock
from core.digests.models import Digest, DigestLine, DigestRun
from core.outbox.models import Channel, Delivery, DeliveryState
from organization.models import User
from supervision.talks.choices import Kind
from supervision.talks.models import Talk
from tests.core.digests.conftest import TODAY
from tests.support.cast import make_unit, make_user
from tests.support.celery import WORKER_READY
from tests.support.processes import wait_until
from tests.warnings.notices.conftest import make_official

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
COUNT = 150


@pytest.fixture
def people(queue) -> list[User]:
    """Each with one talk that comes into a stage today and one that is overdue."""
    unit = make_unit("U15", parent=make_unit("R2", kind="ROOT"))
    official = make_official(unit)
    found = [make_user(f"sup{number}", "SUP", units=[unit]) for number in range(COUNT)]
    Talk.objects.bulk_create(
        Talk(
            kind=Kind.SUPERVISION,
            unit=unit,
            official=official,
            drafter=user,
            drafted_at=clock.now(),
            planned_at=clock.start_of(TODAY + timedelta(days=days)),
        )
        for user in found
        for days in (7, -1)
    )
    return found


@pytest.fixture
def every_second(queue) -> None:
    """The daily round comes every second here: rounds meet the one that runs and the one that died."""
    second = IntervalSchedule.objects.create(every=1, period=IntervalSchedule.SECONDS)
    PeriodicTask.objects.create(
        name="daily-digests", task="core.digests.tasks.send_digests", interval=second, queue=queue
    )


def test_a_worker_killed_in_the_middle_tells_everybody_exactly_once(
    people, every_second, worker_program, smtp_sink, request
):
    worker = worker_program(concurrency=2)
    worker.start(ready=WORKER_READY)
    request.getfixturevalue("celery_beat")
    wait_until(lambda: Digest.objects.count() >= COUNT // 5, seconds=60, what="a fifth of the digests")
    worker.kill()
    assert Digest.objects.count() < COUNT, "it died in the middle"
    assert not DigestRun.objects.filter(finished_at__isnull=False).exists()

    worker.start(ready=WORKER_READY)
    mails = Delivery.objects.filter(channel=Channel.EMAIL)
    wait_until(lambda: mails.filter(state=DeliveryState.SENT).count() == COUNT, seconds=90, what="all mails")
    wait_until(lambda: DigestRun.objects.filter(day=TODAY, finished_at__isnull=False).exists(), what="the round")

    once = Counter({user.pk: 1 for user in people})
    assert Counter(Digest.objects.values_list("recipient", flat=True)) == once
    for channel in Channel:
        assert Counter(Delivery.objects.filter(channel=channel).values_list("recipient", flat=True)) == once
    assert DigestLine.objects.count() == 2 * COUNT
    assert [len(smtp_sink.to(user.email)) for user in people] == [1] * COUNT
