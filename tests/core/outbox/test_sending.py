"""The outbox: claimed once, sent once, retried with the same identity, given up to a person."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from core.errors import Conflict
from core.outbox import registry
from core.outbox.mail import Mail
from core.outbox.models import Channel, Delivery, DeliveryState
from core.outbox.sending import deliveries_send_due
from core.outbox.services import deliveries_cancel, delivery_add, delivery_retry

pytestmark = pytest.mark.django_db


def waiting(owner, recipient, key="k") -> Delivery:
    return delivery_add(owner=owner, recipient=recipient, key=key, mail=Mail("subject", "body"))[0]


class Broken:
    """A mail server that accepts the connection and refuses the mail."""

    def __init__(self, *args, **kwargs) -> None: ...
    def open(self) -> None: ...
    def close(self) -> None: ...

    def send_messages(self, messages) -> int:
        raise smtplib.SMTPRecipientsRefused({})


@pytest.fixture
def broken(monkeypatch) -> None:
    monkeypatch.setattr("core.outbox.sending.get_connection", Broken)


def test_a_due_mail_goes_out_once(education, head):
    row = waiting(education, head)
    assert deliveries_send_due() == 1
    assert deliveries_send_due() == 0
    assert [m.extra_headers["Message-ID"] for m in mail.outbox] == [row.message_id]
    row.refresh_from_db()
    assert (row.state, row.attempts) == (DeliveryState.SENT, 1)


def test_the_same_news_is_written_only_once(education, head):
    assert waiting(education, head).pk == waiting(education, head).pk
    assert waiting(education, head).pk != waiting(education, head, key="other").pk


def test_a_portal_row_is_delivered_by_the_commit(education, head):
    (row,) = delivery_add(owner=education, recipient=head, key="k", mail=Mail("s", "b"), channels=(Channel.PORTAL,))
    assert row.state == DeliveryState.SENT
    assert row.body == ""
    assert deliveries_send_due() == 0


def test_a_fresh_claim_is_left_to_its_worker(education, head):
    row = waiting(education, head)
    Delivery.objects.filter(pk=row.pk).update(state=DeliveryState.CLAIMED, claimed_at=timezone.now())
    assert deliveries_send_due() == 0


def test_the_claim_of_a_dead_worker_is_taken_up_with_the_same_message_id(education, head):
    row = waiting(education, head)
    dead = timezone.now() - timedelta(seconds=301)
    Delivery.objects.filter(pk=row.pk).update(state=DeliveryState.CLAIMED, claimed_at=dead, attempts=1)
    assert deliveries_send_due() == 1
    assert mail.outbox[0].extra_headers["Message-ID"] == row.message_id


def test_a_failure_waits_longer_each_time(education, head, broken):
    row = waiting(education, head)
    pauses = []
    for _attempt in range(3):
        deliveries_send_due()
        row.refresh_from_db()
        pauses.append(round((row.next_attempt_at - timezone.now()).total_seconds(), -1))
        Delivery.objects.update(next_attempt_at=timezone.now())
    assert pauses == [60, 120, 240]
    assert (row.state, row.attempts) == (DeliveryState.WAITING, 3)
    assert "SMTPRecipientsRefused" in row.error


def test_after_the_last_attempt_a_person_is_told_once(education, head, broken, monkeypatch):
    told: list[Delivery] = []
    monkeypatch.setitem(registry._given_up, type(education), told.append)
    row = waiting(education, head)
    Delivery.objects.update(attempts=7)
    deliveries_send_due()
    deliveries_send_due()
    assert [delivery.state for delivery in told] == [DeliveryState.GIVEN_UP]
    assert told[0].pk == row.pk


def test_an_account_without_an_address_is_given_up_at_once(education, head):
    head.email = ""
    row = waiting(education, head)
    assert deliveries_send_due() == 0
    row.refresh_from_db()
    assert row.state == DeliveryState.GIVEN_UP


def test_a_given_up_mail_goes_to_the_mended_address(education, head):
    row = waiting(education, head)
    Delivery.objects.update(state=DeliveryState.GIVEN_UP, address="old@example.test", attempts=8)
    row.refresh_from_db()
    delivery_retry(delivery=row)
    assert deliveries_send_due() == 1
    assert mail.outbox[0].to == [head.email]
    with pytest.raises(Conflict):
        delivery_retry(delivery=row)


def test_what_nobody_began_to_send_can_be_taken_back(education, head):
    waiting(education, head, key="remind:1")
    waiting(education, head, key="serve")
    assert deliveries_cancel(owner=education, key_prefix="remind") == 1
    assert deliveries_send_due() == 1


def test_a_rolled_back_transaction_leaves_no_delivery(education, head):
    with transaction.atomic():
        waiting(education, head)
        transaction.set_rollback(True)
    assert not Delivery.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_delivery_outside_a_transaction_is_a_mistake(django_user_model):
    user = django_user_model.objects.create_user("somebody", email="s@example.test")
    with pytest.raises(RuntimeError, match="transaction"):
        waiting(user, user)


def test_everybody_sees_only_his_own_deliveries(education, head, sup, admin):
    waiting(education, head)
    assert Delivery.objects.visible_to(head).count() == 1
    assert Delivery.objects.visible_to(sup).count() == 0
    assert Delivery.objects.visible_to(admin).count() == 1
