"""The digest as its reader opens it, and his wish about mails."""

import pytest

from core.digests.models import Digest
from core.digests.services import digests_send, wish_set
from core.errors import InvalidInput, NotAllowed
from core.outbox.models import Channel, Delivery
from core.outbox.queries import unread_count
from supervision.talks.choices import Status
from supervision.talks.models import Talk
from tests.support.cast import make_user

pytestmark = pytest.mark.django_db


def mails(user):
    return Delivery.objects.filter(recipient=user, channel=Channel.EMAIL).count()


def test_the_message_opens_the_digest_with_links_to_the_records(client, planned, sup):
    talk = planned(-1)
    digests_send()
    client.force_login(sup)
    message = Delivery.objects.get(channel=Channel.PORTAL)
    answer = client.get(f"/messages/{message.pk}/", follow=True)
    assert talk.get_absolute_url() in answer.content.decode()
    assert unread_count(sup) == 0


def test_what_was_done_since_is_shown_as_done(client, planned, sup):
    talk = planned(-1)
    digests_send()
    Talk.objects.filter(pk=talk.pk).update(status=Status.CANCELLED)
    client.force_login(sup)
    answer = client.get(Digest.objects.get(recipient=sup).get_absolute_url())
    assert [row.done for part in answer.context["parts"] for row in part.lines] == [True]


def test_a_record_that_is_no_longer_mine_is_not_named(client, planned, sup, health):
    talk = planned(-1)
    digests_send()
    sup.jurisdictions.all().delete()
    Talk.objects.filter(pk=talk.pk).update(talker=None)
    client.force_login(sup)
    text = client.get(Digest.objects.get(recipient=sup).get_absolute_url()).content.decode()
    assert talk.get_absolute_url() not in text
    assert talk.official.name not in text


def test_other_peoples_digests_do_not_exist(client, planned, stranger):
    planned(-1)
    digests_send()
    client.force_login(stranger)
    assert client.get(Digest.objects.first().get_absolute_url()).status_code == 404


def test_all_messages_are_marked_as_read_at_once_and_only_mine(client, planned, sup, deputy):
    planned(-1)
    digests_send()
    client.force_login(sup)
    assert client.get("/messages/read/").status_code == 405
    client.post("/messages/read/")
    assert (unread_count(sup), unread_count(deputy)) == (0, 1)


def test_the_list_shows_days_and_can_leave_out_what_was_read(client, planned, sup):
    planned(-1)
    digests_send()
    client.force_login(sup)
    assert "2026-06-30" in client.get("/messages/").content.decode()
    assert len(client.get("/messages/?unread=1").context["page"]) == 1
    client.post("/messages/read/")
    assert len(client.get("/messages/?unread=1").context["page"]) == 0


def test_the_count_in_the_top_bar_is_one_question(planned, sup, django_assert_num_queries):
    planned(-1)
    digests_send()
    with django_assert_num_queries(1):
        assert unread_count(sup) == 1


@pytest.mark.parametrize(
    ("wish", "days", "sent"), [("DAILY", 3, 1), ("OVERDUE", 3, 0), ("OVERDUE", -1, 1), ("NONE", -1, 0)]
)
def test_staff_choose_when_the_digest_comes_as_a_mail(planned, sup, wish, days, sent):
    wish_set(user=sup, mail=wish)
    planned(days)
    digests_send()
    assert mails(sup) == sent
    assert unread_count(sup) == 1, "the message comes in any case"


def test_the_wish_is_kept_by_its_page(client, sup):
    client.force_login(sup)
    assert client.get("/messages/wish/").context["chosen"] == "DAILY"
    client.post("/messages/wish/", {"mail": "NONE"})
    assert client.get("/messages/wish/").context["chosen"] == "NONE"
    with pytest.raises(InvalidInput):
        wish_set(user=sup, mail="WEEKLY")


def test_officials_cannot_switch_their_mails_off(client, planned, education):
    official = make_user("off", "OFF", unit=education)
    client.force_login(official)
    assert client.get("/messages/wish/").status_code == 403
    with pytest.raises(NotAllowed):
        wish_set(user=official, mail="NONE")


def test_no_wish_reaches_official_documents(education, sup):
    """Documents go through the outbox directly: a wish is about digests only."""
    from django.db import transaction

    from core.outbox.mail import document_waits
    from core.outbox.services import delivery_add

    wish_set(user=sup, mail="NONE")
    mail = document_waits(
        kind="预警通知书", doc_no="1", sent_on=education.users.model.objects.first().date_joined.date()
    )
    with transaction.atomic():
        delivery_add(owner=education, recipient=sup, key="document", mail=mail)
    assert mails(sup) == 1


def test_who_has_no_address_gets_the_message_alone(planned, sup):
    sup.email = ""
    sup.save()
    planned(-1)
    digests_send()
    assert (mails(sup), unread_count(sup)) == (0, 1)
