"""The worker dies in the middle of 200 deliveries: nothing is lost, nothing is told twice under another name."""

import asyncio
import time
from collections import Counter
from datetime import date

import pytest
from django.conf import settings

from core import clock
from core.outbox.models import Channel, Delivery, DeliveryState
from core.outbox.tasks import deliver_due
from core.parameters.models import ParameterVersion
from early_warning.notices.choices import Status
from early_warning.notices.models import Notice
from officials.models import Official
from organization.models import Unit, User
from tests.support.cast import make_unit, make_user
from tests.support.celery import WORKER_READY
from tests.support.processes import wait_until
from tests.warnings.notices.conftest import do

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
COUNT, IN_FLIGHT = 200, 2


@pytest.fixture
def unhurried(smtp_sink):
    """A mail server that takes its time, so that there is a middle to be killed in."""
    answer = smtp_sink.handle_DATA

    async def slowly(*arguments: object) -> str:
        await asyncio.sleep(0.02)
        return await answer(*arguments)

    smtp_sink.handle_DATA = slowly
    return smtp_sink


def approved_notices(unit: Unit, people: list[User], makers: list[User]) -> list[Notice]:
    """One approved notice for each person, as the course would have left it."""
    drafter, checker, approver = makers
    officials = Official.objects.bulk_create(
        Official(
            code=f"O-{number:04d}", pseudonym=f"P-{number:04d}", user=user, name=f"干部{number}", gender="M",
            birth_date=date(1980, 1, 1), managed_by=unit, resident_id="x", resident_id_index=str(number),
        )
        for number, user in enumerate(people)
    )  # fmt: skip
    return Notice.objects.bulk_create(
        Notice(
            status=Status.APPROVED, level=1, unit=unit, official=official, subject=f"事项{number}", request_text="说明",
            reply_days=10, objection_text="异议", contact_office="室", contact_phone="0", drafter=drafter,
            drafted_at=clock.now(), checker=checker, approver=approver, approved_at=clock.now(),
            doc_no=f"云纪警〔2026〕{number + 1}号",
        )
        for number, official in enumerate(officials)
    )  # fmt: skip


@pytest.fixture
def served(queue, request) -> list[User]:
    """Notices served to as many officials (200 unless the test says fewer): committed with their deliveries."""
    root = make_unit("R2", kind="ROOT")
    unit = make_unit("U15", parent=root)
    makers = [make_user(f"maker{n}", "SUP", units=[unit]) for n in range(3)]
    # A claim counts as lost after two seconds here, not after five minutes.
    ParameterVersion.objects.create(
        group="OUTBOX", version=2, values={"claim_seconds": 2}, effective_from=date(2020, 1, 1), reason="test",
        proposed_by=makers[0], approved_by=makers[1],
    )  # fmt: skip
    people = [make_user(f"off{number}", "OFF") for number in range(getattr(request, "param", COUNT))]
    for notice in approved_notices(unit, people, makers):
        do(notice, "serve", makers[0])
    return people


FEW = pytest.mark.parametrize("served", [30], indirect=True)


def sent() -> int:
    return Delivery.objects.filter(channel=Channel.EMAIL, state=DeliveryState.SENT).count()


def test_a_worker_killed_in_the_middle_loses_and_repeats_nothing(served, worker_program, unhurried):
    worker = worker_program(concurrency=IN_FLIGHT)
    worker.start(ready=WORKER_READY)
    deliver_due.delay()
    unhurried.wait_for(COUNT // 3)
    worker.kill()
    assert COUNT // 3 <= len(unhurried.messages) < COUNT
    claimed = Delivery.objects.filter(state=DeliveryState.CLAIMED).count()
    assert claimed <= IN_FLIGHT

    worker.start(ready=WORKER_READY)
    deadline = time.monotonic() + 60
    while sent() < COUNT and time.monotonic() < deadline:
        deliver_due.delay()  # what the schedule does every minute
        time.sleep(0.5)

    assert sent() == COUNT
    for user in served:
        assert Notice.objects.received_by(user).count() == 1
    portal = Delivery.objects.filter(channel=Channel.PORTAL).values_list("recipient", flat=True)
    assert sorted(portal) == sorted(user.pk for user in served)

    mails = {user.email: unhurried.to(user.email) for user in served}
    assert all(mails.values())
    twice = [found for found in mails.values() if len(found) > 1]
    assert len(twice) <= claimed
    assert all(len({mail["Message-ID"] for mail in found}) == 1 for found in mails.values())
    assert len({found[0]["Message-ID"] for found in mails.values()}) == COUNT


@FEW
def test_two_workers_at_once_send_each_mail_once(served, worker_program, smtp_sink):
    for _number in range(2):
        worker_program(concurrency=IN_FLIGHT).start(ready=WORKER_READY)
    for _number in range(4):
        deliver_due.delay()
    wait_until(lambda: sent() == len(served), seconds=60, what="all mails sent")
    assert set(Counter(mail["Message-ID"] for mail in smtp_sink.messages).values()) == {1}


@FEW
def test_the_mail_says_that_a_document_waits_and_nothing_else(served, worker_program, smtp_sink):
    worker_program(concurrency=1).start(ready=WORKER_READY)
    deliver_due.delay()
    (mail, *_rest) = smtp_sink.wait_for(1)
    number = mail["Subject"].split()[-1]
    assert mail["Subject"].strip() == f"【{settings.COMMISSION_NAME}】您有一份待办文书 {number}"
    assert mail.get_content().replace("\r\n", "\n").strip().split("\n") == [
        "文书种类：预警通知书",
        f"文书编号：{number}",
        "发送日期：2026-06-30",
        "答复期限：2026-07-14",
        f"查阅地址：{settings.BASE_URL}/portal/",
        f"联系电话：{settings.OFFICE_PHONE}",
    ]
    assert not list(mail.iter_attachments())
